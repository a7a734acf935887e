// Selections as text, the counts of the named ones, and what is refused.
#include "gen/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gen/names.h"
#include "harness/error.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;

std::size_t count(std::string_view selection) {
  std::size_t cycles = 0;
  enumerate(parse_selection(selection), [&](const Cycle&) { return ++cycles > 0; });
  return cycles;
}

std::string refusal_of_selection(std::string_view text) {
  try {
    parse_selection(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Selection, ReadsItsKeys) {
  Selection s = parse_selection("size=3-6;threads=4;orders=rlx,acq;fences=sc;updates");
  EXPECT_EQ(s.min_size, 3);
  EXPECT_EQ(s.max_size, 6);
  EXPECT_EQ(s.max_threads, 4);
  EXPECT_EQ(s.orders, (std::vector<Order>{Order::Relaxed, Order::Acquire}));
  EXPECT_TRUE(s.updates);
  EXPECT_EQ(s.edges.size(), basic_edges().size() + 4);
  EXPECT_EQ(parse_selection("").edges, basic_edges());
  EXPECT_EQ(parse_selection("only=Rfe,PodRW").edges.size(), 2u);
  EXPECT_EQ(parse_selection("edges=dep,pos,internal,MFencedWR").edges.size(), 7u + 4 + 4 + 3 + 1);
  EXPECT_EQ(parse_selection("size=5").min_size, 2);
}

TEST(Selection, ANameMayBeChanged) {
  Selection s = parse_selection("x86;size=4");
  EXPECT_EQ(s.max_size, 4);
  EXPECT_EQ(s.max_threads, 3);
  EXPECT_EQ(s.edges.size(), 7u + 1 + 4);
}

TEST(Selection, NamedOnesAreAsLargeAsTheySay) {
  for (const NamedSelection& named : named_selections()) {
    EXPECT_EQ(count(named.name), named.tests) << named.name;
    EXPECT_EQ(count(named.selection), named.tests) << named.name;
  }
}

TEST(Selection, ErrorsHelp) {
  EXPECT_THAT(refusal_of_selection("sise=4"),
              HasSubstr("selection:1:1: no selection is called 'sise'"));
  EXPECT_THAT(refusal_of_selection("sise=4"), HasSubstr("did you mean 'size'?"));
  EXPECT_THAT(refusal_of_selection("size=4;edges=PodWX"),
              HasSubstr("selection:1:14: no edge is called 'PodWX'"));
  EXPECT_THAT(refusal_of_selection("size"), HasSubstr("'' is no number from 1 to 32"));
  EXPECT_THAT(refusal_of_selection("size=4x"), HasSubstr("'4x' is no number"));
  EXPECT_THAT(refusal_of_selection("size=99"), HasSubstr("'99' is no number"));
  EXPECT_THAT(refusal_of_selection("size=3-2"), HasSubstr("selection:1:6: no size is from 3 to 2"));
  EXPECT_THAT(refusal_of_selection("orders=strong"), HasSubstr("no order is called 'strong'"));
  EXPECT_THAT(refusal_of_selection("fences=rlx"), HasSubstr("a relaxed fence is none"));
}

TEST(Selection, ReadsOrdersAsTheyArePrinted) {
  EXPECT_EQ(count("size=4;orders=relaxed,release,seq_cst"), count("size=4;orders=rlx,rel,sc"));
  EXPECT_THAT(refusal_of_selection("orders=plain"), HasSubstr("no order is called 'plain'"));
}

// The table of the README: relaxed cycles by size.
TEST(Selection, RelaxedCyclesBySize) {
  EXPECT_EQ(count("size=4"), 6u);
  EXPECT_EQ(count("size=5"), 12u);
  EXPECT_EQ(count("size=6"), 26u);
  EXPECT_EQ(count("size=8"), 80u);
  EXPECT_EQ(count("size=10"), 246u);
  EXPECT_EQ(count("size=12"), 784u);
}

}  // namespace
}  // namespace litmus
