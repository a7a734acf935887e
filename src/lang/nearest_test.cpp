// Typing slips find the word that was meant, and nothing else does.
#include "lang/nearest.h"

#include <gtest/gtest.h>

#include <vector>

namespace litmus {
namespace {

const std::vector<std::string_view> kTests = {"SB",         "MP",      "MP+rel+acq", "MP+acq+rel",
                                              "IRIW+sc+sc", "seqlock", "spinlock"};

TEST(Nearest, ForgivesEachKindOfSlip) {
  EXPECT_EQ(nearest("seqlok", kTests), "seqlock");
  EXPECT_EQ(nearest("seqllock", kTests), "seqlock");
  EXPECT_EQ(nearest("seqlick", kTests), "seqlock");
  EXPECT_EQ(nearest("selqock", kTests), "seqlock");
  EXPECT_EQ(nearest("SEQLOCK", kTests), "seqlock");
}

TEST(Nearest, TakesTheNearestAndTheFirstOfEquals) {
  EXPECT_EQ(nearest("mp+rel+ack", kTests), "MP+rel+acq");
  EXPECT_EQ(nearest("pinlock", kTests), "spinlock");
  EXPECT_EQ(nearest("ab", std::vector<std::string_view>{"ac", "ad"}), "ac");
}

TEST(Nearest, DoesNotGuessWildly) {
  EXPECT_EQ(nearest("banana", kTests), "");
  EXPECT_EQ(nearest("", kTests), "");
  EXPECT_EQ(nearest("x", std::vector<std::string_view>{"y"}), "");
  EXPECT_EQ(nearest("anything", std::vector<std::string_view>{}), "");
}

TEST(Nearest, IsCheapOnAPastedPage) { EXPECT_EQ(nearest(std::string(1 << 20, 'a'), kTests), ""); }

TEST(Nearest, MakesAHint) {
  EXPECT_EQ(did_you_mean("sb", kTests, "see litmus list"), "did you mean 'SB'?");
  EXPECT_EQ(did_you_mean("banana", kTests, "see litmus list"), "see litmus list");
}

}  // namespace
}  // namespace litmus
