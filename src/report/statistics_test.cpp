// What may be said of rates, by hand and on simulated machines whose blocks come in bursts.
#include "report/statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace litmus {
namespace {

BlockCounts blocks_of(std::initializer_list<std::uint64_t> counts, std::uint64_t instances = 1000) {
  BlockCounts blocks;
  for (const std::uint64_t count : counts) blocks.push_back({count, instances});
  return blocks;
}

TEST(Statistics, ZeroHasABound) {
  EXPECT_DOUBLE_EQ(bound_of_zero(3'000'000), 1e-6);
  EXPECT_DOUBLE_EQ(bound_of_zero(0), 1);
  EXPECT_DOUBLE_EQ(bound_of_zero(2), 1);  // a rate is never above 1
  const Interval none = interval(blocks_of({0, 0, 0}));
  EXPECT_EQ(none.rate, 0);
  EXPECT_DOUBLE_EQ(none.high, 0.001);
}

TEST(Statistics, IntervalComesFromTheSpreadBetweenBlocks) {
  const Interval even = interval(blocks_of({100, 101, 99, 100}));
  const Interval uneven = interval(blocks_of({0, 400, 0, 0}));
  EXPECT_DOUBLE_EQ(even.rate, 0.1);
  EXPECT_DOUBLE_EQ(uneven.rate, 0.1);
  EXPECT_LT(even.high - even.low, 0.01);
  EXPECT_EQ(uneven.low, 0);
  EXPECT_GT(uneven.high, 0.4);  // mean 0.1, standard deviation 0.2 over 4 blocks, t = 3.18
}

TEST(Statistics, OneBlockTellsNothingOfSpread) {
  const Interval one = interval(blocks_of({500}));
  EXPECT_EQ(one.low, 0);
  EXPECT_EQ(one.high, 1);
}

TEST(Statistics, IntervalHoldsTheTruthMostly) {
  std::mt19937 random(7);
  std::lognormal_distribution<double> rate(-5, 0.5);
  const double truth = std::exp(-5 + 0.125);  // the mean of that distribution
  int held = 0;
  for (int run = 0; run < 400; ++run) {
    BlockCounts blocks;
    for (int i = 0; i < 30; ++i) {
      std::poisson_distribution<std::uint64_t> count(1e5 * rate(random));
      blocks.push_back({count(random), 100'000});
    }
    const Interval found = interval(blocks);
    held += found.low <= truth && truth <= found.high ? 1 : 0;
  }
  EXPECT_GT(held, 360);  // 95 % of 400 is 380, and log-normal rates are skewed
  EXPECT_LT(held, 399);  // an interval that always holds it says nothing
}

TEST(Statistics, ThreeSightingsReproduce) {
  EXPECT_EQ(sightings(blocks_of({0, 3, 0, 900})), 2u);
  EXPECT_GE(1 - std::exp(-static_cast<double>(kReproducible)), 0.95);
  EXPECT_LT(1 - std::exp(-static_cast<double>(kReproducible - 1)), 0.95);
}

TEST(Statistics, DriftIsSeen) {
  BlockCounts steady(30, {100, 1000}), drifting = steady, burst = steady;
  for (std::size_t i = 20; i < 30; ++i) drifting[i].count = 400;
  burst[25].count = 1000;
  EXPECT_FALSE(drifts(steady));
  EXPECT_TRUE(drifts(drifting));
  EXPECT_TRUE(drifts({drifting.rbegin(), drifting.rend()}));
  EXPECT_FALSE(drifts(burst));
  EXPECT_FALSE(drifts(blocks_of({0, 900})));  // too few to say
}

TEST(Statistics, NewNeedsTenExpectedBlocks) {
  const BlockCounts never(12, {0, 1000});
  const BlockCounts often(12, {5, 1000});
  const BlockCounts one_burst = {{4000, 10'000}, {0, 1000}, {0, 1000}};
  EXPECT_TRUE(is_new({{never, often}}));
  EXPECT_FALSE(is_new({{often, never}}));
  // Many instances in one block are one sighting.
  EXPECT_FALSE(is_new({{never, one_burst}}));
  // Five blocks of one environment and six of another add up.
  const BlockCounts five(5, {0, 1000}), five_times(5, {1, 1000});
  EXPECT_FALSE(is_new({{five, five_times}}));
  EXPECT_TRUE(is_new({{five, five_times}, {never, often}}));
  // Seen by both in some environment: not new.
  EXPECT_FALSE(is_new({{never, often}, {five_times, five_times}}));
}

TEST(Statistics, RatesChangeBeyondAFactorOfThreeOnly) {
  const BlockCounts base(12, {100, 1000}), twice(12, {200, 1000}), five_times(12, {500, 1000});
  EXPECT_EQ(rate_change({{base, twice}}), 1);
  EXPECT_DOUBLE_EQ(rate_change({{base, five_times}}), 5);
  EXPECT_DOUBLE_EQ(rate_change({{five_times, base}}), 0.2);
  // Environments that say opposite things say nothing.
  EXPECT_EQ(rate_change({{base, five_times}, {five_times, base}}), 1);
  // One environment of two says nothing, two of three do.
  EXPECT_EQ(rate_change({{base, five_times}, {base, base}}), 1);
  EXPECT_DOUBLE_EQ(rate_change({{base, five_times}, {base, base}, {base, five_times}}), 5);
  // One with too few blocks has no voice.
  EXPECT_DOUBLE_EQ(rate_change({{base, five_times}, {{base[0]}, {base[0]}}}), 5);
  // Of blocks that differ wildly among themselves, the mean says little.
  BlockCounts wild(12, {0, 1000});
  wild[3].count = 900;
  wild[7].count = 4;
  EXPECT_EQ(rate_change({{BlockCounts(12, {10, 1000}), wild}}), 1);
}

// A machine with 18 environments, each with its own rate and with bursts.
std::vector<BlockCounts> simulated_run(std::mt19937& random, double scale, int blocks) {
  std::vector<BlockCounts> environments;
  for (int e = 0; e < 18; ++e) {
    BlockCounts counts;
    std::lognormal_distribution<double> burst(0, 1.5);
    for (int i = 0; i < blocks; ++i) {
      const double mean = scale * std::pow(0.3, e) * burst(random);
      std::poisson_distribution<std::uint64_t> count(1e4 * mean);
      counts.push_back({std::min<std::uint64_t>(count(random), 100'000), 100'000});
    }
    environments.push_back(std::move(counts));
  }
  return environments;
}

std::vector<Pair> pairs(const std::vector<BlockCounts>& a, const std::vector<BlockCounts>& b) {
  std::vector<Pair> all;
  for (std::size_t e = 0; e < a.size(); ++e) all.push_back({a[e], b[e]});
  return all;
}

TEST(Statistics, TwoRunsOfOneMachineRaiseNoAlarm) {
  std::mt19937 random(11);
  for (int repeat = 0; repeat < 20; ++repeat) {
    for (int outcome = 0; outcome < 100; ++outcome) {
      const double scale = std::pow(0.8, outcome);  // from everywhere to nearly nowhere
      for (const int blocks : {2, 12, 40}) {
        const auto a = simulated_run(random, scale, blocks);
        const auto b = simulated_run(random, scale, blocks);
        EXPECT_FALSE(is_new(pairs(a, b))) << scale << " in " << blocks;
        EXPECT_FALSE(is_new(pairs(b, a))) << scale << " in " << blocks;
        EXPECT_EQ(rate_change(pairs(a, b)), 1) << scale << " in " << blocks;
      }
    }
  }
}

TEST(Statistics, AnotherMachineRaisesIt) {
  std::mt19937 random(12);
  for (int repeat = 0; repeat < 20; ++repeat) {
    const auto slow = simulated_run(random, 1e-3, 40);
    const auto fast = simulated_run(random, 1, 40);
    const auto blind = simulated_run(random, 1e-12, 40);
    EXPECT_GT(rate_change(pairs(slow, fast)), 3);
    EXPECT_LT(rate_change(pairs(fast, slow)), 0.34);
    EXPECT_TRUE(is_new(pairs(blind, fast)));
  }
}

}  // namespace
}  // namespace litmus
