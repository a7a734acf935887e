// Shares: each test in exactly one, the same on every machine, and none too costly.
#include "cli/shard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "harness/error.h"

namespace litmus {
namespace {

TEST(Shard, AsAPersonWritesIt) {
  EXPECT_TRUE(parse_shard("1/1").whole());
  EXPECT_EQ(parse_shard("2/8").number, 1u);
  EXPECT_EQ(to_string(parse_shard("2/8")), "2/8");
  for (const char* text :
       {"", "/", "0/2", "3/2", "1", "1/", "a/b", "-1/2", "1/2/3", "1/9999999999"})
    EXPECT_THROW(parse_shard(text), Error) << text;
}

TEST(Shard, SharesFitTogetherAndAreBalanced) {
  std::mt19937 random(3);
  std::lognormal_distribution<double> cost(0, 2);
  for (const std::size_t of : std::vector<std::size_t>{1, 2, 3, 16, 1000}) {
    std::vector<double> costs(500);
    std::generate(costs.begin(), costs.end(), [&] { return cost(random); });
    const double whole = std::accumulate(costs.begin(), costs.end(), 0.0);
    const double dearest = *std::max_element(costs.begin(), costs.end());
    std::vector<int> times(costs.size());
    for (std::size_t number = 0; number < of; ++number) {
      const std::vector<bool> ours = share(costs, {number, of});
      EXPECT_EQ(ours, share(costs, {number, of}));
      double costs_us = 0;
      for (std::size_t i = 0; i < costs.size(); ++i) {
        times[i] += ours[i] ? 1 : 0;
        costs_us += ours[i] ? costs[i] : 0;
      }
      EXPECT_LE(costs_us, whole / static_cast<double>(of) + dearest + 1e-9);
    }
    EXPECT_EQ(times, std::vector<int>(costs.size(), 1));
  }
}

TEST(Shard, EqualCostsAreDealtOut) {
  const std::vector<double> equal(6, 1.0);
  EXPECT_EQ(share(equal, {0, 2}), std::vector<bool>({true, false, true, false, true, false}));
}

}  // namespace
}  // namespace litmus
