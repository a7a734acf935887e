// Turns, or a tuner over the wanted rows.
#include "harness/chooser.h"

#include <algorithm>
#include <numeric>

#include "harness/grade.h"

namespace litmus {
namespace {

using IsWanted = std::function<bool(std::span<const Value>)>;

// Long enough to be worth starting threads for.
constexpr double kShortest = 0.002;

// In a search, for an environment that may be of no use. Objects have to be made first, and ended.
double seconds_to_try(const Kernel& kernel) { return kernel.subject == nullptr ? 0.001 : 0.004; }

std::span<const GradedRow> grades_of(const Kernel& kernel) {
  return kernel.subject == nullptr ? std::span<const GradedRow>() : kernel.subject->grades;
}

// What the plan wants are rows, or the first columns of several.
std::vector<IsWanted> wanted_of(const Plan& plan, const Kernel& kernel) {
  std::vector<IsWanted> all;
  for (const Outcome& wanted : plan.wanted) {
    all.push_back([&wanted](std::span<const Value> row) {
      return row.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), row.begin());
    });
  }
  const std::span<const GradedRow> grades = grades_of(kernel);
  if (!all.empty() || grades.empty()) return all;
  for (const GradedRow& graded : grades) {
    if (graded.grade == Grade::Allowed || graded.never_ends) continue;
    all.push_back([grades, &graded](std::span<const Value> row) {
      return graded_row(grades, row) == &graded;
    });
  }
  all.push_back(
      [grades](std::span<const Value> row) { return graded_row(grades, row) == nullptr; });
  return all;
}

// Short enough to get thirty or more, and to write as it goes.
double usual_seconds(const Plan& plan) {
  constexpr double kSlices = 30;
  constexpr double kSlicesOfSearch = 100;
  constexpr double kLongest = 1;
  const auto environments = static_cast<double>(plan.environments.size());
  const double slices = plan.search ? kSlicesOfSearch : std::max(kSlices, environments);
  return std::clamp(plan.seconds / slices, kShortest, kLongest);
}

std::uint64_t count_of(const IsWanted& is_wanted, const Tally& tally) {
  std::uint64_t count = 0;
  for (const auto* rows : {&tally.counts, &tally.unexpected}) {
    for (const auto& [row, seen] : *rows) count += is_wanted(row) ? seen : 0;
  }
  return count;
}

// By environment: the rows that may show there; all, where no hint says otherwise.
std::vector<std::vector<std::size_t>> rows_by_environment(const Plan& plan, std::size_t wanted) {
  std::vector<std::size_t> all(wanted);
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<std::vector<std::size_t>> rows;
  for (const Environment& environment : plan.environments) {
    const auto hint = std::ranges::find(plan.hints, environment.split, &Hint::split);
    rows.push_back(hint == plan.hints.end() ? all : hint->shows);
  }
  return rows;
}

}  // namespace

std::size_t search_size(const Kernel& kernel, double seconds) {
  constexpr double kFewest = 16, kMost = 160;
  return static_cast<std::size_t>(std::clamp(seconds / 4 / seconds_to_try(kernel), kFewest, kMost));
}

bool can_search(const Plan& plan, const Kernel& kernel) {
  const auto is_allowed = [](const GradedRow& row) { return row.grade == Grade::Allowed; };
  return !plan.wanted.empty() || kernel.subject == nullptr ||
         !std::ranges::all_of(grades_of(kernel), is_allowed);
}

Chooser::Chooser(const Plan& plan, const Kernel& kernel)
    : plan_(plan),
      wanted_(wanted_of(plan, kernel)),
      usual_(usual_seconds(plan)),
      to_try_(seconds_to_try(kernel)),
      seen_(wanted_.size()) {
  if (!plan.search) return;
  tuner_.emplace(rows_by_environment(plan, wanted_.size()), wanted_.size(), plan.seed);
}

Chosen Chooser::next() {
  if (!tuner_) return {.environment = turn_++ % plan_.environments.size(), .seconds = usual_};
  const Tuner::Choice choice = tuner_->next();
  return {.environment = choice.arm, .seconds = choice.known ? usual_ : to_try_};
}

void Chooser::learn(const Slice& slice) {
  std::vector<std::uint64_t> counts;
  for (const IsWanted& wanted : wanted_) counts.push_back(count_of(wanted, slice.tally));
  for (std::size_t row = 0; row < counts.size(); ++row) seen_[row] += counts[row] > 0 ? 1 : 0;
  if (tuner_) tuner_->learn(static_cast<std::size_t>(slice.environment), slice.seconds, counts);
}

bool Chooser::has_enough() const {
  return plan_.enough > 0 && !seen_.empty() && *std::ranges::min_element(seen_) >= plan_.enough;
}

}  // namespace litmus
