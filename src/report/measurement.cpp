// Tested by measurement_test.cpp.
#include "report/measurement.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "harness/figures.h"

namespace litmus {
namespace {

// Times are cut to a digit or two, so three say enough.
std::string time_text(Value nanoseconds) {
  static constexpr const char* kUnits[] = {"ns", "us", "ms", "s"};
  auto value = static_cast<double>(nanoseconds);
  std::size_t unit = 0;
  while (value >= 1000 && unit + 1 < std::size(kUnits)) {
    value /= 1000;
    ++unit;
  }
  return fmt::format("{:.3g} {}", value, kUnits[unit]);
}

}  // namespace

bool measures(const Description& test) {
  if (test.columns.size() != 1 || test.grades.size() != 1) return false;
  const Description::Graded& all = test.grades.front();
  return !all.never_ends && all.grade == Grade::Allowed && all.row.front() == anything;
}

Value quantile(const RunResult& result, double share) {
  const auto& counts = result.record.tally.counts;  // sorted by value
  const double wanted = share * static_cast<double>(result.record.instances);
  double below = 0;
  for (const auto& [row, count] : counts) {
    below += static_cast<double>(count);
    if (below >= wanted) return row.front();
  }
  return counts.rbegin()->first.front();
}

std::string with_unit(Value value, std::string_view unit) {
  if (unit == "ns") return time_text(value);
  return fmt::format("{} {}", short_count(static_cast<double>(value)), unit);
}

std::string median_text(const RunResult& result) {
  if (result.record.tally.counts.empty()) return "";
  return with_unit(quantile(result, 0.5), result.test.observed.front().name);
}

}  // namespace litmus
