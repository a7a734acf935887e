// Tested by explain_json_test.cpp.
#include "report/execution_picture.h"

#include <fmt/core.h>

#include "report/table.h"

namespace litmus {
namespace {

const ExecutionEvent& event_of(const Execution& execution, int event) {
  return execution.events[static_cast<std::size_t>(event)];
}

Table columns(const Execution& execution, const Test& test) {
  Table table;
  std::vector<std::size_t> filled(test.threads.size());
  for (std::size_t i = 0; i < filled.size(); ++i) table.columns.push_back({fmt::format("P{}", i)});
  for (int e = 0; e < execution.size(); ++e) {
    const ExecutionEvent& event = event_of(execution, e);
    if (event.thread < 0) continue;
    const auto thread = static_cast<std::size_t>(event.thread);
    const std::size_t row = filled[thread]++;
    if (row == table.rows.size()) table.rows.emplace_back(filled.size());
    table.rows[row][thread].text =
        fmt::format("{}: {}", letter(execution, e), to_string(event, test));
  }
  return table;
}

}  // namespace

std::vector<std::pair<int, int>> out_of_order(const Execution& execution) {
  const int n = execution.size();
  Relation communication, all;
  unite(execution.rf, execution.co, n, communication);
  unite(communication, execution.fr, n, communication);
  EventSet fences;
  for (int e = 0; e < n; ++e) {
    if (event_of(execution, e).location < 0) fences.insert(e);
  }
  for (int e = 0; e < n; ++e) {
    all[e] = communication[e];
    if (!fences.contains(e)) all[e] |= execution.po[e] - fences;
  }
  const std::vector<int> cycle = shortest_cycle(all, n);
  std::vector<std::pair<int, int>> pairs;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    const int from = cycle[i], to = cycle[(i + 1) % cycle.size()];
    if (!communication.contains(from, to)) pairs.emplace_back(from, to);
  }
  return pairs;
}

std::string picture(const Execution& execution, const Test& test, const Style& style) {
  std::string text = to_string(columns(execution, test), style);
  const auto pairs = out_of_order(execution);
  if (pairs.empty())
    return text + "\nthe threads may have done this in turns, each in program order\n";
  std::string kept;
  for (const auto& [before, after] : pairs) {
    kept += fmt::format("{}{} comes before {}", kept.empty() ? "" : " and ",
                        letter(execution, before), letter(execution, after));
  }
  // Where stores reach one thread before another, nothing was done out of order but looked so.
  return text + fmt::format(
                    "\nin sc, {}, as in the program,\n"
                    "and then this could not happen;\n"
                    "here {} came the other way round, as some thread saw it\n",
                    kept, pairs.size() == 1 ? "they" : "at least one of these pairs");
}

}  // namespace litmus
