// Mutants under judges made of rules.
#include "gen/mutants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gen/names.h"
#include "gen/pretend_judge.h"

namespace litmus {
namespace {

using ::testing::IsEmpty;

std::vector<std::string> changes(const litmus::Test& test, const Judge& judge) {
  std::vector<std::string> result;
  for (const Mutant& mutant : mutants(test, judge)) {
    EXPECT_TRUE(mutant.test.name.starts_with(test.name + "~"));
    result.push_back(what_changed(mutant, test));
  }
  return result;
}

// Message passing: forbidden with a release store and an acquire load.
const Rules kPassing = {
    {{.access = 1, .order = Order::Release}, {.access = 2, .order = Order::Acquire}}};

TEST(Mutants, WeakenOneOrderEach) {
  EXPECT_EQ(changes(test_named("MP+rel+acq"), judge_by(kPassing)),
            std::vector<std::string>({"P0: store y relaxed", "P1: load y relaxed"}));
}

TEST(Mutants, WeakenNoMoreThanTheyMust) {
  const Rules strong = {{{.access = 1, .order = Order::SeqCst}}};
  const std::vector<Mutant> all = mutants(test_named("MP+sc+sc"), judge_by(strong));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].order, Order::Release);
  EXPECT_EQ(slots_of(all[0].test)[1].order, Order::Release);
  EXPECT_EQ(slots_of(all[0].test)[0].order, Order::SeqCst) << "the others stay";
}

TEST(Mutants, LeaveFencesOut) {
  const Rules fenced = {{{.access = 1, .order = Order::Release, .fence_before = true},
                         {.access = 3, .order = Order::Acquire, .fence_before = true}}};
  EXPECT_EQ(changes(test_named("MP+f.rel+f.acq"), judge_by(fenced)),
            std::vector<std::string>({"P0: fence 2 left out", "P1: fence 2 left out"}));
}

TEST(Mutants, NoneOfWhatIsAllowedOrCanNotBe) {
  EXPECT_THAT(changes(test_named("MP"), judge_by(kPassing)), IsEmpty());
  EXPECT_THAT(changes(test_named("MP+rel+acq"), judge_by({{}})), IsEmpty()) << "always forbidden";
}

}  // namespace
}  // namespace litmus
