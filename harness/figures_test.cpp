// Numbers for people.
#include "harness/figures.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

TEST(Figures, ShortCounts) {
  EXPECT_EQ(short_count(0), "0");
  EXPECT_EQ(short_count(999), "999");
  EXPECT_EQ(short_count(1000), "1.00 k");
  EXPECT_EQ(short_count(999'900), "1.00 M");
  EXPECT_EQ(short_count(12'345'678), "12.3 M");
  EXPECT_EQ(short_count(5e15), "5000 T");
}

TEST(Figures, Grouped) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'000), "1,000");
  EXPECT_EQ(grouped(1'234'567), "1,234,567");
}

TEST(Figures, Times) {
  EXPECT_EQ(times(1), "once");
  EXPECT_EQ(times(1'234), "1,234 times");
}

TEST(Figures, Shares) {
  EXPECT_EQ(share(0, 10), "");
  EXPECT_EQ(share(10, 10), "100 %");
  EXPECT_EQ(share(1, 3), "33 %");
  EXPECT_EQ(share(1, 50), "2.0 %");
  EXPECT_EQ(share(1, 500), "0.20 %");
  EXPECT_EQ(share(1, 12'300), "1 in 12.3 k");
}

TEST(Figures, Durations) {
  EXPECT_EQ(duration(0.254), "0.25 s");
  EXPECT_EQ(duration(12.4), "12 s");
  EXPECT_EQ(duration(125), "2 min 5 s");
  EXPECT_EQ(duration(12'000), "3 h 20 min");
}

}  // namespace
}  // namespace litmus
