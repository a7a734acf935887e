// `litmus run` as a user meets it: the program itself, on the CPUs at hand.
//
// What is rare is waited for, never expected in a fixed time.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <nlohmann/json.hpp>

#include "cli/process.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

class RunCommand : public ::testing::Test {
 protected:
  RunCommand() {
    EXPECT_NE(mkdtemp(folder_), nullptr);
    setenv("XDG_CACHE_HOME", folder_, 1);
  }
  ~RunCommand() override { fs::remove_all(folder_); }

  Finished litmus(std::vector<std::string> words) {
    words.insert(words.begin(), LITMUS_PROGRAM);
    return run_program(words);
  }

  std::string file(const std::string& name, const std::string& text) {
    const std::string path = std::string(folder_) + "/" + name;
    std::ofstream(path) << text;
    return path;
  }

  // A compiler that changes a kernel's source before it compiles it.
  std::string wrong_compiler(const std::string& change) {
    const std::string path =
        file("wrong-compiler", "#!/bin/sh\nfor last; do :; done\nsed -e '" + change +
                                   "' -i \"$last\"\nexec c++ \"$@\"\n");
    fs::permissions(path, fs::perms::owner_all);
    return path;
  }

  // The answer for one test, from the lines of --json.
  Json answer(const std::vector<std::string>& words) {
    Finished finished = litmus(words);
    std::istringstream lines(finished.output);
    for (std::string line; std::getline(lines, line);) {
      Json json = Json::parse(line, nullptr, false);
      if (json.is_object() && json.contains("test")) return json;
    }
    ADD_FAILURE() << finished.output;
    return {};
  }

  char folder_[40] = "/tmp/litmus-run-test-XXXXXX";
};

bool two_cpus() {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) >= 2;
}

// Store buffering's relaxed outcome shows up, sooner or later, where there are two CPUs.
TEST_F(RunCommand, SeesStoreBuffering) {
  bool seen = false;
  for (int seconds = 1; !seen && seconds <= 16; seconds *= 2) {
    const Json json = answer({"run", "SB", "--json", "--time", std::to_string(seconds)});
    EXPECT_EQ(json["verdict"], "ok");
    std::uint64_t total = json["gave_up"].get<std::uint64_t>();
    for (const Json& outcome : json["outcomes"]) {
      total += outcome["count"].get<std::uint64_t>();
      seen |= outcome["values"] == Json::parse(R"({"0:r0":0,"1:r0":0})");
    }
    EXPECT_EQ(json["instances"], total) << "no instance is lost";
    if (!two_cpus()) break;
  }
  EXPECT_EQ(seen, two_cpus());
}

TEST_F(RunCommand, ATestOfTheUsersIsCompiled) {
  const std::string path = file("mine.litmus", R"(C mine
{ int x = 3; }
P0 (int* x) { int r0 = *x + 4; }
exists (0:r0=7))");
  const Json json = answer({"run", path, "--json", "--time", "0.05"});
  EXPECT_EQ(json["test"], "mine");
  EXPECT_EQ(json["verdict"], "ok");
  ASSERT_EQ(json["outcomes"].size(), 1u);
  EXPECT_EQ(json["outcomes"][0]["values"]["0:r0"], 7);
}

// Two tests of one name, and a name like one of the catalogue's: each is played by its own kernel.
TEST_F(RunCommand, NamesDoNotDecideWhichKernelPlays) {
  const std::string text = "{ }\nP0 (int* x) { *x = 1; }\nexists (x=1)";
  const std::string one = file("1.litmus", "C SB\n" + text);
  const std::string two = file("2.litmus", "C SB\n{ }\nP0 (int* x) { *x = 2; }\nexists (x=2)");
  const Finished finished = litmus({"run", one, two, "--json", "--time", "0.05"});
  EXPECT_THAT(finished.output, HasSubstr(R"("outcomes":[{"values":{"x":1},)"));
  EXPECT_THAT(finished.output, HasSubstr(R"("outcomes":[{"values":{"x":2},)"));
}

TEST_F(RunCommand, ABrokenClaimEndsWithOne) {
  const std::string path = file("claim.litmus", R"(C claim
{ }
P0 (atomic_int* x) { atomic_store_explicit(x, 1, memory_order_relaxed); }
~exists (x=1))");
  const Finished finished = litmus({"run", path, "--time", "0.05"});
  EXPECT_EQ(finished.status, 1);
  EXPECT_THAT(finished.output, HasSubstr("the test's own condition is broken"));
}

// A compiler that lets the two stores of message passing change places makes a kernel that shows
// what the language forbids.
TEST_F(RunCommand, AKernelCompiledWrongIsAFinding) {
  const std::string path = file("mp.litmus", R"(C++ mp
{ }
P0 (std::atomic<int>& x, std::atomic<int>& y) {
  x.store(1, std::memory_order_relaxed);
  y.store(1, std::memory_order_release);
}
P1 (std::atomic<int>& x, std::atomic<int>& y) {
  int r0 = y.load(std::memory_order_acquire);
  int r1 = x.load(std::memory_order_relaxed);
}
exists (1:r0=1 /\ 1:r1=0))");
  const std::string compiler = wrong_compiler(
      "s/at_x->store(1, std::memory_order_relaxed)/FIRST/;"
      "s/at_y->store(1, std::memory_order_release)/at_x->store(1, std::memory_order_relaxed)/;"
      "s/FIRST/at_y->store(1, std::memory_order_release)/");
  Finished finished;
  for (int seconds = 1; seconds <= 16; seconds *= 2) {
    finished = litmus({"run", path, "--time", std::to_string(seconds), "--compiler", compiler});
    if (finished.status == 1 || !two_cpus()) break;
  }
  EXPECT_EQ(finished.status, two_cpus() ? 1 : 0) << finished.output;
  if (two_cpus()) {
    EXPECT_THAT(finished.output, HasSubstr("<- finding, the condition"));
    EXPECT_THAT(finished.output, HasSubstr("again: litmus run "));
    EXPECT_THAT(finished.output, HasSubstr("environment "));
  }
}

TEST_F(RunCommand, WhatDoesNotCompileIsShown) {
  const std::string path = file("x.litmus", "C x\n{ }\nP0 (int* x) { *x = 1; }\nexists (x=1)");
  const Finished finished = litmus({"run", path, "--flags", "-include no-such-file"});
  EXPECT_EQ(finished.status, 3);
  EXPECT_THAT(finished.output, HasSubstr("could not compile the kernels in "));
}

// The first test's kernel crashes or hangs, the second's is well.
TEST_F(RunCommand, AccidentsAreRowsAndTheRunGoesOn) {
  const std::string bad = file("bad.litmus", "C bad\n{ }\nP0 (int* x) { *x = 66; }\nexists (x=1)");
  const std::string good =
      file("good.litmus", "C good\n{ }\nP0 (int* x) { *x = 1; }\nexists (x=1)");
  const std::pair<const char*, const char*> accidents[] = {
      {"s/= 66;/= 66; __builtin_trap();/", "crash"},
      {"s/= 66;/= 66; for (;;) instance_boundary();/", "hang"}};
  for (const auto& [change, verdict] : accidents) {
    const Finished finished = litmus(
        {"run", bad, good, "--json", "--time", "0.05", "--compiler", wrong_compiler(change)});
    EXPECT_EQ(finished.status, 1) << "an accident of a user's test";
    EXPECT_THAT(finished.output, HasSubstr("\"verdict\":\"" + std::string(verdict) + '"'));
    EXPECT_THAT(finished.output, HasSubstr(R"({"test":"good",)"));
    EXPECT_THAT(finished.output, HasSubstr(R"("verdict":"ok")"));
  }
}

TEST_F(RunCommand, WritesAndResumes) {
  const std::string log = std::string(folder_) + "/log.jsonl";
  EXPECT_EQ(litmus({"run", "SB", "--time", "0.05", "--out", log}).status, 0);
  const auto lines = [&] {
    std::ifstream stream(log);
    std::vector<Json> all;
    for (std::string line; std::getline(stream, line);) all.push_back(Json::parse(line));
    return all;
  };
  ASSERT_EQ(lines().size(), 2u);
  EXPECT_EQ(lines()[0]["kind"], "run");
  std::ofstream(log, std::ios::app)
      << R"({"test":"MP","has)";  // an accident in the middle of a line
  const Finished resumed = litmus({"run", "SB", "MP", "--time", "0.05", "--out", log, "--resume"});
  EXPECT_EQ(resumed.status, 0) << resumed.output;
  ASSERT_EQ(lines().size(), 3u);
  EXPECT_EQ(lines()[2]["test"], "MP");
}

// Killed without a chance to say anything, when three tests are done.
TEST_F(RunCommand, AKilledRunLosesNoFinishedRecord) {
  const std::string log = std::string(folder_) + "/killed.jsonl";
  const pid_t child = fork();
  if (child == 0) {
    freopen("/dev/null", "w", stdout);
    freopen("/dev/null", "w", stderr);
    execl(LITMUS_PROGRAM, LITMUS_PROGRAM, "run", "@classic", "--time", "0.05", "--out", log.c_str(),
          static_cast<char*>(nullptr));
    _exit(99);
  }
  const auto text = [&] {
    std::ostringstream all;
    all << std::ifstream(log, std::ios::binary).rdbuf();
    return all.str();
  };
  const auto whole_lines = [&] {
    const std::string all = text();
    return std::count(all.begin(), all.end(), '\n');
  };
  for (int i = 0; i < 600 && whole_lines() < 4; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_GE(whole_lines(), 4);
  const Finished merged = litmus({"merge", log});
  EXPECT_EQ(merged.status, 0) << merged.output;
  EXPECT_THAT(merged.output, HasSubstr(fmt::format("{} records of 1 run", whole_lines() - 1)));
}

TEST_F(RunCommand, AFullDiskIsSaid) {
  const Finished finished = litmus({"run", "SB", "--time", "0.05", "--out", "/dev/full"});
  EXPECT_EQ(finished.status, 3);
  EXPECT_THAT(finished.output, HasSubstr("can not write /dev/full"));
}

TEST_F(RunCommand, SharesAndBudgets) {
  const Finished first =
      litmus({"run", "SB", "MP", "LB", "--shard", "1/2", "--json", "--budget", "0.2"});
  EXPECT_THAT(first.output, HasSubstr(R"("test":"SB")"));
  EXPECT_THAT(first.output, Not(HasSubstr(R"("test":"MP")")));
  EXPECT_THAT(first.output, HasSubstr(R"("test":"LB")"));
}

TEST_F(RunCommand, WhatCanNotBeRunHere) {
  EXPECT_EQ(litmus({"run", "SB", "--cpus", "9999"}).status, 2);
  const std::string path = file("x.litmus", "C x\n{ }\nP0 (int* x) { *x = 1; }\nexists (x=1)");
  const Finished finished = litmus({"run", path, "--compiler", "no-such-compiler"});
  EXPECT_EQ(finished.status, 3);
  EXPECT_THAT(finished.output, HasSubstr("there is no compiler 'no-such-compiler'"));
  EXPECT_EQ(litmus({"run"}).status, 2);
}

// Starts the program, and signals it as soon as it has said something.
int status_after(int signal, const std::string& log) {
  const pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    freopen("/dev/null", "w", stdout);
    freopen("/dev/null", "w", stderr);
    execl(LITMUS_PROGRAM, LITMUS_PROGRAM, "run", "SB", "MP", "--time", "1h", "--out", log.c_str(),
          static_cast<char*>(nullptr));
    _exit(99);
  }
  for (int i = 0; i < 300 && !(fs::exists(log) && fs::file_size(log) > 0); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  std::this_thread::sleep_for(std::chrono::milliseconds(1000));
  kill(child, signal);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(RunCommand, AnInterruptKeepsWhatWasCounted) {
  for (int signal : {SIGINT, SIGTERM}) {
    const std::string log = std::string(folder_) + "/interrupted" + std::to_string(signal);
    EXPECT_EQ(status_after(signal, log), 130);
    std::ifstream stream(log);
    std::string header, line;
    std::getline(stream, header);
    ASSERT_TRUE(std::getline(stream, line)) << "SB was being run";
    EXPECT_EQ(Json::parse(line)["test"], "SB");
    EXPECT_GT(Json::parse(line)["instances"], 0);
  }
}

TEST_F(RunCommand, SelfCheckSaysThatAllIsWell) {
  const Finished finished = litmus({"run", "--self-check"});
  EXPECT_EQ(finished.status, 0) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("phantom"));
}

TEST_F(RunCommand, Machine) {
  const Finished finished = litmus({"machine"});
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.output, HasSubstr("placement"));
  EXPECT_THAT(finished.output, HasSubstr("CPUs"));
}

}  // namespace
}  // namespace litmus
