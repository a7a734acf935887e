// Children that answer, crash, hang, lie, fall silent, and lose their parent.
#include "harness/launch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "harness/child.h"
#include "harness/error.h"
#include "harness/tally.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using End = ChildAnswer::End;

const std::atomic<bool> kNeverStop{false};

Launch program() { return {.program = LITMUS_SAMPLE_PROGRAM, .arguments = {"--serve"}}; }

// A child that is a shell script: the plan is on its standard input.
Launch shell(const std::string& script) {
  return {.program = "/bin/sh", .arguments = {"-c", script}, .grace = 0.3};
}

ChildAnswer asked(const Launch& launch, const std::string& kernel, double seconds = 0.05) {
  return ask(launch, {.kernel = kernel, .seconds = seconds}, kNeverStop, {});
}

TEST(Launch, AnAnswerIsThePlanAsCarriedOutAndItsSlices) {
  std::size_t seen = 0;
  const ChildAnswer answer = ask(program(), {.kernel = "SB", .seconds = 0.05}, kNeverStop,
                            [&](const ChildAnswer& so_far) { seen = so_far.slices.size(); });
  EXPECT_EQ(answer.end, End::Done) << answer.message;
  EXPECT_THAT(answer.plan.environments, Not(IsEmpty()));
  EXPECT_THAT(answer.slices, Not(IsEmpty()));
  EXPECT_EQ(seen, answer.slices.size());
}

TEST(Launch, UnknownKernelsAndImpossiblePlansAreRefused) {
  EXPECT_EQ(asked(program(), "nonesuch").end, End::Refused);
  EXPECT_THAT(asked(program(), "nonesuch").message, HasSubstr("no kernel 'nonesuch'"));
  Plan plan{.kernel = "SB"};
  plan.environments = {parse_environment("split=0/2")};
  const ChildAnswer answer = ask(program(), plan, kNeverStop, {});
  EXPECT_EQ(answer.end, End::Refused);
  EXPECT_THAT(answer.message, HasSubstr("SB has no role 2"));
}

TEST(Launch, ACrashIsAValue) {
  const ChildAnswer answer = asked(program(), "crash");
  EXPECT_EQ(answer.end, End::Crashed);
  EXPECT_THAT(answer.message, Not(IsEmpty()));
}

TEST(Launch, AHangIsAValue) {
  Launch launch = program();
  launch.grace = 0.3;
  const auto start = std::chrono::steady_clock::now();
  const ChildAnswer answer = asked(launch, "hang");
  EXPECT_EQ(answer.end, End::Hung);
  EXPECT_THAT(answer.slices, IsEmpty());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST(Launch, AKernelThatRecordsNothingIsUnexpectedNotAnOutcome) {
  const ChildAnswer answer = asked(program(), "silent");
  EXPECT_EQ(answer.end, End::Done) << answer.message;
  Tally all;
  for (const Slice& slice : answer.slices) all.merge(slice.tally);
  EXPECT_THAT(all.counts, IsEmpty());
  EXPECT_GT(all.unexpected.at({kNeverWritten}), 0u);
}

TEST(Launch, NonsenseIsGarbled) {
  EXPECT_EQ(asked(shell("echo hello; echo end; sleep 5"), "SB").end, End::Garbled);
  EXPECT_EQ(asked(shell("echo slice x; echo end"), "SB").end, End::Garbled);
}

TEST(Launch, SlicesThatDoNotAddUpAreGarbled) {
  const std::string plan = "printf 'plan SB\\nenvironment split=0/1\\nend\\n';";
  const std::string slice = "printf 'slice 0\\ninstances 10\\nrow 9 0 0\\nend\\n'; sleep 5";
  const ChildAnswer answer = asked(shell(plan + slice), "SB");
  EXPECT_EQ(answer.end, End::Garbled);
  EXPECT_THAT(answer.message, HasSubstr("does not add up"));
  EXPECT_EQ(asked(shell("printf 'slice 0\\nend\\n'"), "SB").end, End::Garbled)
      << "its environment is in no plan";
}

TEST(Launch, EndingInMidSentenceIsACrash) {
  EXPECT_EQ(asked(shell("echo slice 0"), "SB").end, End::Crashed);
  EXPECT_EQ(asked(shell("exit 7"), "SB").message, "exit code 7");
  EXPECT_EQ(asked(shell("kill -ABRT $$"), "SB").message, "signal 6 (Aborted)");
}

TEST(Launch, ClosingTheOutputWithoutEndingDoesNotHoldUsUp) {
  EXPECT_EQ(asked(shell("exec >&-; sleep 60"), "SB").end, End::Crashed);
}

TEST(Launch, AProgramThatIsNotThereIsAnError) {
  EXPECT_THROW(asked({.program = "/nonexistent/program"}, "SB"), Error);
}

TEST(Launch, StoppingKeepsWhatWasCounted) {
  std::atomic<bool> stop{false};
  const ChildAnswer answer = ask(program(), {.kernel = "SB", .seconds = 60}, stop,
                                 [&](const ChildAnswer&) { stop = true; });
  EXPECT_EQ(answer.end, End::Stopped);
  EXPECT_THAT(answer.slices, Not(IsEmpty()));
}

TEST(Launch, ADeafChildIsStoppedAllTheSame) {
  const std::atomic<bool> stop{true};
  EXPECT_EQ(ask(shell("trap '' TERM; sleep 60"), {.kernel = "SB", .seconds = 60}, stop, {}).end,
            End::Stopped);
}

#if defined(__linux__)
// A process in the middle asks for a long run and is killed; its child has to go too.
TEST(Launch, TheChildDiesWithItsParent) {
  const std::string file = ::testing::TempDir() + "launch-test-child-" + std::to_string(getpid());
  const std::string script = "echo $$ > " + file + ".new; mv " + file + ".new " + file +
                             "; exec " LITMUS_SAMPLE_PROGRAM " --serve";
  const pid_t middle = fork();
  if (middle == 0) {
    asked(shell(script), "SB", 600);
    _exit(0);
  }
  pid_t child = 0;
  for (int n = 0; n < 3000 && !(std::ifstream(file) >> child); ++n) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  std::filesystem::remove(file);
  ASSERT_GT(child, 0);
  kill(middle, SIGKILL);
  waitpid(middle, nullptr, 0);
  // Whoever adopts orphans may leave it as a zombie for a while: that is dead enough.
  const auto alive = [&] {
    std::ifstream status("/proc/" + std::to_string(child) + "/stat");
    std::string pid, name, state;
    return (status >> pid >> name >> state) && state != "Z" && state != "X";
  };
  for (int n = 0; n < 3000 && alive(); ++n) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_FALSE(alive());
}
#endif

TEST(KernelProgram, ListsItsKernels) {
  Child child(LITMUS_SAMPLE_PROGRAM, {"--list"});
  child.send("");
  std::string text;
  while (child.receive(text, 10)) {
  }
  EXPECT_EQ(ending(child.wait(10)), "");
  EXPECT_THAT(text, HasSubstr("IRIW \n"));
}

TEST(KernelProgram, WrongArgumentsAreRefused) {
  Child child(LITMUS_SAMPLE_PROGRAM, {"--plan", "/nonexistent.plan"});
  EXPECT_EQ(ending(child.wait(10)), "exit code 2");
}

TEST(KernelProgram, NamesTheLinesOfAPlanFile) {
  const std::string path = ::testing::TempDir() + "two.plan";
  std::ofstream(path) << "plan SB\ninstances 1\nend\n# the second\nplan SB\nsecond 1\nend\n";
  Child child(LITMUS_SAMPLE_PROGRAM, {"--plan", path});
  child.send("");
  std::string text;
  while (child.receive(text, 10)) {
  }
  EXPECT_EQ(ending(child.wait(10)), "exit code 2");
  EXPECT_THAT(text, HasSubstr("error " + path + ":6:1: 'second' can not be read"));
  std::remove(path.c_str());
}

}  // namespace
}  // namespace litmus
