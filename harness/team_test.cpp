// Teams of hand-written kernels in every setting: nothing is lost, nothing impossible is seen. Also
// run under the thread sanitizer, which then vouches for rendezvous, reset and tally.
#include "harness/team.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/arena.h"
#include "harness/canary.h"
#include "harness/sample_kernels.h"
#include "harness/topology.h"

namespace litmus {
namespace {

using ::testing::Each;
using ::testing::Key;
using ::testing::Not;

// A few blocks: enough to go round, and quick on a loaded machine too.
Slice played(const Kernel& kernel, const Environment& environment, const Scratch* scratch) {
  const auto far = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  return play({.kernel = &kernel, .environment = environment, .crowded = true, .scratch = scratch},
              {.deadline = far, .instances = 4 * static_cast<std::uint64_t>(environment.block)});
}

// Every value of every knob, one after the other, on every sample.
TEST(Team, LosesNothingInAnyEnvironment) {
  const Scratch scratch;
  for (const Kernel& kernel : sample_kernels()) {
    const bool four = kernel.roles.size() == 4;
    for (const Knob& knob : knobs()) {
      for (const std::string& value : knob.values) {
        Environment environment{.split = four ? Split{{0, 2}, {3, 1}} : Split{{0}, {1}}};
        ASSERT_TRUE(knob.parse(environment, value));
        const Slice slice = played(kernel, environment, &scratch);
        EXPECT_EQ(slice.instances, 4 * static_cast<std::uint64_t>(environment.block));
        EXPECT_EQ(slice.tally.total(), slice.instances);
        EXPECT_TRUE(slice.tally.unexpected.empty()) << kernel.name << knob.name << value;
        if (kernel.name == "CoRR" || kernel.name == "MP") {
          EXPECT_THAT(slice.tally.counts, Each(Not(Key(Outcome{1, 0})))) << kernel.name;
        }
      }
    }
  }
}

TEST(Team, SplitsWithPressureAndInstanceWiseAlternation) {
  const Scratch scratch;
  const Kernel& iriw = sample_kernel("IRIW");
  for (const char* split : {"0,1,2,3", "0/1,2,3", "3,2,1/0", "0/1/2,3", "0/1/2/3", "2a,0,2b/3ab,1",
                            "0,2a!,1,2b/3"}) {
    Environment environment = parse_environment(std::string("block=16 pressure=4 split=") + split);
    for (Alternation alternation : {Alternation::Block, Alternation::Instance}) {
      environment.alternation = alternation;
      const Slice slice = played(iriw, environment, &scratch);
      EXPECT_EQ(slice.tally.total(), slice.instances) << split;
      EXPECT_TRUE(slice.tally.unexpected.empty()) << split;
    }
  }
}

// Many blocks an epoch, so that a late worker prepares a block that the other is playing.
TEST(Team, StartsByTheClock) {
  const auto far = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  for (Layout layout : {Layout::Lines, Layout::Dense}) {
    const Environment environment{
        .split = {{0}, {1}}, .block = 16, .start = Start::Clock, .layout = layout};
    const Slice slice = play({.kernel = &sample_kernel("MP"), .environment = environment},
                             {.deadline = far, .instances = 20000});
    EXPECT_EQ(slice.tally.total(), slice.instances);
    EXPECT_TRUE(slice.tally.unexpected.empty());
    EXPECT_THAT(slice.tally.counts, Each(Not(Key(Outcome{1, 0}))));
  }
}

TEST(Team, OneWorkerPlaysInTheOrderOfItsSplit) {
  const Kernel& sb = sample_kernel("SB");
  const Slice rising = played(sb, {.split = {{0, 1}}}, nullptr);
  EXPECT_THAT(rising.tally.counts, Each(Key(Outcome{0, 1})));
  const Slice falling = played(sb, {.split = {{1, 0}}}, nullptr);
  EXPECT_THAT(falling.tally.counts, Each(Key(Outcome{1, 0})));
}

TEST(Team, StopsWhenTold) {
  const std::atomic<bool> stop{true};
  const auto far = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  const Slice slice = play({.kernel = &sample_kernel("SB"), .environment = {.split = {{0}, {1}}}},
                           {.deadline = far, .stop = &stop});
  EXPECT_GT(slice.instances, 0u) << "what was begun is counted";
  EXPECT_LE(slice.instances, 4096u) << "one epoch";
}

TEST(Team, KeepsSmallBudgets) {
  const auto far = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  const Slice slice = play({.kernel = &sample_kernel("SB"), .environment = {.split = {{0}, {1}}}},
                           {.deadline = far, .instances = 100});
  EXPECT_EQ(slice.instances, 128u) << "whole blocks of 64";
}

// Ping-pong: each role waits for the other's store. More threads than CPUs must get through.
void wait_for(std::atomic<int>& cell, int value) {
  for (unsigned spins = 0; cell.load(std::memory_order_acquire) != value;) wait_a_little(spins);
}

void ping(const Frame& frame, const Walk& walk) {
  const auto x = frame.cells<std::atomic<int>>(0);
  const auto y = frame.cells<std::atomic<int>>(1);
  visit(walk, [=](std::size_t i) {
    x[i].store(1, std::memory_order_release);
    wait_for(y[i], 1);
  });
}

void pong(const Frame& frame, const Walk& walk) {
  const auto x = frame.cells<std::atomic<int>>(0);
  const auto y = frame.cells<std::atomic<int>>(1);
  visit(walk, [=](std::size_t i) {
    wait_for(x[i], 1);
    y[i].store(1, std::memory_order_release);
  });
}

TEST(Team, RolesMayWaitForEachOther) {
  static constexpr Cell cells[] = {{.name = "x"}, {.name = "y"}};
  static constexpr Recorded columns[] = {{.name = "x", .cell = 0, .radix = 2}};
  static constexpr Role roles[] = {{.play = ping, .waits = true}, {.play = pong, .waits = true}};
  const Kernel kernel{.name = "ping", .cells = cells, .recorded = columns, .roles = roles};
  // Opposed visits would have the two wait for each other's last instance for ever.
  const Environment environment{.split = {{0}, {1}}, .block = 16, .visit = Visit::Opposed};
  const auto far = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  for (bool crowded : {false, true}) {
    const Slice slice = play({.kernel = &kernel, .environment = environment, .crowded = crowded},
                             {.deadline = far, .instances = 64});
    EXPECT_THAT(slice.tally.counts, Each(Key(Outcome{1})));
    EXPECT_EQ(slice.tally.total(), slice.instances);
  }
}

// A kernel that lies about what it records is found out.
void silent(const Frame&, const Walk&) {}

TEST(Team, AColumnThatIsNeverWrittenIsUnexpected) {
  static constexpr Recorded columns[] = {{.name = "0:r0", .role = 0, .radix = 2}};
  static constexpr Role roles[] = {{.play = silent}};
  const Kernel kernel{.name = "silent", .recorded = columns, .roles = roles};
  const Slice slice = played(kernel, {.split = {{0}}}, nullptr);
  EXPECT_TRUE(slice.tally.counts.empty());
  EXPECT_EQ(slice.tally.unexpected.at({kNeverWritten}), slice.instances);
}

}  // namespace
}  // namespace litmus
