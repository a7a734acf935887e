// The table of what a seen outcome means, and the sets around it.
#include "report/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace litmus {
namespace {

using ::testing::IsEmpty;

// One thread with one local; the proposition is 0:r0 = 1.
litmus::Test one_column() {
  litmus::Test test;
  test.threads.push_back({.locals = {{.name = "r0", .type = {}}}});
  test.observed = {{.thread = 0, .index = 0, .name = "0:r0", .type = {}}};
  test.shown = 1;
  test.condition.quantifier = Condition::Quantifier::Exists;
  test.condition.proposition = {
      .kind = Proposition::Kind::Compare, .column = 0, .value = 1, .values = {}, .operands = {}};
  return test;
}

Judges judges(Judgement language, std::vector<Outcome> hardware) {
  language.model = "c++20";
  return {.judgements = {{.model = "tso", .outcomes = std::move(hardware)}, std::move(language)},
          .language = 1,
          .hardware = 0};
}

struct Row {
  const char* what;
  bool language, thin_air, race, hardware;
  KernelCode code;
  Verdict expected;
};

// What it means that 1 was seen. 0 is allowed by everybody.
TEST(Verdict, Table) {
  const auto standard = KernelCode::Standard, different = KernelCode::Different,
             unknown = KernelCode::Unknown;
  const Row rows[] = {
      {"allowed by both", true, false, false, true, standard, Verdict::Ok},
      {"language forbids", false, false, false, true, standard, Verdict::Finding},
      {"both forbid", false, false, false, false, different, Verdict::Finding},
      {"hardware forbids", true, false, false, false, standard, Verdict::Finding},
      {"hardware forbids, other code", true, false, false, false, different, Verdict::Compiler},
      {"hardware forbids, code unknown", true, false, false, false, unknown, Verdict::Finding},
      {"race", true, false, true, true, standard, Verdict::Undefined},
      {"race, both forbid", false, false, true, false, standard, Verdict::Undefined},
      {"thin air", false, true, false, true, standard, Verdict::Compiler},
      {"thin air, hardware forbids", false, true, false, false, standard, Verdict::Finding},
      {"thin air, other code", false, true, false, false, different, Verdict::Compiler},
  };
  for (const Row& row : rows) {
    Judgement language;
    language.outcomes = {{0}};
    if (row.language) language.outcomes.push_back({1});
    if (row.thin_air) language.out_of_thin_air = {{1}};
    if (row.race) language.races.push_back({.thread_a = 0, .thread_b = 1, .location = "x"});
    std::vector<Outcome> hardware = {{0}};
    if (row.hardware) hardware.push_back({1});
    const JudgedRun run =
        judge_run(one_column(), {{{0}, 10}, {{1}, 3}}, judges(language, hardware), row.code);
    EXPECT_EQ(run.verdict, row.expected) << row.what;
    EXPECT_EQ(run.seen.at(1).verdict, row.expected) << row.what;
  }
}

TEST(Verdict, SeenAndUnseenAreTheTwoSidesOfTheSets) {
  Judgement language;
  language.outcomes = {{0}, {1}, {2}};
  const JudgedRun run = judge_run(one_column(), {{{0}, 3}, {{1}, 10}}, judges(language, {{0}, {1}}),
                                  KernelCode::Standard);
  EXPECT_EQ(run.models, std::vector<std::string>({"tso", "c++20"}));
  ASSERT_EQ(run.seen.size(), 2u);
  EXPECT_EQ(run.seen[0].values, Outcome{1}) << "the most frequent stands first";
  EXPECT_TRUE(run.seen[0].interesting);
  EXPECT_FALSE(run.seen[1].interesting);
  ASSERT_EQ(run.unseen.size(), 1u);
  EXPECT_EQ(run.unseen[0].values, Outcome{2});
  EXPECT_EQ(run.unseen[0].allowed, std::vector<bool>({false, true}));
}

TEST(Verdict, ARaceIsUndefinedEvenIfNothingOddWasSeen) {
  Judgement language;
  language.outcomes = {{0}};
  language.races.push_back({.thread_a = 0, .thread_b = 1, .location = "x"});
  const JudgedRun run =
      judge_run(one_column(), {{{0}, 1}}, judges(language, {{0}}), KernelCode::Standard);
  EXPECT_EQ(run.verdict, Verdict::Undefined);
}

TEST(Verdict, AClaimIsBrokenByACounterexampleOnly) {
  Judgement language;
  language.outcomes = {{0}, {1}};
  litmus::Test test = one_column();
  auto broken = [&](Condition::Quantifier quantifier, const Counts& counts) {
    test.condition.quantifier = quantifier;
    return judge_run(test, counts, judges(language, {{0}, {1}}), KernelCode::Standard)
        .condition_broken;
  };
  EXPECT_FALSE(broken(Condition::Quantifier::Exists, {{{0}, 5}}));
  EXPECT_FALSE(broken(Condition::Quantifier::NotExists, {{{0}, 5}}));
  EXPECT_TRUE(broken(Condition::Quantifier::NotExists, {{{0}, 5}, {{1}, 1}}));
  EXPECT_FALSE(broken(Condition::Quantifier::Forall, {{{1}, 1}}));
  EXPECT_TRUE(broken(Condition::Quantifier::Forall, {{{0}, 5}, {{1}, 1}}));
}

// A second column that only the filter reads.
TEST(Verdict, FilteredRowsAreCountedApartAndColumnsMerged) {
  litmus::Test test = one_column();
  test.observed.push_back({.thread = 0, .index = 0, .name = "0:r1", .type = {}});
  test.filter = {.kind = Proposition::Kind::Compare,
                 .column = 1,
                 .op = Operator::Less,
                 .value = 2,
                 .values = {},
                 .operands = {}};
  Judgement language;
  language.outcomes = {{0}};
  const JudgedRun run = judge_run(test, {{{0, 0}, 5}, {{0, 1}, 6}, {{1, 2}, 7}},
                                  judges(language, {{0}}), KernelCode::Standard);
  EXPECT_EQ(run.filtered, 7u);
  ASSERT_EQ(run.seen.size(), 1u);
  EXPECT_EQ(run.seen[0].count, 11u);
  EXPECT_EQ(run.verdict, Verdict::Ok);
  EXPECT_THAT(run.unseen, IsEmpty());
}

TEST(Verdict, BeyondALoopBoundNothingIsForbidden) {
  Judgement language;
  language.outcomes = {{0}};
  language.bounded = true;
  const auto verdict = [&](std::vector<Outcome> hardware) {
    return judge_run(one_column(), {{{0}, 5}, {{1}, 3}}, judges(language, std::move(hardware)),
                     KernelCode::Standard);
  };
  EXPECT_EQ(verdict({{0}, {1}}).verdict, Verdict::Ok);
  EXPECT_TRUE(verdict({{0}, {1}}).undecided);
  EXPECT_FALSE(verdict({{0}, {1}}).seen.at(0).undecided);
  EXPECT_TRUE(verdict({{0}, {1}}).seen.at(1).undecided);
  EXPECT_EQ(verdict({{0}}).verdict, Verdict::Finding) << "the hardware's model looked at all";
}

TEST(Verdict, Bounds) {
  EXPECT_DOUBLE_EQ(bound_of_unseen(0), 1.0);
  EXPECT_DOUBLE_EQ(bound_of_unseen(2), 1.0);
  EXPECT_DOUBLE_EQ(bound_of_unseen(3'000'000'000), 1e-9);
}

}  // namespace
}  // namespace litmus
