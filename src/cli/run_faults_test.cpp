// Accidents while `litmus run` is at work: interrupts, kills, a full disk. Nothing is lost that was
// finished, nothing is left behind, and nobody waits.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <thread>

#include "cli/litmus_program.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using RunFaults = LitmusProgram;

bool is_gone(pid_t pid) { return kill(pid, 0) != 0 && errno == ESRCH; }

bool has_text(const std::string& path) { return fs::exists(path) && fs::file_size(path) > 0; }

std::int64_t whole_lines(const std::string& path) {
  const std::string text = text_of(path);
  return std::count(text.begin(), text.end(), '\n');
}

TEST_F(RunFaults, AnInterruptKeepsWhatWasCounted) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const std::string log = path(fmt::format("interrupted{}", signal));
    AtWork run({"run", "SB", "MP", "--time", "1h", "--out", log});
    ASSERT_TRUE(wait_until([&] { return has_text(log) && !run.children().empty(); }));
    std::this_thread::sleep_for(std::chrono::milliseconds(1000));
    run.signal(signal);
    EXPECT_EQ(run.status(), 130);
    const std::vector<Record> records = records_of(text_of(log));
    ASSERT_FALSE(records.empty()) << "SB was being run";
    EXPECT_EQ(records[0].test, "SB");
    EXPECT_GT(records[0].instances, 0u);
    EXPECT_TRUE(records[0].stopped);
    // It had an hour, and did not get it: its test is not done.
    EXPECT_EQ(litmus({"run", "SB", "--time", "0.05", "--out", log, "--resume"}).status, 0);
    EXPECT_EQ(records_of(text_of(log)).size(), 2u);
  }
}

// What the compiler has started ends, too.
TEST_F(RunFaults, AnInterruptEndsACompilation) {
  const std::string test = file("x.litmus", "C x\n{ }\nP0 (int* x) { *x = 1; }\nexists (x=1)");
  const std::string compiler =
      script("slow", fmt::format("echo $$ > {0}.new; mv {0}.new {0}\nsleep 1000\n", path("pid")));
  AtWork run({"run", test, "--compiler", compiler, "--out", path("log")});
  ASSERT_TRUE(wait_until([&] { return has_text(path("pid")); }));
  run.signal(SIGINT);
  EXPECT_EQ(run.status(), 130);
  const pid_t compiling = std::stoi(text_of(path("pid")));
  EXPECT_TRUE(wait_until([&] { return is_gone(compiling); }));
  EXPECT_EQ(whole_lines(path("log")), 1) << "nothing is said of a test that was not run";
}

// Sixteen stores and twelve loads of three locations: more ways than anybody waits for.
TEST_F(RunFaults, AnInterruptEndsAJudgement) {
  const char* const names = "xyz";
  std::string text = "C++ heavy\n{ }\n";
  for (int thread = 0; thread < 4; ++thread) {
    text += fmt::format("P{} (std::atomic<int>& x, std::atomic<int>& y, std::atomic<int>& z) {{\n",
                        thread);
    for (int i = 0; i < 4; ++i)
      text += fmt::format("  {}.store({}, std::memory_order_relaxed);\n", names[(thread + i) % 3],
                          4 * thread + i + 1);
    for (int i = 0; i < 3; ++i)
      text += fmt::format("  int r{} = {}.load(std::memory_order_relaxed);\n", i,
                          names[(thread + i) % 3]);
    text += "}\n";
  }
  std::string columns = "x; y; z";
  for (int i = 0; i < 12; ++i) columns += fmt::format("; {}:r{}", i / 3, i % 3);
  const std::string test = file("heavy.litmus", text + "locations [" + columns + "]\nexists (x=1)");
  AtWork run({"run", test, "--out", path("log")});
  // The canary's child has come and gone; what takes its time now are the models.
  ASSERT_TRUE(wait_until([&] { return has_text(path("log")); }));
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  run.signal(SIGINT);
  EXPECT_EQ(run.status(), 130);
  EXPECT_EQ(whole_lines(path("log")), 1);
}

TEST_F(RunFaults, TwoRunsDoNotWriteOneFile) {
  const std::string log = path("log");
  AtWork run({"run", "SB", "--time", "1h", "--out", log});
  ASSERT_TRUE(wait_until([&] { return has_text(log); }));
  const std::string before = text_of(log);
  for (const char* how : {"--time=0.05", "--resume"}) {
    const Finished second = litmus({"run", "MP", how, "--out", log});
    EXPECT_EQ(second.status, 3) << second.output;
    EXPECT_THAT(second.output, HasSubstr("another litmus run is writing " + log));
  }
  EXPECT_THAT(text_of(log), testing::StartsWith(before));
  run.signal(SIGINT);
  EXPECT_EQ(run.status(), 130);
}

// What a run has written so far may be read, not replaced: it would go on where nobody looks.
TEST_F(RunFaults, AMergeTakesNoFileFromARun) {
  const std::string log = path("log"), half = path("half");
  AtWork run({"run", "SB", "--time", "1h", "--out", log});
  ASSERT_TRUE(wait_until([&] { return has_text(log); }));
  const Finished refused = litmus({"merge", log, "-o", log});
  EXPECT_EQ(refused.status, 3);
  EXPECT_THAT(refused.output, HasSubstr("a litmus run is writing " + log));
  EXPECT_EQ(litmus({"merge", log, "-o", half}).status, 0);
  EXPECT_EQ(litmus({"merge", half, "-o", half}).status, 0);
  run.signal(SIGINT);
  EXPECT_EQ(run.status(), 130);
  EXPECT_THAT(text_of(log), testing::StartsWith(text_of(half)));
}

TEST_F(RunFaults, AKilledRunTakesItsChildAlong) {
  AtWork run({"run", "SB", "--time", "1h", "--out", path("log")});
  ASSERT_TRUE(wait_until([&] { return has_text(path("log")) && !run.children().empty(); }));
  const std::vector<pid_t> children = run.children();
  run.signal(SIGKILL);
  EXPECT_EQ(run.status(), 128 + SIGKILL);
  for (const pid_t child : children) EXPECT_TRUE(wait_until([&] { return is_gone(child); }));
}

// A kernel of ours that dies is no answer to what the user asked, nor is it to who goes on.
TEST_F(RunFaults, AKernelOfOursThatDiesIsNoFinding) {
  const std::string log = path("log");
  AtWork run({"run", "SB", "--time", "1h", "--out", log});
  ASSERT_TRUE(wait_until([&] { return has_text(log) && !run.children().empty(); }));
  kill(run.children().front(), SIGKILL);
  EXPECT_EQ(run.status(), 3);
  const std::vector<Record> records = records_of(text_of(log));
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].verdict, "crash");
  EXPECT_EQ(litmus({"run", "SB", "MP", "--time", "0.05", "--out", log, "--resume"}).status, 3);
}

// Killed without a chance to say anything, when three tests are done.
TEST_F(RunFaults, AKilledRunLosesNoFinishedRecord) {
  const std::string log = path("killed.jsonl");
  AtWork run({"run", "@classic", "--time", "0.05", "--out", log});
  EXPECT_TRUE(wait_until([&] { return fs::exists(log) && whole_lines(log) >= 4; }));
  run.signal(SIGKILL);
  run.status();
  const Finished merged = litmus({"merge", log});
  EXPECT_EQ(merged.status, 0) << merged.output;
  EXPECT_THAT(merged.output, HasSubstr(fmt::format("{} records of 1 run", whole_lines(log) - 1)));
}

TEST_F(RunFaults, AFullDiskIsSaid) {
  const Finished finished = litmus({"run", "SB", "--time", "0.05", "--out", "/dev/full"});
  EXPECT_EQ(finished.status, 3);
  EXPECT_THAT(finished.output, HasSubstr("can not write /dev/full"));
}

// The disk gets full in the middle of a run: files may have 8 kB here.
TEST_F(RunFaults, ADiskThatGetsFullKeepsWhatIsThere) {
  const std::string log = path("full.jsonl");
  const Finished finished = run_program(
      {"sh", "-c",
       fmt::format("trap '' XFSZ; ulimit -f 128; exec '{}' run @classic --time 0.05 --out {}",
                   LITMUS_PROGRAM, log)});
  EXPECT_EQ(finished.status, 3);
  EXPECT_THAT(finished.output, HasSubstr("can not write " + log));
  EXPECT_THAT(finished.output, HasSubstr("what was written before is kept; --resume goes on"));
  EXPECT_GE(whole_lines(log), 2);
  const Finished merged = litmus({"merge", log});
  EXPECT_EQ(merged.status, 0) << merged.output;
  EXPECT_THAT(merged.output, HasSubstr("of 1 run"));
}

// A folder that is not there, and one in which not even root may make a file.
TEST_F(RunFaults, WhereNothingCanBeWritten) {
  for (const std::string& log : {path("no/such/folder.jsonl"), std::string("/sys/log.jsonl")}) {
    const Finished finished = litmus({"run", "SB", "--out", log});
    EXPECT_EQ(finished.status, 3);
    EXPECT_THAT(finished.output, HasSubstr("can not write " + log));
    EXPECT_THAT(finished.output, Not(HasSubstr("instances")))
        << "it is said before anything is run";
  }
}

}  // namespace
}  // namespace litmus
