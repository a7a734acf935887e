// The search against its twin, which asks about every assignment, on random rules.
#include "gen/weakest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "gen/assignments.h"
#include "gen/names.h"
#include "gen/pretend_judge.h"
#include "harness/error.h"

namespace litmus {
namespace {

using enum Order;

using OrderSet = std::set<std::vector<Order>>;

constexpr Order kAll[] = {Relaxed, Acquire, Release, AcqRel, SeqCst};

bool above(const std::vector<Order>& a, const std::vector<Order>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!at_least(a[i], b[i])) return false;
  }
  return true;
}

OrderSet orders_of(const std::vector<Assignment>& assignments) {
  OrderSet orders;
  for (const Assignment& assignment : assignments) orders.insert(assignment.orders);
  return orders;
}

// The minimal elements of `all` (or, with `less` turned round, the maximal ones).
template <typename Above>
OrderSet extreme(const std::vector<std::vector<Order>>& all, Above is_above) {
  OrderSet found;
  for (const auto& a : all) {
    bool beaten = std::any_of(all.begin(), all.end(),
                              [&](const auto& b) { return a != b && is_above(a, b); });
    if (!beaten) found.insert(a);
  }
  return found;
}

// Rules about the accesses of a test, and about the fences before them.
Rules random_rules(const Test& base, std::mt19937& random) {
  Rules rules(random() % 4);
  for (Rule& rule : rules) {
    std::size_t access = 0;
    for (const Slot& slot : slots_of(base)) {
      bool fence = slot.kind == Slot::Kind::Fence;
      auto orders = orders_for(slot.kind);
      Order order = orders[random() % orders.size()];
      if (random() % 2 == 0) rule.push_back({access, order, fence});
      access += fence ? 0 : 1;
    }
  }
  return rules;
}

// Every assignment that the judge says is forbidden, and every other.
struct Sides {
  std::vector<std::vector<Order>> forbidding, allowing;
};

Sides sides(const Test& base, const Judge& judge) {
  Sides both;
  for_each_assignment(base, kAll, [&](const std::vector<Order>& orders) {
    bool forbidden = judge(with_orders(base, orders)).holds == Frequency::Never;
    (forbidden ? both.forbidding : both.allowing).push_back(orders);
    return true;
  });
  return both;
}

void expect_like_twin(std::string_view name, bool fences, std::mt19937& random) {
  Test test = test_named(name);
  Test base = fences ? with_candidate_fences(test) : test;
  Rules rules = random_rules(base, random);
  int asked = 0;
  Weakest found = weakest(test, judge_by(rules, &asked), {.fences = fences});
  Sides twin = sides(base, judge_by(rules));
  EXPECT_TRUE(found.complete);
  EXPECT_EQ(found.possible, !twin.forbidding.empty());
  EXPECT_EQ(orders_of(found.answers), extreme(twin.forbidding, above)) << name;
  EXPECT_EQ(orders_of(found.near),
            extreme(twin.allowing, [](const auto& a, const auto& b) { return above(b, a); }));
  EXPECT_EQ(found.judged, asked);
  EXPECT_LT(static_cast<std::size_t>(asked), twin.forbidding.size() + twin.allowing.size());
}

TEST(Weakest, FindsWhatItsTwinFinds) {
  std::mt19937 random(1);
  for (int round = 0; round < 60; ++round) {
    for (std::string_view name : {"MP", "SB+f.sc+rlx", "MP+rlx-u.rlx+rlx", "LB+f.ar+data"}) {
      expect_like_twin(name, false, random);
    }
  }
  for (int round = 0; round < 15; ++round) expect_like_twin("SB", true, random);
}

const Rules kMessagePassing = {{{1, Release}, {2, Acquire}}};

TEST(Weakest, GivesTestsAndTheirCost) {
  Weakest found = weakest(test_named("MP"), judge_by(kMessagePassing));
  ASSERT_EQ(found.answers.size(), 1u);
  EXPECT_EQ(found.answers[0].orders, std::vector<Order>({Relaxed, Release, Acquire, Relaxed}));
  EXPECT_EQ(found.answers[0].test.threads, test_named("MP+rel+acq").threads);
  EXPECT_GT(found.answers[0].cost, 0);
  EXPECT_EQ(orders_of(found.near),
            OrderSet({{SeqCst, Relaxed, SeqCst, SeqCst}, {SeqCst, SeqCst, Relaxed, SeqCst}}));
}

TEST(Weakest, PutsTheCheapestFirst) {
  Rules rules = {{{0, SeqCst}, {1, SeqCst}, {2, SeqCst}, {3, SeqCst}},
                 {{1, Release}, {2, Acquire}}};
  Weakest found = weakest(test_named("MP"), judge_by(rules));
  ASSERT_EQ(found.answers.size(), 1u);  // the second covers the first
  Rules two = {{{0, SeqCst}, {3, SeqCst}}, {{1, Release}, {2, Acquire}}};
  found = weakest(test_named("MP"), judge_by(two));
  ASSERT_EQ(found.answers.size(), 2u);
  EXPECT_LT(found.answers[0].cost, found.answers[1].cost);
  EXPECT_EQ(found.answers[0].orders, std::vector<Order>({Relaxed, Release, Acquire, Relaxed}));
}

TEST(Weakest, KeepsWhatMustNotChange) {
  Weakest found = weakest(test_named("MP"), judge_by(kMessagePassing), {.keep = {"P1:y"}});
  EXPECT_FALSE(found.possible);
  EXPECT_TRUE(found.complete);
  found = weakest(test_named("MP+sc+sc"), judge_by(kMessagePassing), {.keep = {"P1"}});
  ASSERT_EQ(found.answers.size(), 1u);
  EXPECT_EQ(found.answers[0].orders, std::vector<Order>({Relaxed, Release, SeqCst, SeqCst}));
  found = weakest(test_named("MP"), judge_by(kMessagePassing), {.keep = {"P0: store y seq_cst"}});
  ASSERT_EQ(found.answers.size(), 1u);
  EXPECT_EQ(found.answers[0].orders, std::vector<Order>({Relaxed, SeqCst, Acquire, Relaxed}));
  EXPECT_THROW(weakest(test_named("MP"), judge_by({}), {.keep = {"z"}}), Error);
}

TEST(Weakest, SaysWhenItWasCutShort) {
  int left = 2;
  Weakest found = weakest(test_named("MP"), judge_by(kMessagePassing),
                          {.expired = [&] { return left-- == 0; }});
  EXPECT_FALSE(found.complete);
  EXPECT_EQ(found.judged, 2);
}

TEST(Weakest, ARaceForbidsNothing) {
  Judge racing = [](const litmus::Test&) {
    Judgement judgement;
    judgement.holds = Frequency::Never;
    judgement.races.push_back({.location = "d"});
    return judgement;
  };
  Weakest found = weakest(test_named("MP"), racing);
  EXPECT_FALSE(found.possible);
  ASSERT_EQ(found.races.size(), 1u);
}

TEST(Weakest, AForallIsForbiddenWhenItAlwaysHolds) {
  litmus::Test test = test_named("MP");
  test.condition.quantifier = Condition::Quantifier::Forall;
  Judgement judgement;
  judgement.holds = Frequency::Always;
  EXPECT_TRUE(forbids(judgement, test));
  judgement.holds = Frequency::Never;
  EXPECT_FALSE(forbids(judgement, test));
}

}  // namespace
}  // namespace litmus
