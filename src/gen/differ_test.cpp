// Telling two judges apart, on judges made of rules.
#include "gen/differ.h"

#include <gtest/gtest.h>

#include <vector>

namespace litmus {
namespace {

constexpr Outcome::value_type kSeen = 7;

// Allows one outcome always, and the condition's on tests that load before they store.
Judge judge(bool load_buffering) {
  return [load_buffering](const litmus::Test& test) {
    Judgement judgement;
    judgement.outcomes.push_back(Outcome(test.observed.size(), kSeen));
    if (load_buffering && test.name.starts_with("LB")) {
      judgement.outcomes.insert(judgement.outcomes.begin(), Outcome(test.observed.size(), 1));
    }
    return judgement;
  };
}

const Selection kSmall{.max_size = 4, .edges = basic_edges()};

std::vector<ModelDifference> found(const Judge& a, const Judge& b) {
  std::vector<ModelDifference> differences;
  EXPECT_TRUE(differ(kSmall, a, b, [&](const ModelDifference& difference) {
    differences.push_back(difference);
    return true;
  }));
  return differences;
}

TEST(Differ, FindsTheTestAndTheOutcome) {
  std::vector<ModelDifference> differences = found(judge(true), judge(false));
  ASSERT_EQ(differences.size(), 1u);
  EXPECT_EQ(differences[0].test.name, "LB");
  EXPECT_EQ(differences[0].outcome, (Outcome{1, 1}));
  EXPECT_TRUE(differences[0].first_allows);
  differences = found(judge(false), judge(true));
  ASSERT_EQ(differences.size(), 1u);
  EXPECT_FALSE(differences[0].first_allows);
}

TEST(Differ, FindsNothingBetweenEquals) { EXPECT_TRUE(found(judge(true), judge(true)).empty()); }

TEST(Differ, SaysWhenOneOfThemIsUndefined) {
  Judge racing = [](const litmus::Test&) {
    Judgement judgement;
    judgement.races.push_back({.location = "x"});
    return judgement;
  };
  std::vector<ModelDifference> differences = found(racing, judge(false));
  EXPECT_EQ(differences.size(), 6u);
  EXPECT_TRUE(differences[0].outcome.empty());
}

TEST(Differ, StopsWhenTimeIsUpOrEnoughIsSeen) {
  int asked = 0;
  EXPECT_FALSE(
      differ(kSmall, judge(true), judge(false), [](const ModelDifference&) { return false; }));
  EXPECT_FALSE(differ(
      kSmall, judge(true), judge(true), [](const ModelDifference&) { return true; },
      [&] { return ++asked > 2; }));
  EXPECT_EQ(asked, 3);
}

}  // namespace
}  // namespace litmus
