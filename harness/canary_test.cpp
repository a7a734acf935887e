// The canaries on the CPUs at hand. What must be seen is waited for; on one CPU there is nothing to
// see, and the canaries say so.
#include "harness/canary.h"

#include <gtest/gtest.h>

#include "harness/placement.h"
#include "harness/processor.h"
#include "harness/sample_kernels.h"

namespace litmus {
namespace {

TEST(Canary, EachShowsWhatItMust) {
  const std::atomic<bool> stop{false};
  const Topology here = this_machine();
  const std::vector<Canary> all = canaries(here, 30, stop);
  ASSERT_EQ(all.size(), 5u);
  for (const Canary& canary : all) {
    if (here.cpus.size() < 2) {
      EXPECT_EQ(canary.state, CanaryState::NotHere) << canary.name;
    } else if (canary.state != CanaryState::NotHere) {
      EXPECT_EQ(canary.state, CanaryState::Ok) << canary.name << ": " << canary.meaning << "; seen "
                                               << canary.seen << " in " << canary.instances;
    }
  }
  EXPECT_EQ(exit_code_of(all), here.cpus.size() < 2 ? 3 : 0);
}

// What the fences at the cuts are for: without them, pieces see stores of their own worker early.
TEST(Canary, PiecesWithoutFencesShowPhantoms) {
#if defined(__x86_64__) && !defined(LITMUS_THREAD_SANITIZER)
  constexpr bool kKnownHere = true;
#else
  constexpr bool kKnownHere = false;
#endif
  const std::atomic<bool> stop{false};
  const Topology here = this_machine();
  const bool two_cpus = here.cpus.size() >= 2;
  TeamWork work{.kernel = &sample_kernel("IRIW"),
                .environment = parse_environment(
                    "split=0,2a,2b/1,3a,3b alternation=instance block=64 visit=same"),
                .cpus = placements(here, 2).front().sets.front(),
                .omit_role_fence = true};
  const Sighting sighting =
      watch(work, {1, 0, 1, 0}, kKnownHere && two_cpus ? 30 : 0.1, true, stop);
  EXPECT_GT(sighting.instances, 0u);
  EXPECT_TRUE(sighting.seen > 0 || !kKnownHere || !two_cpus);
}

TEST(Canary, OneCpuIsNotBlindButOutOfScope) {
  const std::atomic<bool> stop{false};
  const std::vector<Canary> all = canaries({.cpus = {{.number = 0}}}, 1, stop);
  for (const Canary& canary : all) EXPECT_EQ(canary.state, CanaryState::NotHere) << canary.name;
  EXPECT_EQ(exit_code_of(all), 3);
}

// Whoever stops them is not told that his machine is broken.
TEST(Canary, StoppedOnesHaveNoAnswer) {
  const std::atomic<bool> stop{true};
  const std::vector<Canary> all = canaries({.cpus = {{.number = 0}, {.number = 1}}}, 30, stop);
  EXPECT_EQ(all[0].state, CanaryState::CutShort);
  EXPECT_EQ(all[1].state, CanaryState::CutShort);
  EXPECT_EQ(exit_code_of(all), 130);
  EXPECT_EQ(exit_code_of({{.state = CanaryState::CutShort}, {.state = CanaryState::Failed}}), 3);
}

}  // namespace
}  // namespace litmus
