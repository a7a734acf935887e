// Tested by measurement_test.cpp.
#include "report/fairness.h"

#include <fmt/core.h>

#include <algorithm>

#include "harness/figures.h"
#include "report/measurement.h"
#include "report/table.h"

namespace litmus {
namespace {

constexpr const char* kColumns[] = {"turns a second", "worse share", "better share", "longest wait",
                                    "hand-over"};

// Of two threads the one that got less: on average over all contests, in percent.
double worse_share(const RunResult& result) {
  double sum = 0;
  for (const auto& [row, count] : result.record.tally.counts)
    sum +=
        static_cast<double>(std::min(row.front(), 100 - row.front()) * static_cast<Value>(count));
  return sum / static_cast<double>(result.record.instances);
}

}  // namespace

FairnessTable::Answers& FairnessTable::answers_about(std::string_view lock) {
  for (auto& [name, answers] : locks_) {
    if (name == lock) return answers;
  }
  return locks_.emplace_back(lock, Answers()).second;
}

void FairnessTable::take(const RunResult& result) {
  const std::string_view name = result.test.name;
  const std::size_t dash = name.find('-');
  if (!result.judged.measured || dash == name.npos || result.record.tally.counts.empty()) return;
  const std::string_view question = name.substr(0, dash), lock = name.substr(dash + 1);
  if (question == "turns") {
    answers_about(lock)["turns a second"] = short_count(static_cast<double>(quantile(result, 0.5)));
  } else if (question == "share") {
    const double worse = worse_share(result);
    answers_about(lock)["worse share"] = fmt::format("{:.0f} %", worse);
    answers_about(lock)["better share"] = fmt::format("{:.0f} %", 100 - worse);
  } else if (question == "wait") {
    answers_about(lock)["longest wait"] = with_unit(quantile(result, 1), "ns");
  } else if (question == "handoff") {
    answers_about(lock)["hand-over"] = with_unit(quantile(result, 0.5), "ns");
  }
}

std::string FairnessTable::text(const Style& style) const {
  if (locks_.size() < 2) return "";
  Table table;
  table.columns.push_back({"lock"});
  for (const char* column : kColumns) table.columns.push_back({column, true});
  for (const auto& [lock, answers] : locks_) {
    std::vector<TableCell> row = {{lock}};
    for (const char* column : kColumns) {
      const auto answer = answers.find(column);
      row.push_back({answer == answers.end() ? "" : answer->second});
    }
    table.rows.push_back(std::move(row));
  }
  return '\n' + to_string(table, style) + '\n';
}

}  // namespace litmus
