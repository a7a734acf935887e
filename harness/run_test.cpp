// Runs: plans are filled in, slices add up, limits hold, the same plan can be run again.
#include "harness/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "harness/error.h"
#include "harness/placement.h"
#include "harness/sample_kernels.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<Slice> slices_of(const Plan& plan) {
  const std::atomic<bool> stop{false};
  const Topology here = this_machine();
  const Kernel& kernel = sample_kernel(plan.kernel);
  std::vector<Slice> slices;
  run(resolved(plan, kernel, here), kernel, here, stop, [&](const Slice& slice) {
    slices.push_back(slice);
    return true;
  });
  return slices;
}

TEST(Run, SlicesAreNumberedAndAddUp) {
  const std::vector<Slice> slices = slices_of({.kernel = "SB", .seconds = 0.1});
  ASSERT_FALSE(slices.empty());
  for (std::size_t n = 0; n < slices.size(); ++n) {
    EXPECT_EQ(slices[n].number, static_cast<int>(n));
    EXPECT_EQ(slices[n].tally.total(), slices[n].instances);
    EXPECT_GT(slices[n].instances, 0u);
    EXPECT_GE(std::min(slices[n].kernel_share, slices[n].preload_share), 0);
    EXPECT_LE(slices[n].kernel_share + slices[n].preload_share, 1);
    EXPECT_GE(slices[n].start, n == 0 ? 0 : slices[n - 1].start + slices[n - 1].seconds - 1e-9);
  }
}

TEST(Run, StopsAtTheInstancesAskedFor) {
  std::uint64_t total = 0;
  for (const Slice& slice : slices_of({.kernel = "SB", .seconds = 60, .instances = 50000})) {
    total += slice.instances;
  }
  EXPECT_GE(total, 50000u);
  EXPECT_LE(total, 55000u);
}

// A minute is granted; a machine that shows store buffering at all needs little of it.
TEST(Run, ASearchEndsWhenItHasSeenEnough) {
  const bool two_cpus = this_machine().cpus.size() >= 2;
  const Outcome relaxed = {0, 0};
  const std::vector<Slice> slices = slices_of({.kernel = "SB",
                                               .seconds = two_cpus ? 60 : 0.1,
                                               .search = true,
                                               .wanted = {relaxed},
                                               .enough = 3,
                                               .hints = {{.split = {{0}, {1}}, .shows = {0}}}});
  int seen = 0;
  double seconds = 0;
  for (const Slice& slice : slices) {
    seen += slice.tally.counts.contains(relaxed) ? 1 : 0;
    seconds += slice.seconds;
  }
  EXPECT_EQ(seen, two_cpus ? 3 : 0);
  EXPECT_LT(seconds, 59);
}

// As many slices as are asked for are waited for.
TEST(Run, ASearchGoesOnWhileNothingIsSeen) {
  const std::atomic<bool> stop{false};
  const Topology here = this_machine();
  const Kernel& kernel = sample_kernel("CoRR");
  const Plan plan = {
      .kernel = "CoRR", .seconds = 60, .search = true, .wanted = {{1, 0}}, .enough = 1};
  int heard = 0;
  run(resolved(plan, kernel, here), kernel, here, stop, [&](const Slice& slice) {
    EXPECT_EQ(slice.tally.total(), slice.instances);
    return ++heard < 5;
  });
  EXPECT_EQ(heard, 5);
}

TEST(Run, EndsWhenNobodyListens) {
  const std::atomic<bool> stop{false};
  const Topology here = this_machine();
  const Kernel& sb = sample_kernel("SB");
  int heard = 0;
  run(resolved({.kernel = "SB", .seconds = 60}, sb, here), sb, here, stop,
      [&](const Slice&) { return ++heard < 3; });
  EXPECT_EQ(heard, 3);
}

TEST(Run, EndsWhenStopped) {
  std::atomic<bool> stop{false};
  const Topology here = this_machine();
  const Kernel& sb = sample_kernel("SB");
  int heard = 0;
  run(resolved({.kernel = "SB", .seconds = 60}, sb, here), sb, here, stop, [&](const Slice&) {
    stop = ++heard == 2;
    return true;
  });
  EXPECT_EQ(heard, 2);
}

TEST(Run, AResolvedPlanIsComplete) {
  const Topology machine = synthetic_machine("pack:2 core:2 pu:2");
  const Plan plan = resolved({.kernel = "SB"}, sample_kernel("SB"), machine);
  ASSERT_FALSE(plan.environments.empty());
  for (const Environment& environment : plan.environments) EXPECT_NE(environment.placement, "");
  EXPECT_EQ(parse_plan(to_string(plan), "plan"), plan);
  EXPECT_EQ(resolved(plan, sample_kernel("SB"), machine), plan) << "nothing is left to fill in";
}

TEST(Run, RefusesPlacementsThatAreNotHere) {
  const Topology machine = synthetic_machine("pack:1 core:2 pu:1");
  Plan plan{.kernel = "SB"};
  plan.environments = {parse_environment("split=0/1 placement=smt")};
  try {
    resolved(plan, sample_kernel("SB"), machine);
    FAIL() << "there are no siblings";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("environment 1 (split=0/1): "
                                        "there is no placement 'smt' of 2 workers here"));
    EXPECT_THAT(error.hint(), HasSubstr("package"));
  }
}

// Four CPUs on paper, of which some may not be here: copies play side by side on disjoint ones, all
// is counted, and that threads were not pinned is said.
TEST(Run, PlaysACopyOnEachSetOfCpus) {
  const std::atomic<bool> stop{false};
  const Topology machine = synthetic_machine("pack:2 core:2 pu:1");
  const Kernel& sb = sample_kernel("SB");
  Plan plan{.kernel = "SB", .seconds = 60, .instances = 4000};
  for (const char* placement : {"package", "cross-package"}) {
    plan.environments.push_back(parse_environment(
        std::string("split=0/1 block=16 copies=2 start=clock placement=") + placement));
  }
  std::uint64_t launched = 0;
  run(resolved(plan, sb, machine), sb, machine, stop, [&](const Slice& slice) {
    std::vector<int> cpus = slice.cpus;
    std::ranges::sort(cpus);
    EXPECT_EQ(cpus, (std::vector<int>{0, 1, 2, 3}));
    EXPECT_EQ(slice.tally.total(), slice.instances);
    EXPECT_LE(slice.pinned, this_machine().cpus.size() >= 4);
    launched += slice.instances;
    return true;
  });
  EXPECT_GE(launched, 4000u);
}

// What a search would play on larger machines, played here with many threads a CPU: each copy has
// CPUs of its own, every class of placement has its turn, and nothing is lost.
TEST(Run, PlaysTheSearchOfLargerMachines) {
  const std::atomic<bool> stop{false};
  const Kernel& iriw = sample_kernel("IRIW");
  for (const char* shape : {"pack:1 core:4 pu:1", "pack:2 core:4 pu:1", "pack:2 core:4 pu:2",
                            "pack:2 l3:2 core:8 pu:2"}) {
    const Topology machine = synthetic_machine(shape);
    const Plan search = resolved(
        {.kernel = "IRIW", .seconds = 1, .search = true, .wanted = {{1, 0, 1, 0}}}, iriw, machine);
    std::set<std::string> played;
    for (const Environment& environment : search.environments) {
      if (played.size() > 0 && played.contains(environment.placement)) continue;
      Plan plan{.kernel = "IRIW", .seconds = 60, .environments = {environment}};
      plan.instances = static_cast<std::uint64_t>(environment.block * environment.copies);
      run(resolved(plan, iriw, machine), iriw, machine, stop, [&](const Slice& slice) {
        const std::set<int> cpus(slice.cpus.begin(), slice.cpus.end());
        const std::size_t workers = environment.split.size();
        EXPECT_EQ(cpus.size(), static_cast<std::size_t>(environment.copies) * workers) << shape;
        EXPECT_EQ(slice.cpus.size(), cpus.size()) << "a CPU has two workers";
        EXPECT_EQ(slice.tally.total(), slice.instances);
        EXPECT_GE(slice.instances, plan.instances);
        return true;
      });
      played.insert(environment.placement);
    }
    std::set<std::string> all;
    for (const Placement& placement : placements(machine, 4)) all.insert(placement.name);
    EXPECT_EQ(played, all) << shape;
  }
}

TEST(Run, OneCpuIsEnough) {
  const Topology here = this_machine();
  const std::vector<Slice> slices =
      slices_of({.kernel = "IRIW", .seconds = 0.05, .cpus = {here.cpus[0].number}});
  ASSERT_FALSE(slices.empty());
  for (const Slice& slice : slices) EXPECT_EQ(slice.cpus.size(), 1u);
}

TEST(Caveats, SayWhatCanNotBeSeen) {
  const Topology one = synthetic_machine("pack:1 core:1 pu:1");
  const Topology two = synthetic_machine("pack:1 core:2 pu:1");
  const Kernel& sb = sample_kernel("SB");
  EXPECT_THAT(caveats(sb, one, 0)[0], HasSubstr("one CPU only"));
  EXPECT_THAT(caveats(sb, two, 0), IsEmpty());
  EXPECT_THAT(caveats(sb, two, 1.5)[0], HasSubstr("1.5 CPUs of time"));
  const Role waiting[] = {{.waits = true}, {}, {}};
  EXPECT_THAT(caveats({.name = "k", .roles = waiting}, two, 0)[0], HasSubstr("slow"));
}

}  // namespace
}  // namespace litmus
