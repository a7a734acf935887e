// Placement classes, on single machines and as invariants over every small shape.
#include "harness/placement.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

namespace litmus {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> names(const Topology& machine, int workers) {
  std::vector<std::string> result;
  for (const Placement& placement : placements(machine, workers)) result.push_back(placement.name);
  return result;
}

TEST(Placement, ClassesOfABigMachine) {
  const Topology machine = synthetic_machine("pack:2 l3:2 core:2 pu:2");
  EXPECT_THAT(names(machine, 2), ElementsAre("smt", "cluster", "package", "cross-package"));
}

TEST(Placement, ClassesOfASmallOne) {
  EXPECT_THAT(names(synthetic_machine("pack:1 l3:1 core:2 pu:1"), 2), ElementsAre("package"));
  EXPECT_THAT(names(synthetic_machine("pack:1 l3:1 core:2 pu:2"), 2),
              ElementsAre("smt", "package"));
}

TEST(Placement, DisjointSetsServeMoreCopies) {
  const Topology machine = synthetic_machine("pack:1 core:4 pu:2");
  const std::vector<Placement> all = placements(machine, 2);
  EXPECT_THAT(all[0].sets, ElementsAre(ElementsAre(0, 1), ElementsAre(2, 3), ElementsAre(4, 5),
                                       ElementsAre(6, 7)));
  EXPECT_THAT(all[1].sets, ElementsAre(ElementsAre(0, 2), ElementsAre(1, 3), ElementsAre(4, 6),
                                       ElementsAre(5, 7)));
}

TEST(Placement, FourWorkersOnCoresOfTheirOwn) {
  const Topology machine = synthetic_machine("pack:1 core:4 pu:2");
  EXPECT_THAT(placements(machine, 4)[1].sets[0], ElementsAre(0, 2, 4, 6));
}

TEST(Placement, OneCpu) {
  const Topology machine = synthetic_machine("pack:1 core:1 pu:1");
  EXPECT_THAT(placements(machine, 1), ElementsAre(Placement{"alone", {{0}}}));
  EXPECT_THAT(placements(machine, 3), ElementsAre(Placement{"crowded", {{0, 0, 0}}}));
}

TEST(Placement, AHoleInTheMask) {
  const Topology machine = restricted(synthetic_machine("pack:1 core:3 pu:2"), {0, 3, 4, 5});
  EXPECT_THAT(names(machine, 2), ElementsAre("smt", "package"));
  EXPECT_THAT(placements(machine, 2)[0].sets, ElementsAre(ElementsAre(4, 5)));
}

TEST(Placement, UnequalCores) {
  std::ifstream file(LITMUS_SOURCE_DIR "/harness/topologies/hybrid.xml");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_THAT(names(saved_machine(text.str()), 2),
              ElementsAre("smt:big", "cluster:little", "package:big", "package:mixed"));
}

struct Shape {
  int packages, clusters, cores, threads;
};

class EveryShape : public ::testing::TestWithParam<Shape> {};

TEST_P(EveryShape, SetsAreDisjointAndOfTheirClass) {
  const auto [packages, clusters, cores, threads] = GetParam();
  const Topology machine = synthetic_machine(
      fmt::format("pack:{} l3:{} core:{} pu:{}", packages, clusters, cores, threads));
  const auto cpu_of = [&](int number) { return restricted(machine, {number}).cpus[0]; };
  for (int workers = 1; workers <= static_cast<int>(machine.cpus.size()); ++workers) {
    const std::vector<Placement> all = placements(machine, workers);
    ASSERT_FALSE(all.empty());
    for (const Placement& placement : all) {
      ASSERT_FALSE(placement.sets.empty());
      std::set<int> used;
      for (const std::vector<int>& set : placement.sets) {
        EXPECT_EQ(static_cast<int>(set.size()), workers);
        for (int cpu : set) EXPECT_TRUE(used.insert(cpu).second) << "a CPU is used twice";
        if (workers < 2) continue;
        EXPECT_EQ(nearness(cpu_of(set[0]), cpu_of(set[1])),
                  nearness(cpu_of(placement.sets[0][0]), cpu_of(placement.sets[0][1])))
            << placement.name;
      }
    }
  }
}

std::vector<Shape> shapes() {
  std::vector<Shape> result;
  for (int packages : {1, 2})
    for (int clusters : {1, 2})
      for (int cores : {1, 2, 3})
        for (int threads : {1, 2}) result.push_back({packages, clusters, cores, threads});
  return result;
}

INSTANTIATE_TEST_SUITE_P(Placement, EveryShape, ::testing::ValuesIn(shapes()));

}  // namespace
}  // namespace litmus
