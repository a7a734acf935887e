// Tested by grading_test.cpp.
#include "harness/stress_result.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/figures.h"
#include "harness/topology.h"

namespace litmus {
namespace {

// Cells of text under titles, numbers to the right.
class Columns {
 public:
  explicit Columns(std::size_t numbers) : numbers_(numbers) {}

  void add(std::vector<std::string> row) {
    widths_.resize(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) widths_[i] = std::max(widths_[i], row[i].size());
    rows_.push_back(std::move(row));
  }

  std::string text() const {
    std::string text;
    for (const std::vector<std::string>& row : rows_) {
      std::string line;
      for (std::size_t i = 0; i < row.size(); ++i) {
        line += i < numbers_ ? fmt::format("  {:>{}}", row[i], widths_[i])
                             : fmt::format("  {:<{}}", row[i], widths_[i]);
      }
      text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
    }
    return text;
  }

 private:
  std::size_t numbers_;
  std::vector<std::size_t> widths_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace

std::uint64_t StressResult::count(const Outcome& outcome) const {
  const auto found = std::ranges::find(outcomes, outcome, &GradedOutcome::values);
  return found == outcomes.end() ? 0 : found->count;
}

std::string StressResult::to_table() const {
  Columns table(columns.size() + 2);
  std::vector<std::string> titles = columns;
  titles.insert(titles.end(), {"count", "rate"});
  table.add(titles);
  for (const auto* list : {&outcomes, &unseen}) {
    for (const GradedOutcome& outcome : *list) {
      std::vector<std::string> row;
      for (const Value value : outcome.values) row.push_back(fmt::format("{}", value));
      row.push_back(grouped(outcome.count));
      row.push_back(share(outcome.count, instances));
      row.push_back(std::string(to_string(outcome.grade)));
      row.push_back(outcome.why);
      table.add(row);
    }
  }
  std::string text = fmt::format("{}: {}", test, verdict);
  text += (claim.empty() ? "\n" : fmt::format(": {}\n", claim)) + table.text();
  text += fmt::format("{} instances in {}, {}", short_count(static_cast<double>(instances)),
                      duration(seconds), counted(environments, "environment"));
  if (!cpus.empty()) text += fmt::format(", CPUs {}", print_cpus(cpus));
  text += fmt::format(", seed {}\n", seed);
  if (!end_message.empty()) text += end_message + '\n';
  for (const std::string& line : repeat) text += line + '\n';
  for (const std::string& caveat : caveats) text += fmt::format("note: {}\n", caveat);
  return text;
}

}  // namespace litmus
