// Records as logs, and read back.
#include "report/runner_log.h"

#include <gtest/gtest.h>

#include "report/log_reader.h"

namespace litmus {
namespace {

Record record_with(const std::string& condition) {
  Record record{
      .test = "SB", .hash = "2d53", .condition = condition, .instances = 100, .seconds = 0.225};
  record.outcomes = {{.values = {{"0:r0", "0"}, {"x", "1"}}, .count = 76, .interesting = true},
                     {.values = {{"0:r0", "1"}, {"x[1]", "x"}}, .count = 1234567}};
  return record;
}

TEST(RunnerLog, WritesTheLayout) {
  EXPECT_EQ(to_runner_log(record_with("exists (0:r0=0)")),
            "Test SB Allowed\nHistogram (2 states)\n76    *>0:r0=0; [x]=1;\n"
            "1234567:>0:r0=1; x[1]=x;\nOk\n\nWitnesses\nPositive: 76, Negative: 1234567\n"
            "Condition exists (0:r0=0) is validated\nHash=2d53\n"
            "Observation SB Sometimes 76 1234567\nTime SB 0.23\n\n");
}

TEST(RunnerLog, WritesStatesAsASimulatorDoes) {
  EXPECT_EQ(to_state_log(record_with("exists (0:r0=0)")),
            "Test SB Allowed\nStates 2\n0:r0=0; [x]=1;\n0:r0=1; x[1]=x;\nOk\n"
            "Witnesses\nPositive: 1 Negative: 1\nCondition exists (0:r0=0)\n"
            "Observation SB Sometimes 1 1\nTime SB 0.23\nHash=2d53\n\n");
}

TEST(RunnerLog, KnowsTheQuantifiers) {
  const std::string never = to_runner_log(record_with("~exists (0:r0=0)"));
  EXPECT_NE(never.find("Test SB Forbidden\n"), never.npos);
  EXPECT_NE(never.find("\nNo\n\nWitnesses\nPositive: 1234567, Negative: 76\n"), never.npos);
  EXPECT_NE(never.find("Condition ~exists (0:r0=0) is NOT validated\n"), never.npos);
  const std::string always = to_runner_log(record_with("forall (0:r0=0)"));
  EXPECT_NE(always.find("Test SB Required\n"), always.npos);
  EXPECT_NE(always.find("\n76    :>0:r0=0; [x]=1;\n1234567*>"), always.npos);
  EXPECT_NE(always.find("\nNo\n\nWitnesses\nPositive: 76, Negative: 1234567\n"), always.npos);
}

// What other tools' readers know: names of some characters, conditions with a quantifier.
TEST(RunnerLog, HasNoWordsThatOtherReadersDoNotKnow) {
  Record record = record_with("nobody sees half of it");
  record.test = "pair+two-steps~1";
  record.outcomes = {
      {.values = {{"1st", "2"}, {"left", "1"}, {"left'", "0"}}, .count = 3, .interesting = true}};
  EXPECT_EQ(to_runner_log(record),
            "Test pair+two-steps_1 Required\nHistogram (1 states)\n3     *>[c_1st]=2; [left]=1; "
            "[left_]=0;\n"
            "Ok\n\nWitnesses\nPositive: 3, Negative: 0\nCondition forall (true) is validated\n"
            "Hash=2d53\nObservation pair+two-steps_1 Always 3 0\nTime pair+two-steps_1 0.23\n\n");
}

TEST(RunnerLog, WhatAStressTestForbidsIsNotOk) {
  Record record = record_with("no count is lost");
  record.outcomes[1].verdict = "finding";
  const std::string log = to_runner_log(record);
  EXPECT_NE(log.find("\n1234567*>"), log.npos) << log;
  EXPECT_NE(log.find("\nNo\n\nWitnesses\nPositive: 76, Negative: 1234567\n"), log.npos);
  EXPECT_NE(log.find("Condition forall (true) is NOT validated\n"), log.npos);
  EXPECT_NE(to_state_log(record).find("\nNo\nWitnesses\nPositive: 1 Negative: 1\n"), log.npos);
}

TEST(RunnerLog, ACrashValidatesNothing) {
  for (const char* verdict : {"crash", "hang"}) {
    const Record record{.test = "gone", .verdict = verdict, .condition = "no count is lost"};
    const std::string log = to_runner_log(record);
    EXPECT_NE(log.find("\nNo\n"), log.npos) << log;
    EXPECT_NE(log.find(" is NOT validated\n"), log.npos) << log;
    EXPECT_NE(to_state_log(record).find("\nNo\n"), log.npos);
  }
}

TEST(RunnerLog, ReadsBack) {
  const Record record = record_with("exists (0:r0=0)");
  const std::string log = to_runner_log(record);
  LogReader reader("own.log");
  std::optional<LoggedTest> test;
  for (std::size_t at = 0; at < log.size();) {
    const std::size_t end = log.find('\n', at);
    test = reader.read(std::string_view(log).substr(at, end - at));
    at = end + 1;
  }
  test = reader.end();
  ASSERT_TRUE(test);
  EXPECT_EQ(test->name, record.test);
  EXPECT_EQ(test->hash, record.hash);
  EXPECT_EQ(test->condition, record.condition);
  ASSERT_EQ(test->outcomes.size(), record.outcomes.size());
  for (std::size_t i = 0; i < record.outcomes.size(); ++i) {
    EXPECT_EQ(test->outcomes[i].values, record.outcomes[i].values);
    EXPECT_EQ(test->outcomes[i].count, record.outcomes[i].count);
    EXPECT_EQ(test->outcomes[i].interesting, record.outcomes[i].interesting);
  }
}

}  // namespace
}  // namespace litmus
