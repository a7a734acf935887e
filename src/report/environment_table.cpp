// Rates by environment and outcome, as a table.
#include "report/environment_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "harness/figures.h"
#include "lang/print.h"
#include "report/table.h"

namespace litmus {
namespace {

// The outcomes that were seen and that sequential consistency forbids.
std::vector<Outcome> relaxed_outcomes(const JudgedRun& judged) {
  const auto sc = std::find(judged.models.begin(), judged.models.end(), "sc");
  std::vector<Outcome> result;
  if (sc == judged.models.end()) return result;
  const auto column = static_cast<std::size_t>(sc - judged.models.begin());
  for (const JudgedOutcome& outcome : judged.seen) {
    if (!outcome.allowed[column]) result.push_back(outcome.values);
  }
  return result;
}

std::uint64_t count_of(const Outcome& shown, const Tally& tally) {
  std::uint64_t count = 0;
  for (const auto& [row, seen] : tally.counts)
    count += std::equal(shown.begin(), shown.end(), row.begin()) ? seen : 0;
  return count;
}

struct EnvironmentRow {
  std::vector<double> rates;  // by outcome
  std::size_t environment = 0;
};

std::vector<EnvironmentRow> rows_of(const RunRecord& record, const std::vector<Outcome>& outcomes) {
  std::vector<EnvironmentRow> rows;
  for (std::size_t i = 0; i < record.environments.size(); ++i) {
    EnvironmentRow row{.rates = {}, .environment = i};
    const InEnvironment& place = record.environments[i];
    for (const Outcome& outcome : outcomes) {
      const auto count = static_cast<double>(count_of(outcome, place.tally));
      row.rates.push_back(place.seconds > 0 ? count / place.seconds : 0);
    }
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const EnvironmentRow& a, const EnvironmentRow& b) {
    return a.rates > b.rates;
  });
  return rows;
}

}  // namespace

std::string environment_table(const RunResult& result, const Style& style) {
  const RunRecord& record = result.record;
  const std::vector<Outcome> outcomes = relaxed_outcomes(result.judged);
  Table table;
  for (const Outcome& outcome : outcomes)
    table.columns.push_back({to_string(outcome, result.test), true});
  table.columns.push_back({"instances", true});
  table.columns.push_back({"time", true});
  table.columns.push_back({"environment"});
  for (const EnvironmentRow& row : rows_of(record, outcomes)) {
    std::vector<TableCell> cells;
    for (const double rate : row.rates) {
      cells.push_back(rate > 0 ? TableCell{short_count(rate) + "/s"} : TableCell{"-", Ink::Faint});
    }
    const InEnvironment& place = record.environments[row.environment];
    cells.push_back({short_count(static_cast<double>(place.instances))});
    cells.push_back({duration(place.seconds)});
    cells.push_back({to_string(record.plan.environments[row.environment])});
    table.rows.push_back(std::move(cells));
  }
  return to_string(table, style);
}

}  // namespace litmus
