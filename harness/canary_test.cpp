// The canaries on the CPUs at hand. What must be seen is waited for; on one CPU there is nothing to
// see, and the canaries say so.
#include "harness/canary.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

TEST(Canary, EachShowsWhatItMust) {
  const std::atomic<bool> stop{false};
  const Topology here = this_machine();
  const std::vector<Canary> all = canaries(here, 30, stop);
  ASSERT_EQ(all.size(), 4u);
  for (const Canary& canary : all) {
    if (here.cpus.size() < 2) {
      EXPECT_FALSE(canary.applies) << canary.name;
    } else if (canary.applies) {
      EXPECT_TRUE(canary.ok) << canary.name << ": " << canary.meaning << "; seen " << canary.seen
                             << " in " << canary.instances;
    }
  }
}

TEST(Canary, OneCpuIsNotBlindButOutOfScope) {
  const std::atomic<bool> stop{false};
  const std::vector<Canary> all = canaries({.cpus = {{.number = 0}}}, 1, stop);
  for (const Canary& canary : all) EXPECT_FALSE(canary.applies) << canary.name;
}

}  // namespace
}  // namespace litmus
