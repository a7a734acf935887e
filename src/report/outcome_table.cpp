// Outcomes by model. Tested by checked_test.cpp.
#include "report/outcome_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <span>

#include "lang/print.h"
#include "lang/print_code.h"
#include "report/table.h"

namespace litmus {
namespace {

bool allows(const Judgement& judgement, const Outcome& outcome) {
  return std::binary_search(judgement.outcomes.begin(), judgement.outcomes.end(), outcome);
}

TableCell allowed_cell(const Judgement& judgement, const Outcome& outcome) {
  if (!judgement.races.empty()) return {"race", Ink::Note};  // anything may happen
  if (allows(judgement, outcome)) return {"yes"};
  const auto& airy = judgement.out_of_thin_air;
  if (std::find(airy.begin(), airy.end(), outcome) != airy.end()) return {"thin air", Ink::Faint};
  return {"-", Ink::Faint};
}

std::string races_text(const Checked& checked, const Style& style) {
  std::string text;
  for (const Judgement& judgement : checked.judgements) {
    for (const Race& race : judgement.races) {
      text += fmt::format(
          "{} under {}: P{} (line {}) and P{} (line {}) on {}, unordered and not both atomic\n",
          paint("race", Ink::Bad, style), judgement.model, race.thread_a, race.at_a.line,
          race.thread_b, race.at_b.line, race.location);
    }
  }
  return text;
}

std::string cut_short_text(const Checked& checked) {
  std::string models;
  for (const Judgement& judgement : checked.judgements) {
    if (judgement.cut_short) models += (models.empty() ? "" : ", ") + judgement.model;
  }
  return models.empty() ? "" : fmt::format("cut short under {}: there may be more\n", models);
}

}  // namespace

std::string outcome_table(const Checked& checked, const Style& style) {
  const Test& test = checked.test;
  std::set<Outcome> all;
  for (const Judgement& judgement : checked.judgements)
    all.insert(judgement.outcomes.begin(), judgement.outcomes.end());

  const std::span<const Column> columns(test.observed.data(), std::size_t(test.shown));
  Table table;
  for (const Column& column : columns) table.columns.push_back({column.name, true});
  for (const Judgement& judgement : checked.judgements) table.columns.push_back({judgement.model});
  table.columns.push_back({""});
  for (const Outcome& outcome : all) {
    std::vector<TableCell> row;
    for (std::size_t i = 0; i < columns.size(); ++i)
      row.push_back({value_text(outcome[i], columns[i].type, test)});
    for (const Judgement& judgement : checked.judgements)
      row.push_back(allowed_cell(judgement, outcome));
    const bool marked = holds(test.condition.proposition, outcome);
    row.push_back({marked ? "<- the condition" : "", Ink::Note});
    table.rows.push_back(std::move(row));
  }
  return fmt::format("{}  {}\n{}{}", paint(test.name, Ink::Bold, style),
                     to_string(test.condition, test), to_string(table, style),
                     races_text(checked, style) + cut_short_text(checked));
}

}  // namespace litmus
