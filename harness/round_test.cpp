// The default round fits every kernel on every machine, and shares roles out in all ways.
#include "harness/round.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "harness/placement.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(Splits, TwoRolesOnTwoWorkers) {
  EXPECT_THAT(splits(2, 2, 99, 1), ElementsAre(Split{{0}, {1}}));
}

TEST(Splits, TwoRolesOnOneWorkerInBothOrders) {
  EXPECT_THAT(splits(2, 1, 99, 1), ElementsAre(Split{{0, 1}}, Split{{1, 0}}));
}

// One role against three (4 ways, rising and falling), two against two (3 ways, both rising and
// falling on either side).
TEST(Splits, FourRolesOnTwoWorkers) {
  const std::vector<Split> all = splits(4, 2, 99, 1);
  EXPECT_THAT(all, SizeIs(4 * 2 + 3 * 4));
  EXPECT_THAT(std::set<Split>(all.begin(), all.end()), SizeIs(all.size()));
}

TEST(Splits, ManyAreDrawn) {
  const std::vector<Split> drawn = splits(16, 3, 10, 7);
  EXPECT_THAT(drawn, SizeIs(10));
  EXPECT_EQ(drawn, splits(16, 3, 10, 7)) << "the seed repeats them";
  EXPECT_NE(drawn, splits(16, 3, 10, 8));
}

TEST(Round, FitsEveryShapeOfKernelOnEveryMachine) {
  for (std::size_t roles = 1; roles <= kMaxRoles; roles += roles < 6 ? 1 : 5) {
    for (const char* machine : {"pack:1 core:1 pu:1", "pack:1 core:2 pu:1", "pack:1 core:2 pu:2",
                                "pack:2 l3:2 core:4 pu:2"}) {
      const Topology topology = synthetic_machine(machine);
      for (bool waits : {false, true}) {
        std::vector<Role> all(roles);
        all[0].waits = waits;
        const Kernel kernel{.name = "k", .roles = all};
        std::vector<Environment> round = default_round(kernel, topology, 1);
        EXPECT_GE(round.size(), 2u);
        EXPECT_LE(round.size(), 400u);
        const std::vector<Environment> more = search_round(kernel, topology, {}, 100);
        EXPECT_TRUE(waits || more.size() == 100u);
        round.insert(round.end(), more.begin(), more.end());
        for (const Environment& environment : round) {
          EXPECT_NO_THROW(check_fits(environment, kernel));
          const auto workers = static_cast<int>(environment.split.size());
          EXPECT_TRUE(waits || environment.split.size() <= topology.cpus.size());
          const std::vector<Placement> places = placements(topology, workers);
          const auto place = std::ranges::find(places, environment.placement, &Placement::name);
          ASSERT_NE(place, places.end());
          EXPECT_LE(environment.copies, static_cast<int>(place->sets.size()));
        }
      }
    }
  }
}

TEST(Round, ASearchSharesRolesOutAsTheHintsSay) {
  const Topology topology = synthetic_machine("pack:1 core:2 pu:1");
  const Role roles[] = {{}, {}, {}};
  const Kernel kernel{.name = "k", .roles = roles};
  Split first = {{2, 0}, {1}}, second = {{0}, {1, 2}};
  first[1][0].holds = true;
  const Hint hints[] = {{.split = first, .shows = {0}}, {.split = second, .shows = {1}}};
  std::set<Split> seen;
  for (const Environment& environment : search_round(kernel, topology, hints, 50)) {
    EXPECT_NO_THROW(check_fits(environment, kernel));
    seen.insert(environment.split);
  }
  EXPECT_THAT(seen, ::testing::UnorderedElementsAre(first, second));
}

}  // namespace
}  // namespace litmus
