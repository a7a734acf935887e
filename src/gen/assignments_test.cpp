// Assignments: all of them, their groups, minimality, and what is too strong.
#include "gen/assignments.h"

#include <gtest/gtest.h>

#include <set>

#include "gen/names.h"
#include "gen/pretend_judge.h"

namespace litmus {
namespace {

using enum Order;

constexpr Order kEveryOrder[] = {Relaxed, Acquire, Release, AcqRel, SeqCst};
const Rules kMpRules = {{{1, Release}, {2, Acquire}}};

std::vector<std::vector<Order>> all(const Test& base, std::span<const Order> orders) {
  std::vector<std::vector<Order>> assigned;
  EXPECT_TRUE(for_each_assignment(base, orders, [&](const std::vector<Order>& each) {
    assigned.push_back(each);
    return true;
  }));
  return assigned;
}

TEST(Assignments, AreAllOnce) {
  std::vector<std::vector<Order>> assigned = all(test_named("MP"), kEveryOrder);
  EXPECT_EQ(assigned.size(), 81u);
  EXPECT_EQ(std::set(assigned.begin(), assigned.end()).size(), 81u);
  EXPECT_EQ(assigned.front(), std::vector<Order>({Relaxed, Relaxed, Relaxed, Relaxed}));
  EXPECT_EQ(assigned.back(), std::vector<Order>({SeqCst, SeqCst, SeqCst, SeqCst}));
  // 3 orders for loads and stores, 5 for updates; of fences, none too.
  EXPECT_EQ(all(test_named("MP+rlx-u.rlx+rlx"), kEveryOrder).size(), 135u);
  EXPECT_EQ(all(with_candidate_fences(test_named("MP")), kEveryOrder).size(), 81u * 25);
}

TEST(Assignments, KeepToTheOrdersWanted) {
  constexpr Order kTwo[] = {Relaxed, SeqCst};
  EXPECT_EQ(all(test_named("SB"), kTwo).size(), 16u);
  constexpr Order kAcquire[] = {Acquire};
  // Nothing wanted fits a store: it keeps its order.
  const std::vector<std::vector<Order>> assigned = all(test_named("SB"), kAcquire);
  ASSERT_EQ(assigned.size(), 1u);
  EXPECT_EQ(assigned[0], std::vector<Order>({Relaxed, Acquire, Relaxed, Acquire}));
}

TEST(Assignments, StopWhenTold) {
  int seen = 0;
  EXPECT_FALSE(for_each_assignment(test_named("MP"), kEveryOrder,
                                   [&](const std::vector<Order>&) { return ++seen < 5; }));
  EXPECT_EQ(seen, 5);
}

TEST(Assignments, GroupByVerdict) {
  AssignmentGroups groups = group_assignments(test_named("MP"), kEveryOrder, judge_by(kMpRules));
  EXPECT_TRUE(groups.complete);
  EXPECT_EQ(groups.never.size(), 36u);  // 3 * 2 * 2 * 3
  EXPECT_EQ(groups.sometimes.size(), 45u);
  EXPECT_TRUE(groups.always.empty());
  EXPECT_TRUE(groups.race.empty());
  int left = 10;
  groups = group_assignments(test_named("MP"), kEveryOrder, judge_by(kMpRules),
                             [&] { return left-- == 0; });
  EXPECT_FALSE(groups.complete);
  EXPECT_EQ(groups.never.size() + groups.sometimes.size(), 10u);
}

TEST(Assignments, MinimalTestsHaveNothingToSpare) {
  Judge judge = judge_by(kMpRules);
  EXPECT_TRUE(is_minimal(test_named("MP+rel+acq"), judge));
  EXPECT_FALSE(is_minimal(test_named("MP+sc+acq"), judge));
  EXPECT_FALSE(is_minimal(test_named("MP+rel-rel+acq"), judge));
  EXPECT_FALSE(is_minimal(test_named("MP+rel+rlx"), judge)) << "it forbids nothing";
}

TEST(Audit, SaysWhatIsTooStrong) {
  litmus::Test test = test_named("MP+rel-sc+acq");
  Audit found = audit(test, judge_by(kMpRules));
  EXPECT_TRUE(found.forbidden);
  EXPECT_TRUE(found.complete);
  ASSERT_EQ(found.excess.size(), 2u);
  EXPECT_EQ(to_string(found.excess[0].slot, test), "P0: store x");
  EXPECT_EQ(found.excess[0].enough, std::vector<Order>({Relaxed}));
  EXPECT_EQ(to_string(found.excess[1].slot, test), "P0: store y");
  EXPECT_EQ(found.excess[1].enough, std::vector<Order>({Release}));
  EXPECT_EQ(found.lowered, std::vector<Order>({Relaxed, Release, Acquire, Relaxed}));
}

TEST(Audit, WhatIsEnoughAloneMayNotBeEnoughTogether) {
  // Either store is enough, so each alone can be lowered, and both can not.
  Rules rules = {{{0, Release}}, {{1, Release}}};
  Audit found = audit(test_named("MP+rel-rel+rlx"), judge_by(rules));
  EXPECT_EQ(found.excess.size(), 2u);
  EXPECT_EQ(found.lowered, std::vector<Order>({Relaxed, Release, Relaxed, Relaxed}));
}

TEST(Audit, HasNothingToSayOfWhatIsAllowed) {
  Audit found = audit(test_named("MP"), judge_by(kMpRules));
  EXPECT_FALSE(found.forbidden);
  EXPECT_TRUE(found.excess.empty());
}

}  // namespace
}  // namespace litmus
