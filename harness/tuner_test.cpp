// The tuner on machines that are made up: it finds what is there, and spends its time there.
#include "harness/tuner.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

// rates[arm][row]: sightings in a second.
using Rates = std::vector<std::vector<double>>;

struct Outlay {
  std::vector<double> seconds;          // by arm
  std::vector<std::uint64_t> counts;    // by row
  std::vector<std::uint64_t> evidence;  // by row
};

// Counts come in whole numbers: what is left of one slice is kept for the next.
Outlay spend(Tuner& tuner, const Rates& rates, int turns) {
  const std::size_t rows = rates[0].size();
  Outlay outlay{std::vector<double>(rates.size()), std::vector<std::uint64_t>(rows),
                std::vector<std::uint64_t>(rows)};
  Rates left(rates.size(), std::vector<double>(rows));
  for (int n = 0; n < turns; ++n) {
    const Tuner::Choice choice = tuner.next();
    const double seconds = choice.known ? 0.01 : 0.002;
    std::vector<std::uint64_t> counts(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      double& due = left[choice.arm][row];
      due += rates[choice.arm][row] * seconds;
      counts[row] = static_cast<std::uint64_t>(due);
      due -= static_cast<double>(counts[row]);
      outlay.counts[row] += counts[row];
      outlay.evidence[row] += counts[row] > 0;
    }
    outlay.seconds[choice.arm] += seconds;
    tuner.learn(choice.arm, seconds, counts);
  }
  return outlay;
}

std::vector<std::vector<std::size_t>> every_row(std::size_t arms, std::size_t rows) {
  std::vector<std::size_t> all;
  for (std::size_t row = 0; row < rows; ++row) all.push_back(row);
  return std::vector<std::vector<std::size_t>>(arms, all);
}

double sum(const std::vector<double>& values) {
  double all = 0;
  for (double value : values) all += value;
  return all;
}

TEST(Tuner, SpendsItsTimeOnTheBestArm) {
  Rates rates(20, {1e5});
  rates[13] = {1e7};
  Tuner tuner(every_row(20, 1), 1, 1);
  const Outlay outlay = spend(tuner, rates, 500);
  EXPECT_GT(outlay.seconds[13], 0.8 * sum(outlay.seconds));
}

TEST(Tuner, FindsAnArmForEveryRow) {
  Rates rates(60, {0, 0, 0});
  rates[7][0] = 1e6;
  rates[31][1] = 3000;
  rates[55][2] = 200;
  Tuner tuner(every_row(60, 3), 3, 1);
  const Outlay outlay = spend(tuner, rates, 600);
  for (std::uint64_t evidence : outlay.evidence) EXPECT_GE(evidence, 10u);
}

TEST(Tuner, LooksForARowOnlyWhereItMayShow) {
  std::vector<std::vector<std::size_t>> shows(40, std::vector<std::size_t>{0});
  shows[25] = {1};
  Rates rates(40, {1e5, 0});
  rates[25] = {0, 50};
  Tuner tuner(shows, 2, 1);
  const Outlay outlay = spend(tuner, rates, 300);
  EXPECT_GT(outlay.seconds[25], 0.3 * sum(outlay.seconds));
  EXPECT_GT(outlay.counts[1], 10u);
}

TEST(Tuner, TriesEverythingForARowThatNobodySaw) {
  Tuner tuner(every_row(30, 1), 1, 1);
  const Outlay outlay = spend(tuner, Rates(30, {0}), 90);
  for (double seconds : outlay.seconds) EXPECT_NEAR(seconds, 3 * 0.002, 1e-9);
}

// A machine that changes its mind.
TEST(Tuner, LeavesAnArmThatIsNoLongerTheBest) {
  Rates rates(10, {10});
  rates[2] = {1e6};
  Tuner tuner(every_row(10, 1), 1, 1);
  spend(tuner, rates, 200);
  rates[2] = {10};
  rates[8] = {1e6};
  const Outlay outlay = spend(tuner, rates, 600);
  EXPECT_GT(outlay.seconds[8], 0.6 * sum(outlay.seconds));
}

TEST(Tuner, TakesTurnsWhenNothingIsWanted) {
  Tuner tuner(every_row(7, 0), 0, 1);
  const Outlay outlay = spend(tuner, Rates(7, std::vector<double>{}), 70);
  for (double seconds : outlay.seconds) EXPECT_NEAR(seconds, 10 * 0.002, 1e-9);
}

TEST(Tuner, TheSeedRepeatsItsChoices) {
  Rates rates(12, {5e4, 3});
  rates[4] = {10, 500};
  Tuner a(every_row(12, 2), 2, 9), b(every_row(12, 2), 2, 9), c(every_row(12, 2), 2, 10);
  const Outlay first = spend(a, rates, 200);
  EXPECT_EQ(first.seconds, spend(b, rates, 200).seconds);
  EXPECT_NE(first.seconds, spend(c, rates, 200).seconds);
}

}  // namespace
}  // namespace litmus
