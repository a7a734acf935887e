// Sides compared: nothing where nothing differs, and exactly what differs where it does.
#include "report/compare.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "report/compare_text.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const NamedRow kWeak = {{"0:r0", "0"}, {"1:r0", "0"}};
const NamedRow kStrong = {{"0:r0", "1"}, {"1:r0", "1"}};
const Place kPlace{"x.jsonl", 1, 1, ""};

// A run of one environment and `blocks` blocks, in each of which the weak outcome is seen so often.
Record run_of(const std::string& test, std::uint64_t weak, int blocks = 30,
              const std::string& verdict = "ok") {
  Record record{.test = test, .hash = "h" + test, .verdict = verdict};
  record.environments = {"block=64"};
  record.outcomes.push_back({.values = kStrong});
  if (weak > 0) record.outcomes.push_back({.values = kWeak, .verdict = verdict});
  for (int i = 0; i < blocks; ++i) {
    RecordedBlock block{.environment = 0, .instances = 1000, .counts = {1000 - weak}};
    if (weak > 0) block.counts.push_back(weak);
    record.instances += 1000;
    for (std::size_t o = 0; o < record.outcomes.size(); ++o)
      record.outcomes[o].count += block.counts[o];
    record.blocks.push_back(std::move(block));
  }
  return record;
}

Side side_of(const std::vector<Record>& records, const std::string& name = "side") {
  Side side{.name = name, .architecture = "x86-64", .emulated = false, .tests = {}};
  for (const Record& record : records) add(record, kPlace, side);
  return side;
}

LoggedTest logged(const std::string& test, bool every,
                  const std::map<NamedRow, std::uint64_t>& rows) {
  LoggedTest log{.name = test,
                 .kind = "Allowed",
                 .hash = "h" + test,
                 .condition = "",
                 .every = every,
                 .outcomes = {}};
  for (const auto& [row, count] : rows)
    log.outcomes.push_back({.values = row, .count = every ? 1 : count, .interesting = false});
  return log;
}

Side log_of(const LoggedTest& log) {
  Side side{.name = "log", .architecture = "", .emulated = false, .tests = {}};
  add(log, kPlace, side);
  return side;
}

std::string only(const std::vector<Side>& sides) {
  const Differences found = differences(sides);
  if (found.all.size() != 1) return fmt::format("{} differences", found.all.size());
  const Difference& one = found.all.front();
  return fmt::format("{} {} {}: {} -> {}", to_string(one.change), one.test, to_string(one.outcome),
                     one.was, one.is);
}

TEST(Compare, NothingDiffers) {
  const Side side = side_of({run_of("SB", 400), run_of("MP", 0)});
  const Differences found = differences({side, side, side});
  EXPECT_THAT(found.all, IsEmpty());
  EXPECT_EQ(found.compared, 4u);
}

TEST(Compare, NewAndLost) {
  const Side none = side_of({run_of("SB", 0)}), some = side_of({run_of("SB", 400)});
  EXPECT_EQ(only({none, some}), "new SB 0:r0=0; 1:r0=0: never in 30.0 k -> 40 % (12.0 k)");
  EXPECT_EQ(only({some, none}), "lost SB 0:r0=0; 1:r0=0: 40 % (12.0 k) -> never in 30.0 k");
  // So few blocks may have missed it.
  EXPECT_EQ(only({side_of({run_of("SB", 0, 5)}), side_of({run_of("SB", 400, 5)})}),
            "0 differences");
}

TEST(Compare, Rates) {
  const Side rare = side_of({run_of("SB", 10)}), often = side_of({run_of("SB", 400)});
  Record searched = run_of("SB", 400);
  searched.searched = true;
  EXPECT_EQ(only({rare, side_of({searched})}), "0 differences") << "its rates are of its choice";
  EXPECT_EQ(only({rare, often}), "rate SB 0:r0=0; 1:r0=0: 1.0 % (300) -> 40 % (12.0 k)");
  EXPECT_EQ(only({often, side_of({run_of("SB", 200)})}), "0 differences");
}

TEST(Compare, OneForbiddenSightingIsEnough) {
  const Side good = side_of({run_of("SB", 0)});
  EXPECT_EQ(only({good, side_of({run_of("SB", 1, 1, "finding")})}),
            "forbidden SB 0:r0=0; 1:r0=0: never in 30.0 k -> 0.10 % (1)");
  // The other way round, the verdict got better.
  EXPECT_EQ(only({side_of({run_of("SB", 1, 1, "finding")}), good}), "verdict SB : finding -> ok");
}

TEST(Compare, VerdictsWithoutOutcomes) {
  EXPECT_EQ(only({side_of({run_of("SB", 0)}), side_of({run_of("SB", 0, 30, "hang")})}),
            "verdict SB : ok -> hang");
}

TEST(Compare, WorstComesFirst) {
  const std::vector<Side> sides = {
      side_of({run_of("A", 10), run_of("B", 0), run_of("C", 0), run_of("D", 0)}),
      side_of({run_of("A", 500), run_of("B", 500), run_of("C", 0, 30, "crash"),
               run_of("D", 1, 30, "finding")})};
  std::string order;
  for (const Difference& found : differences(sides).all) order += found.test;
  EXPECT_EQ(order, "DCBA");
}

TEST(Compare, DifferentTestsAreNotCompared) {
  Record other = run_of("SB", 400);
  other.hash = "another";
  const std::vector<Side> sides = {side_of({run_of("SB", 0)}), side_of({other})};
  EXPECT_THAT(differences(sides).all, IsEmpty());
  EXPECT_THAT(to_text(differences(sides), sides, {}),
              HasSubstr("not compared: SB is another test"));
  Side side = side_of({run_of("SB", 0)});
  EXPECT_THROW(add(other, kPlace, side), Error);
}

// Nothing is known to differ, and nothing is known to be alike: that is said.
TEST(Compare, RunsThatShareNoEnvironment) {
  Record alone = run_of("SB", 0), wrong = run_of("SB", 1, 30, "finding");
  alone.environments = wrong.environments = {"block=1"};
  const std::vector<Side> sides = {side_of({run_of("SB", 400), run_of("MP", 0)}, "a.jsonl"),
                                   side_of({alone, run_of("MP", 0)}, "b.jsonl")};
  const Differences found = differences(sides);
  EXPECT_EQ(found.compared, 2u);
  EXPECT_EQ(to_text(found, sides, {}),
            "1 test compared, 0 differences\n"
            "1 test could not be compared with b.jsonl, but for verdicts and what is forbidden: "
            "no environment in common\n");
  EXPECT_THAT(to_markdown(found, sides),
              HasSubstr("\n- 1 test could not be compared with b.jsonl"));
  EXPECT_EQ(to_json_lines(found, sides),
            R"({"not_compared":"no environment in common","test":"SB","base":"a.jsonl",)"
            R"("side":"b.jsonl"})"
            "\n");
  EXPECT_THAT(only({side_of({run_of("SB", 0)}), side_of({wrong})}),
              ::testing::StartsWith("forbidden SB"));
  // Logs have none to share.
  const Side log = log_of(logged("SB", false, {{kStrong, 10}}));
  EXPECT_THAT(differences({log, log}).strangers, IsEmpty());
  EXPECT_THAT(differences({log_of(logged("SB", true, {{kStrong, 1}})), sides[0]}).strangers,
              IsEmpty());
}

TEST(Compare, AModelsLogSaysWhatIsForbidden) {
  const Side model = log_of(logged("SB", true, {{kStrong, 1}}));
  const Side run = side_of({run_of("SB", 1)});
  EXPECT_EQ(only({model, run}), "forbidden SB 0:r0=0; 1:r0=0: not allowed -> 0.10 % (30)");
  EXPECT_EQ(only({run, model}), "forbidden SB 0:r0=0; 1:r0=0: 0.10 % (30) -> not allowed");
  // What a model allows, a machine need not show.
  const Side generous = log_of(logged("SB", true, {{kStrong, 1}, {kWeak, 1}}));
  EXPECT_EQ(only({generous, side_of({run_of("SB", 0)})}), "0 differences");
  EXPECT_EQ(only({model, generous}), "new SB 0:r0=0; 1:r0=0: not allowed -> allowed");
}

TEST(Compare, LogsOfRunnersByCount) {
  const Side never = log_of(logged("SB", false, {{kStrong, 1'000'000}}));
  const Side often = log_of(logged("SB", false, {{kStrong, 900'000}, {kWeak, 76}}));
  const Side rare = log_of(logged("SB", false, {{kStrong, 1'000'000}, {kWeak, 4}}));
  EXPECT_EQ(only({never, often}), "new SB 0:r0=0; 1:r0=0: never in 1.00 M -> 1 in 11.8 k (76)");
  EXPECT_EQ(only({never, rare}), "0 differences");
}

TEST(Compare, TalliesOfOneTestAdd) {
  Side side = side_of({run_of("SB", 5), run_of("SB", 7)});
  EXPECT_EQ(side.tests.at("SB").instances, 60'000u);
  EXPECT_EQ(side.tests.at("SB").outcomes.at(kWeak).count, 360u);
  EXPECT_EQ(side.tests.at("SB").counts("block=64", kWeak).size(), 60u);
}

TEST(Compare, OneRecordOfARaceIsEnough) {
  Record racing = run_of("SB", 5);
  racing.race = true;
  EXPECT_TRUE(side_of({racing, run_of("SB", 7)}).tests.at("SB").race);
  EXPECT_FALSE(side_of({run_of("SB", 7)}).tests.at("SB").race);
}

TEST(Compare, Texts) {
  const std::vector<Side> sides = {side_of({run_of("SB", 0)}, "a.jsonl"),
                                   side_of({run_of("SB", 400)}, "b.jsonl")};
  const Differences found = differences(sides);
  EXPECT_EQ(to_text(found, sides, {}),
            "change  test  outcome         a.jsonl          b.jsonl\n"
            "new     SB    0:r0=0; 1:r0=0  never in 30.0 k  40 % (12.0 k)\n"
            "\n1 test compared, 1 difference\n");
  EXPECT_EQ(to_markdown(found, sides),
            "| change | test | outcome | a.jsonl | b.jsonl |\n| --- | --- | --- | --- | --- |\n"
            "| new | SB | 0:r0=0; 1:r0=0 | never in 30.0 k | 40 % (12.0 k) |\n"
            "\n- 1 test compared, 1 difference\n");
  EXPECT_EQ(to_json_lines(found, sides),
            R"({"change":"new","test":"SB","values":{"0:r0":"0","1:r0":"0"},"base":"a.jsonl",)"
            R"_("side":"b.jsonl","was":"never in 30.0 k","is":"40 % (12.0 k)"})_"
            "\n");
}

// Runs of one machine whose blocks come in bursts, and one run of a machine with a mutant kernel.
Record noisy_run(std::mt19937& random, const std::string& test, double mean) {
  std::lognormal_distribution<double> burst(0, 1);
  Record record{.test = test, .hash = "h" + test, .verdict = "ok"};
  record.outcomes = {{.values = kStrong}, {.values = kWeak}};
  record.environments = {"block=64", "block=1"};
  for (std::size_t i = 0; i < 30; ++i) {
    std::poisson_distribution<std::uint64_t> count(mean * burst(random));
    const std::uint64_t weak = std::min<std::uint64_t>(count(random), 10'000);
    record.blocks.push_back({i % 2, 10'000, {10'000 - weak, weak}});
    record.instances += 10'000;
    record.outcomes[0].count += 10'000 - weak;
    record.outcomes[1].count += weak;
  }
  if (record.outcomes[1].count == 0) {
    record.outcomes.pop_back();
    for (RecordedBlock& block : record.blocks) block.counts.pop_back();
  }
  return record;
}

Side noisy_machine(std::mt19937& random) {
  std::vector<Record> records;
  for (int i = 0; i < 60; ++i)
    records.push_back(noisy_run(random, fmt::format("T{}", i), 1000 * std::pow(0.7, i)));
  return side_of(records);
}

TEST(Compare, TwentyTimesTwoRunsOfOneMachine) {
  std::mt19937 random(5);
  for (int repeat = 0; repeat < 20; ++repeat) {
    const std::vector<Side> sides = {noisy_machine(random), noisy_machine(random)};
    EXPECT_THAT(differences(sides).all, IsEmpty()) << to_text(differences(sides), sides, {});
  }
}

TEST(Compare, TwentyTimesAMutantAndNothingElse) {
  std::mt19937 random(6);
  for (int repeat = 0; repeat < 20; ++repeat) {
    std::vector<Side> sides = {noisy_machine(random), noisy_machine(random)};
    Record good = noisy_run(random, "mutant", 1e-9), wrong = noisy_run(random, "mutant", 50);
    for (RecordedOutcome& outcome : wrong.outcomes)
      if (outcome.values == kWeak) outcome.verdict = "finding";
    wrong.verdict = "finding";
    add(good, kPlace, sides[0]);
    add(wrong, kPlace, sides[1]);
    EXPECT_THAT(only(sides), ::testing::StartsWith("forbidden mutant "));
  }
}

}  // namespace
}  // namespace litmus
