// Logs as other tools write them.
#include "report/log_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace litmus {
namespace {

using ::testing::HasSubstr;

std::vector<LoggedTest> read_log(const std::string& text) {
  std::vector<LoggedTest> tests;
  LogReader reader("a.log");
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (auto test = reader.read(line)) tests.push_back(std::move(*test));
  }
  if (auto test = reader.end()) tests.push_back(std::move(*test));
  return tests;
}

std::string refusal_of_log(const std::string& text) {
  try {
    read_log(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(LogReader, ReadsASimulator) {
  const auto tests = read_log(
      "Test CoWW+p Allowed\nStates 2\n0:r0=0; [x]=1;\n0:r0=0x10; x=2; \nOk\nWitnesses\n"
      "Positive: 1 Negative: 3\nCondition exists ([x]=1)\nObservation CoWW+p Sometimes 1 3\n"
      "Time CoWW+p 0.01\nHash=abc\n\n"
      "Test empty Required\nStates 1\n\nOk\n");
  ASSERT_EQ(tests.size(), 2u);
  EXPECT_EQ(tests[0].name, "CoWW+p");
  EXPECT_EQ(tests[0].kind, "Allowed");
  EXPECT_EQ(tests[0].hash, "abc");
  EXPECT_EQ(tests[0].condition, "exists ([x]=1)");
  EXPECT_TRUE(tests[0].every);
  ASSERT_EQ(tests[0].outcomes.size(), 2u);
  EXPECT_EQ(to_string(tests[0].outcomes[0].values), "0:r0=0; x=1");
  EXPECT_EQ(to_string(tests[0].outcomes[1].values), "0:r0=16; x=2");
  ASSERT_EQ(tests[1].outcomes.size(), 1u);  // a test that observes nothing has one outcome
  EXPECT_TRUE(tests[1].outcomes[0].values.empty());
}

TEST(LogReader, ReadsARunnersLog) {
  const auto tests = read_log(
      "% Results for SB.litmus %\nC SB\n{ }\nP0 (atomic_int* x) { }\n\n#START _litmus_P0\n"
      "\tmovl $1, (%rax)\n\nTest SB Allowed\nHistogram (4 states)\n"
      "76    *>0:r0=0; 1:r0=0;\n500123:>0:r0=0; 1:r0=1;\n499800:>P0:r0=1; P1:r0=0;\n"
      "1     :>0:r0=1; 1:r0=-1; \nOk\n\nWitnesses\nPositive: 76, Negative: 999924\n"
      "Condition exists (0:r0=0 /\\ 1:r0=0) is validated\nHash=def\n"
      "Observation SB Sometimes 76 999924\nTime SB 0.22\n\nMachine:here\n");
  ASSERT_EQ(tests.size(), 1u);
  EXPECT_FALSE(tests[0].every);
  ASSERT_EQ(tests[0].outcomes.size(), 4u);
  EXPECT_EQ(tests[0].outcomes[0].count, 76u);
  EXPECT_TRUE(tests[0].outcomes[0].interesting);
  EXPECT_EQ(tests[0].outcomes[1].count, 500'123u);
  EXPECT_FALSE(tests[0].outcomes[1].interesting);
  EXPECT_EQ(to_string(tests[0].outcomes[2].values), "0:r0=1; 1:r0=0");
  EXPECT_EQ(to_string(tests[0].outcomes[3].values), "0:r0=1; 1:r0=-1");
  EXPECT_EQ(tests[0].condition, "exists (0:r0=0 /\\ 1:r0=0)");
}

TEST(LogReader, RefusesWithThePlace) {
  EXPECT_EQ(refusal_of_log("Test SB\nHistogram (1 states)\n0:r0=0;\n"),
            "a.log:3:1: expected ':>' or '*>' after the count");
  EXPECT_THAT(refusal_of_log("Test SB\nHistogram (1 states)\nx=0;\n"),
              HasSubstr("expected an outcome"));
  EXPECT_THAT(refusal_of_log("Test SB\nStates many\n"), HasSubstr("a.log:2:1: expected how many"));
  EXPECT_THAT(refusal_of_log("Test SB\nStates 99999999999\n"), HasSubstr("expected how many"));
  EXPECT_THAT(refusal_of_log("Test SB\nStates 1\nnonsense;\n"), HasSubstr("not 'nonsense'"));
  EXPECT_THAT(refusal_of_log("Test SB\nStates 2\nx=0;\n"), HasSubstr("ends within its outcomes"));
}

TEST(LogReader, PassesOverOtherText) {
  EXPECT_TRUE(read_log("").empty());
  EXPECT_TRUE(read_log("States 3\nHistogram (4 states)\n").empty());
  EXPECT_TRUE(read_log("Test of patience\nOk\n").empty());
}

TEST(LogReader, TellsLogsFromOurs) {
  EXPECT_FALSE(is_log("{\"litmus\":\"0.1.0\"}\nTest"));
  EXPECT_TRUE(is_log("Test SB Allowed\n"));
}

}  // namespace
}  // namespace litmus
