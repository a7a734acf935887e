// `litmus run` on machines that are not at their best: one CPU, others at work, a quota, CPUs that
// are taken away; and runs long enough to be killed in the middle. Right verdicts in all, and
// honest words.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

#include "cli/litmus_program.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using RunAdversity = LitmusProgram;

// Every test of the suite was run, and nothing was seen that may not be.
void expect_right(const std::vector<Record>& answers) {
  EXPECT_EQ(answers.size(), 20u);
  for (const Record& answer : answers) {
    EXPECT_THAT(answer.verdict, AnyOf("ok", "undefined", "blind")) << answer.test;
    EXPECT_GT(answer.instances, 0u) << answer.test;
  }
}

bool some_caveat_says(const std::vector<Record>& answers, const std::string& text) {
  return std::ranges::any_of(answers, [&](const Record& answer) {
    const std::string line = to_text(*answer.line);
    const std::size_t caveats = line.find("\"caveats\":[");
    return caveats != std::string::npos && line.find(text, caveats) != std::string::npos;
  });
}

void use_one_cpu() {
  cpu_set_t set;
  sched_getaffinity(0, sizeof set, &set);
  int first = 0;
  while (!CPU_ISSET(first, &set)) ++first;
  CPU_ZERO(&set);
  CPU_SET(first, &set);
  sched_setaffinity(0, sizeof set, &set);
}

class Busy {
 public:
  Busy() {
    for (std::thread& thread : threads_) {
      thread = std::thread([this] {
        while (!stop_.load(std::memory_order_relaxed)) ++turns_;
      });
    }
  }
  ~Busy() {
    stop_ = true;
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  std::atomic<bool> stop_ = false;
  std::atomic<std::uint64_t> turns_ = 0;
  std::thread threads_[2];
};

// A control group for what is started in it. Where groups can not be made, `made` is false.
class Group {
 public:
  Group(const std::string& controller,
        const std::vector<std::pair<std::string, std::string>>& values)
      : folder_(fmt::format("/sys/fs/cgroup/{}/litmus-test-{}", controller, getpid())) {
    std::error_code failed;
    made = fs::create_directory(folder_, failed);
    for (const auto& [name, value] : values) set(name, value);
  }
  ~Group() {
    if (made) rmdir(folder_.c_str());
  }
  void set(const std::string& name, const std::string& value) {
    std::ofstream file(folder_ + "/" + name);
    made = made && file << value << std::flush;
  }
  void enter() const { std::ofstream(folder_ + "/tasks") << getpid(); }

  bool made = false;

 private:
  std::string folder_;
};

// Gives the process and its children three quarters of the time, by stopping them again and again:
// the effect of a quota, where no group can be made.
class Stopping {
 public:
  explicit Stopping(const AtWork& work) : thread_([this, &work] { stop_again_and_again(work); }) {}
  ~Stopping() {
    over_ = true;
    thread_.join();
  }

 private:
  void stop_again_and_again(const AtWork& work) {
    while (!over_) {
      const std::vector<pid_t> children = work.children();
      for (const pid_t child : children) kill(child, SIGSTOP);
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
      for (const pid_t child : children) kill(child, SIGCONT);
      std::this_thread::sleep_for(std::chrono::milliseconds(75));
    }
  }

  std::atomic<bool> over_ = false;
  std::thread thread_;
};

TEST_F(RunAdversity, OneCpu) {
  const std::string log = path("log");
  AtWork run({"run", "@classic", "--time", "0.5", "--out", log}, use_one_cpu);
  EXPECT_EQ(run.status(), 0);
  expect_right(records_of(text_of(log)));
  EXPECT_TRUE(some_caveat_says(records_of(text_of(log)), "one CPU only"));
}

TEST_F(RunAdversity, OthersAtWork) {
  const Busy busy;
  expect_right(answers({"run", "@classic", "--time", "0.5"}));
}

TEST_F(RunAdversity, AQuotaOfOneAndAHalfCpus) {
  const std::string log = path("log");
  Group group("cpu", {{"cpu.cfs_period_us", "100000"}, {"cpu.cfs_quota_us", "150000"}});
  AtWork run({"run", "@classic", "--time", "0.5", "--out", log}, [&] { group.enter(); });
  {
    std::optional<Stopping> stopping;
    if (!group.made) stopping.emplace(run);
    EXPECT_EQ(run.status(), 0);
  }
  expect_right(records_of(text_of(log)));
  if (group.made && two_cpus()) {
    EXPECT_TRUE(some_caveat_says(records_of(text_of(log)), "the system grants 1.5 CPUs of time"));
  }
}

// The second CPU is taken away while the tests run. Where no group can be made, it is taken from
// every thread by hand.
TEST_F(RunAdversity, CpusAreTakenAway) {
  const std::string log = path("log");
  Group group("cpuset", {{"cpuset.mems", "0"}, {"cpuset.cpus", "0-1"}});
  AtWork run({"run", "@classic", "--time", "0.5", "--out", log}, [&] { group.enter(); });
  ASSERT_TRUE(wait_until([&] { return fs::exists(log) && records_of(text_of(log)).size() >= 2; }));
  if (group.made) group.set("cpuset.cpus", "0");
  if (!group.made) run_program({"taskset", "-ap", "1", fmt::format("{}", run.pid())});
  EXPECT_EQ(run.status(), 0);
  expect_right(records_of(text_of(log)));
  EXPECT_TRUE(!two_cpus() || some_caveat_says(records_of(text_of(log)), "one CPU only"));
}

// A run of hours that is killed keeps what it had written; its rest is replaced when it is run
// again.
TEST_F(RunAdversity, ALongRunWritesAsItGoes) {
  const std::string log = path("log");
  AtWork run({"run", "SB", "--time", "1h", "--out", log});
  ASSERT_TRUE(wait_until([&] { return fs::exists(log) && !records_of(text_of(log)).empty(); }));
  run.signal(SIGKILL);
  run.status();
  const Record partial = records_of(text_of(log)).front();
  EXPECT_TRUE(partial.partial);
  EXPECT_GT(partial.instances, 0u);
  EXPECT_THAT(litmus({"report", log}).output, HasSubstr("SB"));
  EXPECT_EQ(litmus({"run", "SB", "--time", "0.05", "--out", log, "--resume"}).status, 0);
  EXPECT_EQ(records_of(text_of(log)).size(), 2u);
  EXPECT_THAT(litmus({"merge", log}).output, HasSubstr("1 record of 1 run"));
}

}  // namespace
}  // namespace litmus
