// Pinning is believed only when it can be read back.
#include "harness/affinity.h"

#include <gtest/gtest.h>

#include <thread>

#include "harness/latency.h"
#include "harness/topology.h"

namespace litmus {
namespace {

#if defined(__linux__)
TEST(Affinity, EveryAllowedCpuCanBePinnedTo) {
  for (const Cpu& cpu : this_machine().cpus) {
    bool pinned = false;
    std::thread([&] { pinned = pin_this_thread(cpu.number) && pinned_to(cpu.number); }).join();
    EXPECT_TRUE(pinned) << cpu.number;
  }
}
#endif

TEST(Affinity, CpusThatAreNotThereCanNot) {
  std::thread([] {
    EXPECT_FALSE(pin_this_thread(-1));
    EXPECT_FALSE(pin_this_thread(1000000));
    EXPECT_FALSE(pinned_to(1000000));
  }).join();
}

TEST(Latency, BetweenTwoCpusIsPositiveAndOnOneIsNothing) {
  const Topology here = this_machine();
  EXPECT_FALSE(one_way_latency(0, 0).has_value());
  EXPECT_FALSE(one_way_latency(0, 1000000).has_value()) << "that CPU does not exist";
  if (here.cpus.size() < 2) return;
  const std::optional<double> latency = one_way_latency(here.cpus[0].number, here.cpus[1].number);
  ASSERT_TRUE(latency.has_value());
  EXPECT_GT(*latency, 0);
}

}  // namespace
}  // namespace litmus
