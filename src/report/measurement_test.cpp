// Medians of what stress tests measured, and the table of locks that is made of them.
#include "report/measurement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "report/claims.h"
#include "report/fairness.h"
#include "report/run_table.h"
#include "report/stress_run.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Description description(const std::string& name, const std::string& unit) {
  return {.name = name,
          .hash = "1",
          .claim = "",
          .roles = 2,
          .waits = {},
          .columns = {{Recorded::kAfter, unit}},
          .graded = true,
          .grades = {{{anything}, Grade::Allowed, "", false}}};
}

RunResult measured(const std::string& name, const std::string& unit,
                   const std::map<Value, std::uint64_t>& counts) {
  ChildAnswer answer{.plan = {.kernel = name, .environments = {{.split = {{0}, {1}}}}}};
  Slice slice{.seconds = 1, .cpus = {0, 1}, .pinned = true};
  for (const auto& [value, count] : counts) slice.tally.counts[{value}] = count;
  slice.instances = slice.tally.total();
  answer.slices = {slice};
  return conclude_stress(description(name, unit), answer, false);
}

TEST(Measurement, IsATestWithoutHarm) {
  EXPECT_TRUE(measures(description("wait", "ns")));
  Description other = description("wait", "ns");
  other.grades[0].row = {at_least(0)};
  EXPECT_FALSE(measures(other)) << "something is forbidden";
  other = description("wait", "ns");
  other.grades.push_back({{}, Grade::Interesting, "stuck", true});
  EXPECT_FALSE(measures(other)) << "it may show a hang";
  other = description("wait", "ns");
  other.columns.push_back({0, "more"});
  other.grades[0].row.push_back(anything);
  EXPECT_FALSE(measures(other)) << "two columns are no number";
}

TEST(Measurement, QuantilesGoByInstances) {
  const RunResult result = measured("wait", "ns", {{100, 5}, {200, 3}, {9000, 2}});
  EXPECT_EQ(quantile(result, 0.5), 100);
  EXPECT_EQ(quantile(result, 0.51), 200);
  EXPECT_EQ(quantile(result, 0.8), 200);
  EXPECT_EQ(quantile(result, 1), 9000);
  EXPECT_EQ(median_text(result), "100 ns");
  EXPECT_EQ(median_text(measured("wait", "ns", {})), "");
}

TEST(Measurement, UnitsArePrintedAsAPersonReadsThem) {
  EXPECT_EQ(with_unit(0, "ns"), "0 ns");
  EXPECT_EQ(with_unit(999, "ns"), "999 ns");
  EXPECT_EQ(with_unit(40'000, "ns"), "40 us");
  EXPECT_EQ(with_unit(1'200'000, "ns"), "1.2 ms");
  EXPECT_EQ(with_unit(3'000'000'000, "ns"), "3 s");
  EXPECT_EQ(with_unit(12'000'000, "per s"), "12.0 M per s");
}

TEST(Measurement, ALineSaysTheMedianAndNotNever) {
  const std::string line = run_line(measured("wait", "ns", {{300, 5}}), 6, {});
  EXPECT_THAT(line, HasSubstr("wait      median        300 ns          5  ok"));
  EXPECT_THAT(line, Not(HasSubstr("never")));
}

TEST(Measurement, AClaimShowsIt) {
  ClaimsTable table("# 1 Lesson\n#   A claim.\nwait\n");
  EXPECT_THAT(table.line(measured("wait", "ns", {{300, 5}}), 4, {}),
              HasSubstr("    shows  wait  median 300 ns\n"));
  EXPECT_THAT(table.summary(),
              HasSubstr("of 0 things that may happen 0 were seen, of 0 that never may 0"));
}

TEST(Fairness, LocksSideBySide) {
  FairnessTable table;
  table.take(measured("turns-mutex", "per s", {{11'000'000, 1}, {12'000'000, 9}}));
  table.take(measured("share-mutex", "percent", {{20, 1}, {80, 1}, {50, 2}}));
  table.take(measured("wait-mutex", "ns", {{300, 90}, {4'000'000, 1}}));
  table.take(measured("handoff-mutex", "ns", {{200, 4}, {300, 5}}));
  EXPECT_EQ(table.text({}), "") << "there is nothing to compare it with";
  table.take(measured("turns-spin-pause", "per s", {{900'000, 1}}));
  table.take(measured("latency-mcs", "ns", {{7, 1}}));
  EXPECT_EQ(table.text({}), R"(
lock        turns a second  worse share  better share  longest wait  hand-over
mutex               12.0 M         35 %          65 %          4 ms     300 ns
spin-pause           900 k

)");
}

TEST(Fairness, WhatDoesNotMeasureIsNoLock) {
  FairnessTable table;
  Description graded = description("turns-a", "per s");
  graded.grades[0].row = {between(0, 9)};
  ChildAnswer answer{.plan = {.kernel = "turns-a", .environments = {{.split = {{0}, {1}}}}}};
  table.take(conclude_stress(graded, answer, false));
  table.take(measured("turns-b", "per s", {}));
  table.take(measured("turns-c", "per s", {{1, 1}}));
  EXPECT_EQ(table.text({}), "") << "only c was measured";
}

}  // namespace
}  // namespace litmus
