// Every edge has one word, and the word names that edge.
#include "gen/edge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace litmus {
namespace {

TEST(Edge, WordsReadBack) {
  std::set<std::string> words;
  for (const Edge& edge : all_edges()) {
    std::string word = to_string(edge);
    EXPECT_EQ(edge_named(word), edge) << word;
    words.insert(word);
  }
  EXPECT_EQ(words.size(), all_edges().size());
  // 6 communications; po and four fences with 8 forms each; address and control with 4, data
  // with 2.
  EXPECT_EQ(words.size(), 6u + 5 * 8 + 2 * 4 + 2);
  EXPECT_TRUE(std::is_sorted(all_edges().begin(), all_edges().end()));
}

TEST(Edge, SpeaksTheFieldsWords) {
  EXPECT_EQ(to_string(communication(Edge::Kind::Rf, true)), "Rfe");
  EXPECT_EQ(to_string(communication(Edge::Kind::Co, false)), "Coi");
  EXPECT_EQ(to_string(program_order(Direction::W, Direction::R)), "PodWR");
  EXPECT_EQ(to_string(fenced(Order::AcqRel, Direction::R, Direction::W, true)), "FenceArsRW");
  EXPECT_EQ(to_string(dependency(Edge::Kind::Ctrl, Direction::W)), "DpCtrldW");
}

TEST(Edge, ReadsOtherToolsWords) {
  EXPECT_EQ(edge_named("Wse"), edge_named("Coe"));
  EXPECT_EQ(edge_named("MFencedWR"), edge_named("FenceScdWR"));
  EXPECT_EQ(edge_named("DMB.LDdRR"), edge_named("FenceAcqdRR"));
  EXPECT_EQ(edge_named("LwSyncsRW"), edge_named("FenceArsRW"));
  ASSERT_TRUE(edge_named("SyncdWW").has_value());
}

TEST(Edge, RefusesWhatIsNone) {
  for (const char* word :
       {"", "Rf", "Rfx", "PodW", "PodWRR", "podWR", "DpDatadR", "Wse2", "Sync"}) {
    EXPECT_FALSE(edge_named(word).has_value()) << word;
  }
}

}  // namespace
}  // namespace litmus
