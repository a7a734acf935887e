// `litmus run` on stress tests as a user meets them: a source file, a program, and their mistakes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/litmus_program.h"

namespace litmus {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kTurns = R"(#include <atomic>
#include "harness/stress.h"
#include <start.h>

using namespace litmus;

struct Turns {
  std::atomic<int> turn{kStart};
  int take() { return turn.fetch_add(1, std::memory_order_relaxed); }
};

const StressTest whole = stress_test<Turns>(role<&Turns::take>("a"), role<&Turns::take>("b"))
    .named("whole").claim("updates are whole")
    .allowed({0, 1}, "a first").allowed({1, 0}, "b first");

const StressTest mistaken = stress_test<Turns>(role<&Turns::take>("a"), role<&Turns::take>("b"))
    .named("mistaken").allowed({0, 0}, "both first");
)";

class StressCommand : public LitmusProgram {
 protected:
  StressCommand() {
    std::filesystem::create_directory(include_);
    file("include/start.h", "constexpr int kStart = 0;\n");
  }

  int libraries() const {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(path("litmus")))
      count += entry.path().extension() == ".so" ? 1 : 0;
    return count;
  }

  const std::string source_ = file("turns.cpp", kTurns);
  const std::string include_ = path("include");
};

TEST_F(StressCommand, ASourceIsCompiledAndItsTestsAreGraded) {
  const std::vector<Record> lines = answers({"run", source_, "-I", include_, "--time", "0.1"});
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].test, "whole");
  EXPECT_EQ(lines[0].verdict, "ok");
  EXPECT_EQ(lines[0].condition, "updates are whole");
  EXPECT_EQ(lines[1].test, "mistaken");
  EXPECT_EQ(lines[1].verdict, "finding");
  EXPECT_EQ(lines[1].outcomes.at(0).verdict, "finding");
  EXPECT_THAT(to_text(*lines[1].line), HasSubstr(R"("grade":"forbidden")"));
}

TEST_F(StressCommand, OneTestOfASourceAndHowToRepeatIt) {
  const Finished finished =
      litmus({"run", source_ + ":mistaken", "-I", include_, "--time", "0.1", "--seed", "4"});
  EXPECT_EQ(finished.status, 1);
  EXPECT_THAT(finished.output, Not(HasSubstr("whole")));
  EXPECT_THAT(finished.output, HasSubstr("nobody expected this"));
  EXPECT_THAT(finished.output, HasSubstr("environment placement="));
  EXPECT_THAT(finished.output, HasSubstr("again: litmus run " + source_ + ":mistaken -I " +
                                         include_ + " --seed 4 --time 0.1"));
}

TEST_F(StressCommand, CompilesOnceUntilSomethingChanges) {
  const std::vector<std::string> words = {"run",    source_ + ":whole", "-I",
                                          include_, "--time",           "0.05"};
  EXPECT_EQ(litmus(words).status, 0);
  EXPECT_EQ(litmus(words).status, 0);
  EXPECT_EQ(libraries(), 1);
  file("include/start.h", "constexpr int kStart = 5;\n");
  EXPECT_EQ(litmus(words).status, 1) << "the header has changed, and so have the outcomes";
  EXPECT_EQ(libraries(), 2);
}

TEST_F(StressCommand, WhatDoesNotCompileIsTheUsers) {
  const Finished finished = litmus({"run", source_});
  EXPECT_EQ(finished.status, 2);
  EXPECT_THAT(finished.output, HasSubstr("turns.cpp does not compile"));
  EXPECT_THAT(finished.output, HasSubstr("turns.cpp:3:10: fatal error: start.h"));
}

TEST_F(StressCommand, AProgramOfTheUsersIsRun) {
  const std::string program = LITMUS_SAMPLE_PROGRAM;
  const std::vector<Record> lines =
      answers({"run", program + ":turns", program + ":SB", "SB", "--time", "0.1"});
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].test, "turns");
  EXPECT_FALSE(lines[0].blocks.empty());
  EXPECT_EQ(lines[1].test, "SB") << "a kernel without grades";
  EXPECT_FALSE(lines[1].outcomes.at(0).allowed.contains("sc"));
  EXPECT_EQ(lines[2].test, "SB") << "the catalogue's";
  EXPECT_TRUE(lines[2].outcomes.at(0).allowed.contains("sc"));
}

TEST_F(StressCommand, TheCoursesTestsHaveNames) {
  const std::vector<Record> lines = answers({"run", "queue", "message", "--time", "0.1"});
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].verdict, "ok");
  EXPECT_EQ(lines[1].condition, "who sees the flag sees what was written before it");
  EXPECT_THAT(litmus({"check", "queue"}).output, HasSubstr("litmus run queue plays it"));
}

TEST_F(StressCommand, AHangThatATestIsThereToShow) {
  const Finished finished = litmus({"run", "leak+abandoned", "--time", "0.1"});
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.output, HasSubstr("it never ended: the worker waits for one who has given"));
}

TEST_F(StressCommand, HarmThatWasLookedForCanBeSeenAgain) {
  const std::vector<std::string> words = {"run", "increment+load-store", "--time", "0.2", "--seed",
                                          "5"};
  const Finished finished = litmus(words);
  EXPECT_EQ(finished.status, 0) << "it is what the test is there to show";
  EXPECT_THAT(finished.output, HasSubstr("total=1: first after"));
  EXPECT_THAT(finished.output, HasSubstr("again: litmus run increment+load-store --seed 5"));
}

TEST_F(StressCommand, LocksAreMeasuredSideBySide) {
  const Finished finished = litmus(
      {"run", "turns-spin", "handoff-spin", "turns-ticket", "handoff-ticket", "--time", "0.05"});
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.output, ContainsRegex("turns-spin +median +[0-9.]+ [kM] per s"));
  EXPECT_THAT(finished.output, HasSubstr("lock    turns a second  worse share"));
  EXPECT_THAT(finished.output, ContainsRegex("\nticket +[0-9.]+ [kM] +[0-9.]+ [nu]s\n"));
}

TEST_F(StressCommand, WhatIsNoStressTest) {
  EXPECT_THAT(litmus({"run", "/bin/true"}).output, HasSubstr("/bin/true has no stress tests"));
  EXPECT_THAT(litmus({"run", "/bin/false"}).output, HasSubstr("ended with exit code 1"));
  EXPECT_THAT(litmus({"check", source_}).output, HasSubstr("litmus run " + source_));
  EXPECT_THAT(litmus({"run", source_ + ":whole_", "-I", include_}).output,
              HasSubstr("did you mean 'whole'?"));
}

}  // namespace
}  // namespace litmus
