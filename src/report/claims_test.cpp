// What a suite claims, and what counts as evidence.
#include "report/claims.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lang/parse.h"
#include "report/stress_run.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// A stress test with a single column: 0 is allowed, and `other` is graded `grade`.
Description one_column(const std::string& name, Pattern other, Grade grade) {
  return {.name = name,
          .hash = "1",
          .claim = "",
          .roles = 2,
          .waits = {},
          .columns = {{0, "found"}},
          .graded = true,
          .grades = {{{0}, Grade::Allowed, "whole", false}, {{other}, grade, "torn", false}}};
}

// A run of it in which 1 is seen so often.
RunResult stress_result(const std::string& name, Grade grade, std::uint64_t ones) {
  const Description test = one_column(name, 1, grade);
  ChildAnswer answer{.plan = {.kernel = name, .seed = 3, .environments = {{.split = {{0}, {1}}}}}};
  Slice slice{.seconds = 1, .cpus = {0, 1}, .pinned = true};
  slice.tally.counts = {{{0}, 90}};
  if (ones > 0) slice.tally.counts[{1}] = ones;
  slice.instances = slice.tally.total();
  answer.slices = {slice};
  return conclude_stress(test, answer, false);
}

// A run of a litmus test of one thread, which found 0 nine times; `condition` is about 0:r0.
RunResult litmus_result(const std::string& condition, std::vector<Outcome> allowed) {
  Test test = parse_test(R"(C one
{ }
P0 (atomic_int* x) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
}
)" + condition,
                         "one.litmus");
  ChildAnswer answer;
  answer.plan.environments.resize(1);
  Slice& slice = answer.slices.emplace_back();
  slice.tally.counts = {{{0}, 9}};
  slice.instances = 9;
  const Judges judges{.judgements = {{.model = "c++20", .outcomes = std::move(allowed)}},
                      .language = 0,
                      .hardware = 0};
  return conclude(test, record_of(test, answer), judges, {}, false);
}

TEST(Evidence, AnInterestingOutcomeIsTheHarmOfAWrongVersion) {
  const Evidence seen = evidence_of(stress_result("torn", Grade::Interesting, 10));
  EXPECT_TRUE(seen.may_be);
  EXPECT_EQ(seen.seen, 10u);
  EXPECT_EQ(seen.instances, 100u);
  const Evidence unseen = evidence_of(stress_result("torn", Grade::Interesting, 0));
  EXPECT_TRUE(unseen.may_be);
  EXPECT_EQ(unseen.seen, 0u);
}

TEST(Evidence, HarmMayBeARangeOfOutcomesThatWereNotSeen) {
  const Description test = one_column("torn", between(1, 9), Grade::Interesting);
  EXPECT_TRUE(evidence_of(conclude_stress(test, ChildAnswer(), false)).may_be);
}

TEST(Evidence, AForbiddenOutcomeIsHarmThatARightVersionDoesNotShow) {
  const Evidence unseen = evidence_of(stress_result("whole", Grade::Forbidden, 0));
  EXPECT_FALSE(unseen.may_be);
  EXPECT_EQ(unseen.seen, 0u);
  EXPECT_EQ(evidence_of(stress_result("whole", Grade::Forbidden, 3)).seen, 3u);
}

TEST(Evidence, OfALitmusTestTheConditionSaysWhatHarmIs) {
  EXPECT_EQ(evidence_of(litmus_result("exists (0:r0=0)", {{0}})).seen, 9u);
  EXPECT_EQ(evidence_of(litmus_result("forall (0:r0=0)", {{0}})).seen, 0u);
  EXPECT_EQ(evidence_of(litmus_result("forall (0:r0=1)", {{0}})).seen, 9u);
  EXPECT_FALSE(evidence_of(litmus_result("exists (0:r0=1)", {{0}})).may_be);
  EXPECT_TRUE(evidence_of(litmus_result("exists (0:r0=1)", {{0}, {1}})).may_be)
      << "a model allows it, though it was not seen";
}

TEST(Evidence, AHangMayBeWhatATestIsThereToShow) {
  Description hangs{.name = "hangs",
                    .hash = "1",
                    .claim = "",
                    .roles = 2,
                    .waits = {0},
                    .columns = {},
                    .graded = true,
                    .grades = {{{}, Grade::Allowed, "it ended", false},
                               {{}, Grade::Interesting, "nobody came", true}}};
  const ChildAnswer answer{.end = ChildAnswer::End::Hung};
  ClaimsTable table("# 1 Endings\n#   A claim.\nhangs\n");
  EXPECT_THAT(table.line(conclude_stress(hangs, answer, false), 5, {}),
              HasSubstr("    may    hangs  it never ended: nobody came\n"));
  EXPECT_THAT(table.summary(), HasSubstr("of 1 things that may happen 1 were seen"));
  hangs.grades.pop_back();
  const Evidence unexpected = evidence_of(conclude_stress(hangs, answer, false));
  EXPECT_FALSE(unexpected.may_be);
  EXPECT_EQ(unexpected.seen, 1u);
}

TEST(Evidence, OfARaceTheCodeTells) {
  RunResult result = litmus_result("exists (0:r0=1)", {{0}, {1}});
  result.code = {.looked = true, .code = KernelCode::Standard, .instructions = "P0 mov eax,1"};
  EXPECT_EQ(evidence_of(result).compiled, "") << "there is no race";
  result.judged.races.emplace_back();
  ClaimsTable table("# 1 Lesson\n#   A claim.\none\n");
  EXPECT_THAT(table.line(result, 3, {}),
              HasSubstr("not seen in 9; a race, compiled to P0 mov eax,1\n"));
  result.code.instructions = std::string(200, 'x');
  EXPECT_THAT(table.line(result, 3, {}), HasSubstr("not seen in 9; a race: nothing is promised"))
      << "nobody reads so much code";
  RunResult seen = litmus_result("exists (0:r0=0)", {{0}});
  seen.judged.races.emplace_back();
  seen.code.instructions = "P0 mov eax,0";
  EXPECT_THAT(table.line(seen, 3, {}), HasSubstr("seen 9 times in 9; a race, compiled to P0 mov"));
}

TEST(ClaimsTable, PutsALessonAndAClaimAboveTheirFirstTest) {
  ClaimsTable table(
      "# Any comment.\n\n# 6 Torn values\n#   Wide values tear.\ntorn  # wrong\nwhole\n");
  ASSERT_FALSE(table.empty());
  const std::string torn = table.line(stress_result("torn", Grade::Interesting, 10), 5, {});
  EXPECT_THAT(torn, HasSubstr("6 Torn values\n  Wide values tear.\n    may    torn "));
  EXPECT_THAT(torn, HasSubstr("seen 10 times in 100"));
  const std::string whole = table.line(stress_result("whole", Grade::Forbidden, 0), 5, {});
  EXPECT_EQ(whole, "    never  whole  not seen in 90\n");
  EXPECT_THAT(table.summary(),
              HasSubstr("1 claim: of 1 things that may happen 1 were seen, of 1 that never may 0"));
}

// A shard of the suite.
TEST(ClaimsTable, ATestStandsUnderItsOwnClaimWhateverElseIsPlayed) {
  ClaimsTable table("# 1 Order\n#   One.\na\n#   Two.\nb\nc\n# 2 Locks\n#   Three.\nd\ne\n");
  EXPECT_THAT(table.line(stress_result("c", Grade::Forbidden, 0), 1, {}),
              StartsWith("1 Order\n  Two.\n    never  c"));
  EXPECT_THAT(table.line(stress_result("e", Grade::Forbidden, 0), 1, {}),
              StartsWith("2 Locks\n  Three.\n    never  e"));
  EXPECT_THAT(table.summary(), StartsWith("2 claims: "));
}

TEST(ClaimsTable, WhatWasNotPlayedCountsForNothing) {
  ClaimsTable table("# 1 Lesson\n#   A claim.\none\n");
  litmus::Test test;
  test.name = "one";
  EXPECT_EQ(table.line(skipped(test, "the budget is used up"), 3, {}),
            "1 Lesson\n  A claim.\n    -      one  not played\n");
  EXPECT_THAT(table.summary(), HasSubstr("of 0 that never may 0"));
}

TEST(ClaimsTable, OrdinarySuitesClaimNothing) {
  EXPECT_TRUE(ClaimsTable("# Twenty tests.\n\n# What nobody sees\nCoRR\n").empty());
}

}  // namespace
}  // namespace litmus
