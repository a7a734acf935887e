// Packing and counting at odd times, against a counter that does the obvious thing at once.
#include "harness/chores.h"

#include <gtest/gtest.h>

#include "harness/random.h"

namespace litmus {
namespace {

constexpr std::uint32_t kInstances = 700;
constexpr std::uint32_t kBlock = 100;

// Two workers with one column each, as SB has them; both run here, by turns.
struct Pair {
  std::vector<Role> roles = {{}, {}};
  std::vector<Recorded> columns;
  Kernel kernel;
  Arena arena;
  std::vector<int> first_role = {0}, second_role = {1};
  Counter counters[2];
  Chores chores[2];

  explicit Pair(std::uint32_t radix)
      : columns({{.name = "r0", .role = 0, .radix = radix},
                 {.name = "r1", .role = 1, .radix = radix}}),
        kernel({.name = "k", .cells = {}, .recorded = columns, .roles = roles}),
        arena(kernel, Environment{.split = {{0}, {1}}}, kInstances),
        counters{Counter(kernel, first_role), Counter(kernel, second_role)},
        chores{Chores(arena, counters[0], 0, 0, 333),
               Chores(arena, counters[1], 1, 333, kInstances - 333)} {}

  // Plays an epoch with values below `spread`; adds what it should count to `tally`.
  void play(std::uint64_t spread, Random& random, Tally& tally) {
    for (std::uint32_t origin = 0; origin < kInstances; origin += kBlock) {
      for (int me : {0, 1}) {
        for (std::uint32_t n = origin; n < origin + kBlock; ++n)
          arena.frame().out[static_cast<std::size_t>(me)][n] =
              static_cast<Value>(random.below(spread));
        chores[me].played(origin + kBlock);
        for (std::uint64_t spare = random.below(9); spare > 0; --spare) chores[me].a_little();
      }
    }
    for (std::uint32_t n = 0; n < kInstances; ++n) {
      const Outcome outcome = {arena.frame().out[0][n], arena.frame().out[1][n]};
      const Value promised = columns[0].radix == 0 ? Value{40} : Value{columns[0].radix};
      const bool expected = outcome[0] < promised && outcome[1] < promised;
      ++(expected ? tally.counts : tally.unexpected)[outcome];
    }
    const bool kept[] = {chores[0].finish_packing(), chores[1].finish_packing()};
    for (Chores& worker : chores) worker.count(kept[0] && kept[1]);
    // What is counted later is counted without the instances.
    for (int me : {0, 1}) std::fill_n(arena.frame().out[me], kInstances, kNeverWritten);
  }

  Tally counted() {
    Tally tally;
    for (int me : {0, 1}) {
      chores[me].finish_counting();
      tally.merge(counters[me].take());
    }
    return tally;
  }
};

TEST(Chores, CountEveryInstanceOnce) {
  Random random(7);
  for (const std::uint32_t radix : {2u, 3u, 16u, 0u}) {
    Pair pair(radix);
    Tally expected;
    // The third epoch breaks promises, if there are any: those rows are kept whole.
    for (const std::uint64_t spread : {2u, 2u, 40u, 2u, 2u}) pair.play(spread, random, expected);
    EXPECT_EQ(pair.counted(), expected) << radix;
    EXPECT_EQ(expected.unexpected.empty(), radix == 0);
  }
}

TEST(Chores, ThereIsNothingToDoTwice) {
  Random random(7);
  Pair pair(2);
  EXPECT_FALSE(pair.chores[0].a_little()) << "nothing was played";
  Tally expected;
  pair.play(2, random, expected);
  EXPECT_TRUE(pair.chores[0].a_little()) << "the epoch is there to be counted";
  while (pair.chores[0].a_little()) {
  }
  EXPECT_EQ(pair.counted(), expected);
}

}  // namespace
}  // namespace litmus
