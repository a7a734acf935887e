// Folding slices by hand-made ones.
#include "harness/sightings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace litmus {
namespace {

using ::testing::IsEmpty;

Slice slice(int number, std::map<Outcome, std::uint64_t> counts) {
  return {.number = number,
          .environment = number % 2,
          .start = 0.1 * number,
          .tally = {.counts = std::move(counts)}};
}

TEST(Sightings, CountsSlicesAndRemembersTheFirst) {
  const std::vector<Slice> slices = {slice(0, {{{0}, 5}}), slice(1, {{{0}, 1}, {{1}, 2}}),
                                     slice(2, {{{1}, 3}}), slice(3, {{{0}, 7}})};
  const std::map<Outcome, Seen> seen = sightings(slices);
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen.at({0}), (Seen{.count = 13, .slices = 3, .early = 6, .late = 7}));
  EXPECT_EQ(seen.at({1}), (Seen{.count = 5,
                                .slices = 2,
                                .first_slice = 1,
                                .first_environment = 1,
                                .first_second = 0.1,
                                .early = 2,
                                .late = 3}));
}

TEST(Sightings, UnexpectedRowsAreNoOutcomes) {
  const std::vector<Slice> slices = {{.tally = {.unexpected = {{{9}, 1}}}}};
  EXPECT_THAT(sightings(slices), IsEmpty());
}

TEST(Sightings, TotalsOverAllAndByEnvironment) {
  const std::vector<Slice> slices = {slice(0, {{{0}, 5}}), slice(1, {{{0}, 1}}),
                                     slice(2, {{{1}, 3}})};
  EXPECT_EQ(total(slices).total(), 9u);
  EXPECT_EQ(total(slices, 0).counts, (std::map<Outcome, std::uint64_t>{{{0}, 5}, {{1}, 3}}));
}

}  // namespace
}  // namespace litmus
