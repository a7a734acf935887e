// Turns, or a tuner over the wanted rows.
#include "harness/chooser.h"

#include <algorithm>
#include <numeric>

namespace litmus {
namespace {

// Long enough to be worth starting threads for.
constexpr double kShortest = 0.002;
constexpr double kToTry = 0.001;  // in a search, an environment that may be of no use

// Short enough to get thirty or more, and to write as it goes.
double usual_seconds(const Plan& plan) {
  constexpr double kSlices = 30;
  constexpr double kSlicesOfSearch = 100;
  constexpr double kLongest = 1;
  const auto environments = static_cast<double>(plan.environments.size());
  const double slices = plan.search ? kSlicesOfSearch : std::max(kSlices, environments);
  return std::clamp(plan.seconds / slices, kShortest, kLongest);
}

// A wanted row may be the first columns of several.
std::uint64_t count_of(const Outcome& wanted, const Tally& tally) {
  std::uint64_t count = 0;
  for (const auto& [row, seen] : tally.counts) {
    if (row.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), row.begin()))
      count += seen;
  }
  return count;
}

// By environment: the rows that may show there; all, where no hint says otherwise.
std::vector<std::vector<std::size_t>> rows_by_environment(const Plan& plan) {
  std::vector<std::size_t> all(plan.wanted.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<std::vector<std::size_t>> rows;
  for (const Environment& environment : plan.environments) {
    const auto hint = std::ranges::find(plan.hints, environment.split, &Hint::split);
    rows.push_back(hint == plan.hints.end() ? all : hint->shows);
  }
  return rows;
}

}  // namespace

std::size_t search_size(double seconds) {
  constexpr double kFewest = 16, kMost = 160;
  return static_cast<std::size_t>(std::clamp(seconds / 4 / kToTry, kFewest, kMost));
}

Chooser::Chooser(const Plan& plan)
    : plan_(plan), usual_(usual_seconds(plan)), seen_(plan.wanted.size()) {
  if (plan.search) tuner_.emplace(rows_by_environment(plan), plan.wanted.size(), plan.seed);
}

Chosen Chooser::next() {
  if (!tuner_) return {.environment = turn_++ % plan_.environments.size(), .seconds = usual_};
  const Tuner::Choice choice = tuner_->next();
  return {.environment = choice.arm, .seconds = choice.known ? usual_ : kToTry};
}

void Chooser::learn(const Slice& slice) {
  std::vector<std::uint64_t> counts;
  for (const Outcome& row : plan_.wanted) counts.push_back(count_of(row, slice.tally));
  for (std::size_t row = 0; row < counts.size(); ++row) seen_[row] += counts[row] > 0 ? 1 : 0;
  if (tuner_) tuner_->learn(static_cast<std::size_t>(slice.environment), slice.seconds, counts);
}

bool Chooser::has_enough() const {
  return plan_.enough > 0 && !seen_.empty() && *std::ranges::min_element(seen_) >= plan_.enough;
}

}  // namespace litmus
