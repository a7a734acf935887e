// A stress test's answer as a result, a table and a line.
#include "report/stress_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/run_json.h"
#include "report/run_table.h"

namespace litmus {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Description publish() {
  return {.name = "publish",
          .hash = "12",
          .claim = "seen whole",
          .roles = 2,
          .waits = {},
          .columns = {{1, "ready"}, {1, "data"}},
          .graded = true,
          .grades = {{{0, 0}, Grade::Allowed, "early", false},
                     {{1, 42}, Grade::Interesting, "whole", false},
                     {{1, 0}, Grade::Forbidden, "torn", false}}};
}

ChildAnswer answer_of(std::map<Outcome, std::uint64_t> counts) {
  ChildAnswer answer{
      .plan = {.kernel = "publish", .seed = 3, .environments = {{.split = {{0}, {1}}}}}};
  Slice slice{.seconds = 1, .cpus = {0, 1}, .pinned = true};
  slice.tally.counts = std::move(counts);
  slice.instances = slice.tally.total();
  answer.slices = {slice};
  return answer;
}

TEST(StressRun, GradesDecide) {
  const RunResult good = conclude_stress(publish(), answer_of({{{0, 0}, 5}, {{1, 42}, 1}}), false);
  EXPECT_EQ(good.verdict, Verdict::Ok);
  EXPECT_EQ(good.judged.unseen.size(), 1u);
  const RunResult bad = conclude_stress(publish(), answer_of({{{1, 0}, 2}}), true);
  EXPECT_EQ(bad.verdict, Verdict::Finding);
  EXPECT_EQ(conclude_stress(publish(), answer_of({{{0, 0}, 2}}), true).verdict, Verdict::Blind);
}

TEST(StressRun, WhatBreaksAPromiseIsAnOutcome) {
  ChildAnswer answer = answer_of({{{0, 0}, 5}});
  answer.slices[0].tally.unexpected[{9, 9}] = 1;
  answer.slices[0].instances = 6;
  const RunResult result = conclude_stress(publish(), answer, false);
  EXPECT_EQ(result.verdict, Verdict::Finding);
  EXPECT_EQ(result.record.tally.counts.at({9, 9}), 1u);
  EXPECT_TRUE(result.record.tally.unexpected.empty());
}

TEST(StressRun, AHangIsWhatItsGradeSays) {
  ChildAnswer answer = answer_of({});
  answer.end = ChildAnswer::End::Hung;
  EXPECT_EQ(conclude_stress(publish(), answer, false).verdict, Verdict::Hang);
  Description hanging = publish();
  hanging.grades.push_back({{}, Grade::Allowed, "it may", true});
  EXPECT_EQ(conclude_stress(hanging, answer, false).verdict, Verdict::Ok);
}

TEST(StressRun, TheTableShowsGradesAndWhy) {
  const RunResult result = conclude_stress(publish(), answer_of({{{0, 0}, 5}, {{1, 0}, 1}}), false);
  const std::string block = run_block(result, {});
  EXPECT_THAT(block, HasSubstr("publish  seen whole  finding\n"));
  EXPECT_THAT(block, HasSubstr("forbidden    torn"));
  EXPECT_THAT(block, HasSubstr("interesting  whole"));
  EXPECT_THAT(how_to_repeat(result, "q.cpp", {}), HasSubstr("again: litmus run q.cpp --seed 3"));
}

TEST(StressRun, HarmIsWhatIsInteresting) {
  Description test = publish();
  test.grades.push_back({{1, at_least(50)}, Grade::Interesting, "many values", false});
  test.grades.push_back({{}, Grade::Interesting, "stuck", true});
  EXPECT_EQ(harm_of(test), (std::vector<Outcome>{{1, 42}}));
}

TEST(StressRun, WhatCrashedIsRepeated) {
  ChildAnswer answer = answer_of({});
  answer.end = ChildAnswer::End::Crashed;
  answer.slices.clear();
  EXPECT_EQ(how_to_repeat(conclude_stress(publish(), answer, false), "queue", {}),
            "  again: litmus run queue --seed 3 --time 1\n")
      << "nobody knows on which CPUs";
}

TEST(StressRun, HarmThatWasLookedForIsRepeatedToo) {
  const std::string again = how_to_repeat(
      conclude_stress(publish(), answer_of({{{0, 0}, 9}, {{1, 42}, 1}}), false), "queue", {});
  EXPECT_THAT(again, StartsWith("ready=1; data=42: first after "));
  EXPECT_THAT(again, HasSubstr("\n  environment placement="));
  EXPECT_THAT(again, HasSubstr("\n  again: litmus run queue --seed 3 "));
  EXPECT_EQ(how_to_repeat(conclude_stress(publish(), answer_of({{{0, 0}, 9}}), false), "queue", {}),
            "");
  const RunResult both = conclude_stress(publish(), answer_of({{{1, 42}, 9}, {{1, 0}, 1}}), false);
  EXPECT_THAT(how_to_repeat(both, "queue", {}), Not(HasSubstr("data=42"))) << "worse was seen";
}

TEST(StressRun, TheLineHasGrades) {
  const RunResult result = conclude_stress(publish(), answer_of({{{0, 0}, 5}, {{1, 0}, 1}}), false);
  const std::string line = to_json(result);
  EXPECT_THAT(line,
              HasSubstr(R"({"values":{"ready":1,"data":0},"count":1,"allowed":{},"first":1.0,)"
                        R"("environment":0,"slices":1,"grade":"forbidden","why":"torn",)"
                        R"("verdict":"finding"}],"unseen":[)"
                        R"({"values":{"ready":1,"data":42},"allowed":{},"bound":0.5,)"
                        R"("interesting":true,"grade":"interesting","why":"whole"}],)"
                        R"("verdict":"finding","hash":"12","race":false)"));
  EXPECT_THAT(line, EndsWith(R"("condition":"seen whole","source":""})"));
}

}  // namespace
}  // namespace litmus
