// Topologies of machines that are not here, and the reading of lists and quotas.
#include "harness/topology.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "harness/error.h"
#include "harness/placement.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string saved(const std::string& name) {
  std::ifstream file(LITMUS_SOURCE_DIR "/harness/topologies/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Topology, ThisMachineHasACpu) {
  const Topology here = this_machine();
  ASSERT_FALSE(here.cpus.empty());
  EXPECT_TRUE(std::ranges::is_sorted(here.cpus, {}, &Cpu::number));
}

TEST(Topology, TwoSocketsOfTwoClustersOfTwoCoresOfTwoThreads) {
  const Topology machine = synthetic_machine("pack:2 l3:2 core:2 pu:2");
  ASSERT_EQ(machine.cpus.size(), 16u);
  EXPECT_EQ(nearness(machine.cpus[0], machine.cpus[1]), Nearness::Smt);
  EXPECT_EQ(nearness(machine.cpus[0], machine.cpus[2]), Nearness::Cluster);
  EXPECT_EQ(nearness(machine.cpus[0], machine.cpus[4]), Nearness::Package);
  EXPECT_EQ(nearness(machine.cpus[0], machine.cpus[8]), Nearness::Machine);
}

// One cache that the whole package shares makes no cluster.
TEST(Topology, APackagesOwnCacheIsNoCluster) {
  const Topology machine = synthetic_machine("pack:1 l3:1 l2:4 core:1 pu:1");
  EXPECT_EQ(nearness(machine.cpus[0], machine.cpus[3]), Nearness::Package);
}

TEST(Topology, TheSmallestSharedCacheIsTheCluster) {
  const Topology machine = synthetic_machine("pack:1 l3:2 l2:2 core:2 pu:1");
  EXPECT_EQ(nearness(machine.cpus[0], machine.cpus[1]), Nearness::Cluster);
  EXPECT_EQ(nearness(machine.cpus[0], machine.cpus[2]), Nearness::Package) << "share only the L3";
}

// Two fast cores with two threads each, and four frugal ones behind one L2.
TEST(Topology, UnequalCores) {
  const Topology machine = saved_machine(saved("hybrid.xml"));
  ASSERT_EQ(machine.cpus.size(), 8u);
  EXPECT_TRUE(has_unequal_cores(machine));
  EXPECT_GT(machine.cpus[0].kind, machine.cpus[7].kind) << "the first cores are the fast ones";
  EXPECT_EQ(nearness(machine.cpus[0], machine.cpus[1]), Nearness::Smt);
  EXPECT_EQ(nearness(machine.cpus[4], machine.cpus[7]), Nearness::Cluster);
  EXPECT_EQ(nearness(machine.cpus[0], machine.cpus[4]), Nearness::Package);
}

TEST(Topology, SavedTwoSockets) {
  const Topology machine = saved_machine(saved("two-sockets.xml"));
  ASSERT_EQ(machine.cpus.size(), 8u);
  EXPECT_FALSE(has_unequal_cores(machine));
  EXPECT_EQ(nearness(machine.cpus.front(), machine.cpus.back()), Nearness::Machine);
}

TEST(Topology, RestrictedToAMaskWithAHole) {
  const Topology machine = restricted(synthetic_machine("pack:1 core:3 pu:2"), {5, 0, 3, 0});
  ASSERT_EQ(machine.cpus.size(), 3u);
  EXPECT_EQ(machine.cpus[1].number, 3);
  EXPECT_EQ(nearness(machine.cpus[0], machine.cpus[1]), Nearness::Package);
}

TEST(Topology, RefusesCpusThatAreNotThere) {
  const Topology machine = synthetic_machine("pack:1 core:2 pu:1");
  try {
    restricted(machine, {0, 7});
    FAIL() << "CPU 7 does not exist";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("CPU 7 is not among those"));
    EXPECT_THAT(error.hint(), HasSubstr("0-1"));
  }
}

TEST(Topology, RefusesWhatDescribesNoMachine) {
  EXPECT_THROW(synthetic_machine("two of everything"), Error);
  EXPECT_THROW(saved_machine("<html/>"), Error);
}

TEST(CpuList, PrintsRuns) {
  EXPECT_EQ(print_cpus({0, 2, 3, 4, 7}), "0,2-4,7");
  EXPECT_EQ(print_cpus({}), "");
}

TEST(CpuList, ReadsWhatItPrints) {
  EXPECT_THAT(parse_cpus("0,2-4,7"), ElementsAre(0, 2, 3, 4, 7));
  EXPECT_THAT(parse_cpus("1,0"), ElementsAre(1, 0));
}

TEST(CpuList, RefusesTheRest) {
  for (const char* text :
       {"", ",", "a", "1-", "-1", "3-1", "0,,1", "70000", "1 2", "0-65535,1-9"}) {
    EXPECT_THROW(parse_cpus(text), Error) << text;
  }
}

// A tree of made-up system files.
class Quota : public ::testing::Test {
 protected:
  void write(const std::string& path, const std::string& text) {
    const std::filesystem::path file = root_ + path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  std::string root_ = ::testing::TempDir() + "quota-" +
                      ::testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(Quota, NoneWithoutGroups) { EXPECT_EQ(cpu_quota(root_), 0); }

TEST_F(Quota, OfOurGroup) {
  write("/proc/self/cgroup", "0::/job\n");
  write("/sys/fs/cgroup/job/cpu.max", "150000 100000\n");
  EXPECT_DOUBLE_EQ(cpu_quota(root_), 1.5);
}

TEST_F(Quota, TheSmallestAboveUsHolds) {
  write("/proc/self/cgroup", "0::/runner/job\n");
  write("/sys/fs/cgroup/runner/cpu.max", "50000 100000\n");
  write("/sys/fs/cgroup/runner/job/cpu.max", "max 100000\n");
  EXPECT_DOUBLE_EQ(cpu_quota(root_), 0.5);
}

TEST_F(Quota, Version1) {
  write("/proc/self/cgroup", "5:memory:/job\n4:cpu,cpuacct:/job\n");
  write("/sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "200000\n");
  write("/sys/fs/cgroup/cpu/job/cpu.cfs_period_us", "100000\n");
  EXPECT_DOUBLE_EQ(cpu_quota(root_), 2);
}

TEST_F(Quota, UnlimitedIsNone) {
  write("/proc/self/cgroup", "0::/\n");
  write("/sys/fs/cgroup/cpu.max", "max 100000\n");
  EXPECT_EQ(cpu_quota(root_), 0);
}

}  // namespace
}  // namespace litmus
