// Stress tests played in this process: right ones pass, wrong ones are caught with the table as the
// message, and states of every kind (large, allocating, blocking) are made and ended properly.
#include "harness/stress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "harness/topology.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Publish {
  int data = 0;
  std::atomic<bool> ready{false};

  void writer() {
    data = 42;
    ready.store(true, std::memory_order_release);
  }
  void reader(Row& row) {
    row[0] = ready.load(std::memory_order_acquire);
    row[1] = row[0] != 0 ? data : -1;
  }
};

const StressTest publish =
    stress_test<Publish>(role<&Publish::writer>(), role<&Publish::reader>("ready", "data"))
        .claim("who sees the flag sees what it announces")
        .allowed({0, -1}, "not published yet")
        .allowed({1, 42}, "published, and whole")
        .forbidden({1, 0}, "the flag is there, and what it announces is not");

TEST(Stress, ARightTestPasses) {
  const StressResult result = stress<Publish>({.seconds = 0.3});
  EXPECT_TRUE(result.ok());
  EXPECT_EQ(result.test, "Publish");
  EXPECT_GT(result.count({1, 42}) + result.count({0, -1}), 0u);
  EXPECT_EQ(result.count({1, 42}) + result.count({0, -1}), result.instances);
  EXPECT_THAT(result.to_table(), HasSubstr("published, and whole"));
}

// Load, add, store: the same function played by two roles, and a column that is there afterwards.
struct Increments {
  std::atomic<int> value{0};

  int add() {
    const int old = value.load(std::memory_order_relaxed);
    value.store(old + 1, std::memory_order_relaxed);
    return old;
  }
  int total() const { return value; }
};

const StressTest lost =
    stress_test<Increments>(role<&Increments::add>("a"), role<&Increments::add>("b"),
                            after<&Increments::total>("total"))
        .named("lost update")
        .allowed({0, 1, 2}, "a first")
        .allowed({1, 0, 2}, "b first");

TEST(Stress, ALostUpdateIsCaughtWithItsEnvironment) {
  const bool two_cpus = this_machine().cpus.size() >= 2;
  StressResult result = stress(lost, {.seconds = 0.2, .seed = 7});
  for (double seconds = 1; two_cpus && result.ok() && seconds <= 16; seconds *= 2)
    result = stress<Increments>({.seconds = seconds});
  if (!two_cpus) {
    EXPECT_TRUE(result.ok()) << "roles that follow each other lose nothing";
    return;
  }
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.verdict, "finding");
  EXPECT_GT(result.count({0, 0, 1}), 0u);
  const testing::AssertionResult in_a_test = result.ok();
  EXPECT_THAT(in_a_test.failure_message(), HasSubstr("lost update: finding"));
  EXPECT_THAT(in_a_test.failure_message(), HasSubstr("nobody expected this"));
  EXPECT_THAT(in_a_test.failure_message(), HasSubstr("environment "));
  EXPECT_THAT(in_a_test.failure_message(), HasSubstr("seed "));
}

// Every state is made once and ended once.
std::atomic<int> alive{0};
struct Counted {
  Counted() { alive.fetch_add(1, std::memory_order_relaxed); }
  ~Counted() { alive.fetch_sub(1, std::memory_order_relaxed); }
  std::unique_ptr<int> boxed = std::make_unique<int>(3);
  char large[100000] = {};
  int read() { return *boxed; }
  int write() { return large[99999] = 5; }
};
const StressTest counted_states =
    stress_test<Counted>(role<&Counted::read>("box"), role<&Counted::write>("last"))
        .allowed({3, 5}, "its own state, whole");

TEST(Stress, LargeStatesAreMadeAndEnded) {
  const StressResult result = stress<Counted>({.seconds = 0.2});
  EXPECT_TRUE(result.ok());
  EXPECT_GT(result.instances, 0u);
  EXPECT_EQ(alive.load(), 0);
}

struct OnLines {
  alignas(256) std::atomic<int> x{0};
  int where() { return static_cast<int>(reinterpret_cast<std::uintptr_t>(&x) % 256); }
};
const StressTest kept_lines =
    stress_test<OnLines>(role<&OnLines::where>("a"), role<&OnLines::where>("b"))
        .allowed({0, 0}, "kept");

TEST(Stress, AlignmentIsKept) { EXPECT_TRUE(stress<OnLines>({.seconds = 0.1}).ok()); }

// A blocking hand-over: the receiver can not end before the sender has been there.
struct Mailbox {
  std::mutex mutex;
  std::condition_variable filled;
  int letter = 0;

  void send() {
    const std::lock_guard lock(mutex);
    letter = 7;
    filled.notify_one();
  }
  int receive() {
    std::unique_lock lock(mutex);
    filled.wait(lock, [this] { return letter != 0; });
    return letter;
  }
};
const StressTest mailbox =
    stress_test<Mailbox>(role<&Mailbox::send>(), role<&Mailbox::receive>("letter").waits())
        .allowed({7}, "delivered");

TEST(Stress, RolesMayWait) {
  const StressResult result = stress<Mailbox>({.seconds = 0.3});
  EXPECT_TRUE(result.ok());
  EXPECT_GT(result.instances, 0u);
}

// Termination: without columns, the question is whether everybody comes to an end.
struct Signal {
  std::atomic<bool> stop{false};
  void worker() {
    for (unsigned spins = 0; !stop.load(std::memory_order_relaxed);) wait_a_little(spins);
  }
  void signal() { stop.store(true, std::memory_order_relaxed); }
};
const StressTest ends =
    stress_test<Signal>(role<&Signal::worker>().waits(), role<&Signal::signal>())
        .allowed("the worker ends");

TEST(Stress, TerminationIsAnOutcome) {
  const StressResult result = stress<Signal>({.seconds = 0.1});
  EXPECT_TRUE(result.ok());
  EXPECT_EQ(result.count({}), result.instances);
}

// Outcomes that vary too much to be numbered, and a function that is no member.
struct Wide {
  std::atomic<std::int64_t> value{-1};
};
std::int64_t swap_large(Wide& wide) { return wide.value.exchange(std::int64_t{1} << 40); }
std::int64_t swap_low(Wide& wide) { return wide.value.exchange(-9); }
const StressTest wide_values = stress_test<Wide>(role<&swap_large>("large"), role<&swap_low>("low"))
                                   .allowed({-9, anything}, "low first")
                                   .allowed({anything, std::int64_t{1} << 40}, "large first");

TEST(Stress, ColumnsMayHoldAnything) {
  const StressResult result = stress<Wide>({.seconds = 0.1});
  EXPECT_TRUE(result.ok());
  EXPECT_EQ(result.count({-9, -1}) + result.count({-1, std::int64_t{1} << 40}), result.instances);
}

TEST(Stress, AnUndeclaredStateIsAnError) {
  struct Unknown {};
  EXPECT_THROW(stress<Unknown>(), Error);
}

TEST(Stress, OneEnvironmentCanBePlayedAgain) {
  const StressResult result =
      stress(lost, {.seconds = 0.05, .seed = 3, .environment = "split=0/1 block=8"});
  EXPECT_EQ(result.environments, 1u);
  EXPECT_EQ(result.seed, 3u);
}

// Where nothing is wrong, the message is the table all the same.
TEST(Stress, DescribesItself) {
  const Kernel& kernel = publish.kernel();
  EXPECT_EQ(kernel.name, "Publish");
  EXPECT_EQ(kernel.subject->claim, "who sees the flag sees what it announces");
  EXPECT_EQ(kernel.recorded.size(), 2u);
  EXPECT_EQ(kernel.recorded[1].role, 1);
  EXPECT_EQ(kernel.recorded[1].low, -1);
  EXPECT_EQ(kernel.recorded[1].radix, 44u);
  EXPECT_EQ(lost.kernel().recorded[2].role, Recorded::kAfter);
  EXPECT_NE(publish.kernel().hash, lost.kernel().hash);
  EXPECT_EQ(publish.kernel().hash.size(), 16u);
}

}  // namespace
}  // namespace litmus
