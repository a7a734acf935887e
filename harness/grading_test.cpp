// Answers made by hand, graded: what is forbidden or ungraded makes a finding, and an end that is
// no end makes a hang or a crash.
#include "harness/grading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/error.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Recorded kGradedColumns[] = {{.name = "ready", .role = 1}, {.name = "data", .role = 1}};
constexpr Role kGradedRoles[] = {{}, {}};
constexpr Role kWaitingRoles[] = {{}, {.waits = true}};
constexpr Pattern kEarly[] = {0, anything};
constexpr Pattern kWhole[] = {1, 42};
constexpr Pattern kTorn[] = {1, 0};
constexpr GradedRow kGradedRows[] = {{.row = kEarly, .grade = Grade::Allowed, .why = "early"},
                                     {.row = kWhole, .grade = Grade::Interesting, .why = "whole"},
                                     {.row = kTorn, .grade = Grade::Forbidden, .why = "torn"}};
constexpr GradedRow kHangs[] = {
    {.grade = Grade::Interesting, .why = "the flag is read once", .never_ends = true}};
constexpr Subject kSubject{.grades = kGradedRows};
constexpr Subject kHanging{.grades = kHangs};

constexpr Kernel kGraded{
    .name = "publish", .recorded = kGradedColumns, .roles = kGradedRoles, .subject = &kSubject};

ChildAnswer answer_of(std::map<Outcome, std::uint64_t> counts) {
  ChildAnswer answer{
      .plan = {.kernel = "publish", .seed = 9, .environments = {{.split = {{0}, {1}}}}}};
  Slice slice{.seconds = 0.5, .cpus = {1, 0}};
  slice.tally.counts = std::move(counts);
  slice.instances = slice.tally.total();
  answer.slices = {slice, slice};
  answer.slices[1].start = 0.5;
  return answer;
}

TEST(Grading, WhatIsAllowedIsOk) {
  const StressResult result =
      graded(description_of(kGraded), answer_of({{{0, 7}, 3}, {{1, 42}, 5}}));
  EXPECT_EQ(result.verdict, "ok");
  EXPECT_EQ(result.instances, 16u);
  EXPECT_EQ(result.seconds, 1);
  EXPECT_EQ(result.seed, 9u);
  EXPECT_THAT(result.columns, ElementsAre("ready", "data"));
  EXPECT_THAT(result.cpus, ElementsAre(0, 1));
  EXPECT_THAT(result.outcomes, ElementsAre(GradedOutcome{{1, 42}, 10, Grade::Interesting, "whole"},
                                           GradedOutcome{{0, 7}, 6, Grade::Allowed, "early"}));
  EXPECT_THAT(result.unseen, ElementsAre(GradedOutcome{{1, 0}, 0, Grade::Forbidden, "torn"}));
  ASSERT_EQ(result.repeat.size(), 1u) << "what is interesting is worth seeing again";
  EXPECT_THAT(result.repeat[0], HasSubstr("ready=1 data=42"));
}

TEST(Grading, WhatIsForbiddenIsAFindingWithItsEnvironment) {
  const StressResult result =
      graded(description_of(kGraded), answer_of({{{0, 7}, 3}, {{1, 0}, 1}}));
  EXPECT_EQ(result.verdict, "finding");
  ASSERT_EQ(result.repeat.size(), 1u);
  EXPECT_THAT(result.repeat[0],
              HasSubstr("ready=1 data=0: first after 0.50 s, in 2 of 2 slices\n  environment "));
}

TEST(Grading, WhatNobodyGradedIsForbiddenAlsoBeyondThePromise) {
  ChildAnswer answer = answer_of({{{0, 7}, 3}});
  answer.slices[1].tally.unexpected[{5, 5}] = 2;
  const StressResult result = graded(description_of(kGraded), answer);
  EXPECT_EQ(result.verdict, "finding");
  EXPECT_EQ(result.instances, 8u);
  EXPECT_EQ(result.count({5, 5}), 2u);
  EXPECT_THAT(result.to_table(), HasSubstr("nobody expected this"));
}

TEST(Grading, AHangSaysWhatMayHelp) {
  ChildAnswer answer = answer_of({});
  answer.end = ChildAnswer::End::Hung;
  const StressResult undeclared = graded(description_of(kGraded), answer);
  EXPECT_EQ(undeclared.verdict, "hang");
  EXPECT_THAT(undeclared.end_message, HasSubstr(".waits()"));

  Kernel kernel = kGraded;
  kernel.roles = kWaitingRoles;
  EXPECT_THAT(graded(description_of(kernel), answer).end_message, HasSubstr("lost wake-up"));

  kernel.subject = &kHanging;
  const StressResult expected = graded(description_of(kernel), answer);
  EXPECT_EQ(expected.verdict, "ok");
  EXPECT_TRUE(expected.hung);
  EXPECT_THAT(expected.end_message, HasSubstr("the flag is read once"));
}

TEST(Grading, ACrashIsACrash) {
  ChildAnswer answer = answer_of({{{0, 7}, 3}});
  answer.end = ChildAnswer::End::Crashed;
  answer.message = "signal 11";
  const StressResult result = graded(description_of(kGraded), answer);
  EXPECT_EQ(result.verdict, "crash");
  EXPECT_EQ(result.end_message, "signal 11");
  answer.end = ChildAnswer::End::Refused;
  EXPECT_THROW(graded(description_of(kGraded), answer), Error);
}

TEST(Grading, RowsOfOtherColumnsAreNoOutcomes) {
  const StressResult result = graded(description_of(kGraded), answer_of({{{0, 7}, 3}, {{1}, 5}}));
  EXPECT_EQ(result.verdict, "crash");
  EXPECT_EQ(result.outcomes.size(), 1u);
  EXPECT_THAT(result.end_message, HasSubstr("columns"));
}

TEST(Grading, WithoutGradesEverythingIsAllowed) {
  Kernel kernel = kGraded;
  kernel.subject = nullptr;
  const StressResult result = graded(description_of(kernel), answer_of({{{7, 7}, 3}}));
  EXPECT_EQ(result.verdict, "ok");
  EXPECT_EQ(result.outcomes[0].grade, Grade::Allowed);
}

TEST(Grading, ALineForPrograms) {
  const StressResult result = graded(description_of(kGraded), answer_of({{{1, 42}, 5}}));
  EXPECT_EQ(result.to_json(),
            R"({"test":"publish","engine":"batch","instances":10,"seconds":1,)"
            R"("outcomes":[{"values":{"ready":1,"data":42},"count":10,"allowed":{},)"
            R"("grade":"interesting","why":"whole"}],)"
            R"("unseen":[{"values":{"ready":1,"data":0},"allowed":{},"bound":0.3,)"
            R"("grade":"forbidden","why":"torn"}],)"
            R"("verdict":"ok","hash":"","race":false,"condition":"","source":"",)"
            R"("environments":[],"blocks":[],"seed":9,"cpus":"0-1"})");
}

TEST(Grading, TheTableIsAligned) {
  const StressResult result =
      graded(description_of(kGraded), answer_of({{{0, 7}, 1234}, {{1, 42}, 5}}));
  EXPECT_EQ(result.to_table().substr(0, result.to_table().find("ready=1")),
            "publish: ok\n"
            "  ready  data  count    rate\n"
            "      0     7  2,468   100 %  allowed      early\n"
            "      1    42     10  0.40 %  interesting  whole\n"
            "      1     0      0          forbidden    torn\n"
            "2.48 k instances in 1.00 s, 1 environment, CPUs 0-1, seed 9\n");
}

}  // namespace
}  // namespace litmus
