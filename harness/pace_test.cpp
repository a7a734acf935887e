// What is usual, and starting by the clock: everything but how long it takes.
#include "harness/pace.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "harness/random.h"

namespace litmus {
namespace {

Usual after(int times, std::uint64_t guess, auto next) {
  Usual usual(guess);
  for (int n = 0; n < times; ++n) usual.saw(next(n));
  return usual;
}

TEST(Usual, FindsWhatIsAlwaysTheSameFromAboveAndBelow) {
  for (const std::uint64_t guess :
       {std::uint64_t{1}, std::uint64_t{900}, std::uint64_t{2'000'000}}) {
    EXPECT_EQ(after(3000, guess, [](int) { return 1000; }).ticks(), 1000u) << guess;
  }
}

TEST(Usual, IsQuickToGrow) {
  EXPECT_GE(after(120, 500, [](int) { return 100'000; }).ticks(), 100'000u);
}

TEST(Usual, LiesAboveEightOfNine) {
  Random random(1);
  std::uint64_t above = 0;
  std::uint64_t sum = 0;
  Usual usual(1);
  for (int n = 0; n < 20'000; ++n) {
    const std::uint64_t took = random.below(1000);
    usual.saw(took);
    if (n < 10'000) continue;
    above += took > usual.ticks() ? 1 : 0;
    sum += usual.ticks();
  }
  EXPECT_NEAR(static_cast<double>(above) / 10'000, 1.0 / 9, 0.03);
  EXPECT_NEAR(static_cast<double>(sum) / 10'000, 890, 60);
}

TEST(Usual, AnInterruptIsOneLongTimeAndNoMore) {
  const auto now_and_then = [](int n) -> std::uint64_t { return n % 50 == 7 ? 1u << 30 : 100; };
  EXPECT_LE(after(5000, 100, now_and_then).ticks(), 110u);
}

TEST(Usual, CoarseClocksCountFewTicks) {
  Random random(2);
  Usual usual(10);
  for (int n = 0; n < 10'000; ++n) usual.saw(random.below(9) == 0 ? 7 : 3);
  EXPECT_GE(usual.ticks(), 3u);
  EXPECT_LE(usual.ticks(), 7u);
}

TEST(Usual, NothingAndForeverAreTimesToo) {
  EXPECT_EQ(after(5000, 100, [](int) { return 0; }).ticks(), 0u);
  const std::uint64_t forever = after(5000, 0, [](int) { return ~std::uint64_t{0}; }).ticks();
  EXPECT_GT(forever, std::uint64_t{1} << 40);
}

TEST(Pace, StartsNoBlockBeforeItsTime) {
  Timetable table;
  table.plan_next(ticks_in_ns(1000));
  Pace pace;
  pace.begin(table);
  int done = 0;
  for (std::uint64_t block = 0; block < 20; ++block) {
    pace.wait([&] { return ++done < 1000; });
    EXPECT_GE(ticks(), table.start + block * table.period);
  }
}

TEST(Pace, AStartThatIsNotNearIsNotBelieved) {
  const std::uint64_t now = ticks();
  Timetable table;
  table.start = now + ticks_in_ns(10'000'000'000);
  Pace pace;
  pace.begin(table);
  pace.wait([] { return false; });  // would take ten seconds
  EXPECT_LT(ticks(), table.start);
}

TEST(Pace, SaysWhatBlocksNeedAndThePeriodHoldsIt) {
  Pace pace;
  Timetable table;
  for (int epoch = 0; epoch < 20; ++epoch) {
    table.plan_next(pace.needed());
    EXPECT_GE(table.period, pace.needed());
    pace.begin(table);
    for (int block = 0; block < 50; ++block) {
      pace.wait([] { return false; });
      const std::uint64_t until = ticks() + ticks_in_ns(5000);
      while (ticks() < until) pause_briefly();
    }
  }
  EXPECT_GE(pace.needed(), ticks_in_ns(5000));
}

}  // namespace
}  // namespace litmus
