// Counting, against a counter that does the obvious thing on the same numbers.
#include "harness/tally.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "harness/arena.h"
#include "harness/random.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

constexpr std::uint32_t kInstances = 1000;

// Random contents for a kernel of two roles with two columns each and two final cells.
struct Sample {
  std::vector<Recorded> columns;
  std::vector<Role> roles = {{}, {}};
  std::vector<Cell> cells = {{.name = "x", .bytes = 1},
                             {.name = "y", .bytes = 2, .is_signed = false}};
  Kernel kernel;
  std::unique_ptr<Arena> arena;

  // `radix` is promised of every column, counted from `low`; values lie in low .. low + spread - 1.
  Sample(Value low, std::uint32_t radix, std::uint64_t spread, bool gives_up = false) {
    for (int role : {0, 0, 1, 1}) {
      columns.push_back({.name = "r", .role = role, .low = low, .radix = radix});
    }
    for (int cell : {0, 1}) {
      columns.push_back({.name = "x", .cell = cell, .low = low, .radix = radix});
    }
    roles[1].may_give_up = gives_up;
    kernel = {.name = "k", .cells = cells, .recorded = columns, .roles = roles};
    arena = std::make_unique<Arena>(kernel, Environment{.split = {{0}, {1}}}, kInstances);
    Random random(radix + spread);
    const auto value = [&] { return low + static_cast<Value>(random.below(spread)); };
    for (std::uint32_t n = 0; n < kInstances; ++n) {
      for (std::size_t column = 0; column < 4; ++column) arena->frame().out[column][n] = value();
      *reinterpret_cast<std::int8_t*>(cell_at(arena->frame(), 0, n)) =
          static_cast<std::int8_t>(value());
      *reinterpret_cast<std::uint16_t*>(cell_at(arena->frame(), 1, n)) =
          static_cast<std::uint16_t>(value());
      if (gives_up) arena->frame().gave_up[1][n] = random.below(10) == 0;
    }
  }

  // As if the test had no more columns than these: the first ones of roles, and of final cells.
  void keep(std::size_t recorded, std::size_t finals) {
    columns.resize(4 + finals);
    columns.erase(columns.begin() + static_cast<long>(recorded), columns.begin() + 4);
    kernel.recorded = columns;
  }

  // Two workers count a part each, as a team does.
  Tally counted() const {
    const int role0[] = {0};
    const int role1[] = {1};
    Counter a(kernel, role0);
    Counter b(kernel, role1);
    a.pack(arena->frame(), 0, kInstances, arena->numbers(0)[0]);
    b.pack(arena->frame(), 0, kInstances, arena->numbers(0)[1]);
    a.count(arena->frame(), 0, 333, arena->numbers(0));
    b.count(arena->frame(), 333, kInstances - 333, arena->numbers(0));
    Tally tally = a.take();
    tally.merge(b.take());
    EXPECT_EQ(a.take(), Tally{}) << "taken twice";
    return tally;
  }

  Tally counted_plainly() const {
    Tally tally;
    for (std::uint32_t n = 0; n < kInstances; ++n) {
      if (roles[1].may_give_up && arena->frame().gave_up[1][n] != 0) {
        ++tally.gave_up;
        continue;
      }
      Outcome outcome;
      bool expected = true;
      for (std::size_t column = 0; column < columns.size(); ++column) {
        outcome.push_back(recorded_value(kernel, arena->frame(), column, n));
        const Recorded& promise = columns[column];
        if (promise.radix == 0) continue;
        expected = expected && outcome.back() >= promise.low &&
                   outcome.back() < promise.low + Value{promise.radix};
      }
      ++(expected ? tally.counts : tally.unexpected)[outcome];
    }
    return tally;
  }
};

TEST(Counter, FlatTable) {
  for (std::uint32_t radix : {1u, 2u, 3u, 4u}) {
    const Sample sample(0, radix, radix);
    EXPECT_EQ(sample.counted(), sample.counted_plainly());
    EXPECT_EQ(sample.counted().total(), kInstances);
    EXPECT_TRUE(sample.counted().unexpected.empty());
  }
}

// Few columns: eight, four or two rows become one number, and the last ones of a part are left
// over.
TEST(Counter, FoldedRows) {
  for (const auto& [recorded, finals] : {std::pair(1, 0), {0, 1}, {2, 0}, {1, 1}, {3, 0}, {2, 2}}) {
    for (std::uint32_t radix : {1u, 2u, 3u, 4u, 16u}) {
      for (std::uint32_t spread : {radix, radix + 1, radix + 40}) {
        Sample sample(0, radix, spread);
        sample.keep(static_cast<std::size_t>(recorded), static_cast<std::size_t>(finals));
        EXPECT_EQ(sample.counted(), sample.counted_plainly()) << recorded << finals << radix;
        EXPECT_EQ(sample.counted().total(), kInstances);
        EXPECT_EQ(sample.counted().unexpected.empty(), spread == radix);
      }
    }
  }
}

TEST(Counter, FlatTableFromALowestValue) {
  const Sample sample(5, 3, 3);
  EXPECT_EQ(sample.counted(), sample.counted_plainly());
}

// Radix 3 in two bits: a 3 fits the field and still breaks the promise; a 4 does not even fit.
TEST(Counter, BrokenPromisesAreKeptRaw) {
  for (std::uint64_t spread : {4u, 5u, 100u}) {
    const Sample sample(0, 3, spread);
    EXPECT_EQ(sample.counted(), sample.counted_plainly()) << spread;
    EXPECT_FALSE(sample.counted().unexpected.empty());
    EXPECT_EQ(sample.counted().total(), kInstances);
  }
}

TEST(Counter, NothingPromised) {
  for (std::uint64_t spread : {2u, 50u}) {
    const Sample sample(-1, 0, spread);
    EXPECT_EQ(sample.counted().total(), kInstances);
    EXPECT_EQ(sample.counted(), sample.counted_plainly());
  }
}

TEST(Counter, TooManyOutcomesForATable) {
  const Sample sample(0, 100, 100);
  EXPECT_EQ(sample.counted(), sample.counted_plainly());
}

TEST(Counter, GivingUpIsNoOutcome) {
  const Sample sample(0, 2, 2, true);
  EXPECT_EQ(sample.counted(), sample.counted_plainly());
  EXPECT_GT(sample.counted().gave_up, 0u);
  EXPECT_EQ(sample.counted().total(), kInstances);
}

TEST(Counter, AColumnThatNobodyWroteIsUnexpected) {
  const Sample sample(0, 0, 2);
  const int roles[] = {0, 1};
  sample.arena->clear(roles, 7, 1);
  const Tally tally = sample.counted();
  ASSERT_EQ(tally.unexpected.size(), 1u);
  EXPECT_EQ(tally.unexpected.begin()->first[0], kNeverWritten);
  EXPECT_EQ(tally.total(), kInstances);
}

TEST(Counter, PointersBecomeCells) {
  const Cell cells[] = {{.name = "x"}, {.name = "p", .bytes = 8, .pointer = true}};
  const Recorded columns[] = {{.name = "0:r0", .role = 0, .pointer = true},
                              {.name = "p", .cell = 1}};
  const Role roles[] = {{}};
  const Kernel kernel{.name = "k", .cells = cells, .recorded = columns, .roles = roles};
  const Arena arena(kernel, {.split = {{0}}}, 4);
  const auto address = [&](std::size_t n) {
    return reinterpret_cast<Value>(cell_at(arena.frame(), 0, n));
  };
  arena.reset(0, 4);
  arena.frame().out[0][0] = address(0);
  arena.frame().out[0][1] = 0;
  arena.frame().out[0][2] = address(2);
  arena.frame().out[0][3] = address(2);  // another instance's x: nobody may know it
  Counter counter(kernel, {});
  counter.count(arena.frame(), 0, 4, arena.numbers(0));
  const Tally tally = counter.take();
  EXPECT_THAT(tally.counts, ElementsAre(Pair(Outcome{0, 0}, 1), Pair(Outcome{1, 0}, 2)));
  EXPECT_EQ(tally.unexpected.size(), 1u);
}

TEST(RowTable, GrowsAndKeepsEverything) {
  RowTable table(2);
  for (Value n = 0; n < 5000; ++n) {
    const Value row[] = {n % 1000, -n % 1000};
    EXPECT_TRUE(table.add(row));
  }
  std::map<Outcome, std::uint64_t> counts;
  table.move_to(counts);
  EXPECT_EQ(counts.size(), 1000u);
  for (const auto& [row, count] : counts) EXPECT_EQ(count, 5u) << row[0];
}

TEST(RowTable, SaysWhenItIsFull) {
  RowTable table(1);
  Value row[] = {0};
  for (; row[0] < static_cast<Value>(kMaxRows); ++row[0]) ASSERT_TRUE(table.add(row));
  EXPECT_FALSE(table.add(row));
  row[0] = 5;
  EXPECT_TRUE(table.add(row)) << "a row it knows still counts";
}

TEST(Tally, MergesAndTotals) {
  Tally a{.counts = {{{0}, 1}}, .gave_up = 2};
  const Tally b{.counts = {{{0}, 3}, {{1}, 4}}, .unexpected = {{{9}, 5}}, .crowded_out = 6};
  a.merge(b);
  EXPECT_THAT(a.counts, ElementsAre(Pair(Outcome{0}, 4), Pair(Outcome{1}, 4)));
  EXPECT_EQ(a.total(), 21u);
}

}  // namespace
}  // namespace litmus
