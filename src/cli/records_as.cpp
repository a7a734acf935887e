// Tested by results_commands_test.cpp.
#include "cli/records_as.h"

#include <fmt/core.h>

#include <optional>

#include "cli/models.h"
#include "lang/parse.h"
#include "report/junit.h"
#include "report/markdown.h"
#include "report/runner_log.h"
#include "report/tallies.h"

namespace litmus {
namespace {

// Where every model forbids what a test asks about, and nobody saw it, it is in no record. If that
// is because no coherent execution ends so, the test asks about coherence.
void add_incoherent(const Test& test, const AnswerToTest& answer, Kinds& kinds) {
  const bool forall = test.condition.quantifier == Condition::Quantifier::Forall;
  for (const auto& recorded : answer.outcomes) {
    if (recorded.second.interesting != forall) return;
  }
  for (const Outcome& outcome : incoherent(test))
    kinds[row_of(test, outcome)] = {Reordering::Coherence};
}

// What the weak outcomes of one recorded test show. A source that we can not read any more, or a
// row that is none of its outcomes, shows nothing.
Kinds kinds_of(const std::string& name, const AnswerToTest& answer, const CatModel& sc) {
  Kinds kinds;
  try {
    const Test test = parse_test(answer.source, name);
    for (const auto& [row, recorded] : answer.outcomes) {
      const auto allowed = recorded.allowed.find("sc");
      if (allowed == recorded.allowed.end() || allowed->second) continue;
      if (const std::optional<Outcome> outcome = outcome_of(test, row))
        kinds[row] = reorderings(test, *outcome, sc);
    }
    add_incoherent(test, answer, kinds);
  } catch (const Error&) {
    kinds.clear();
  }
  return kinds;
}

KindsOfTests kinds_of(const std::vector<Side>& sides) {
  const CatModel sc = std::move(load_models("sc").front());
  KindsOfTests all;
  for (const Side& side : sides) {
    for (const auto& [test, answer] : side.tests) {
      Kinds kinds = answer.source.empty() ? Kinds() : kinds_of(test, answer, sc);
      all[test].merge(kinds);
    }
  }
  return all;
}

}  // namespace

void RecordsAs::take(const RunLine& line, const Place& place) {
  const auto* record = std::get_if<Record>(&line);
  if (record == nullptr) {
    origin_ = std::get<RunOrigin>(line);
    return;
  }
  ++records_;
  if (format_ == "litmus7") {
    fmt::print("{}", to_runner_log(*record));
  } else if (format_ == "herd") {
    fmt::print("{}", to_state_log(*record));
  } else if (format_ == "junit") {
    kept_.push_back(*record);
  } else {
    add(*record, place, machine_of(origin_, machines_));
  }
}

void RecordsAs::end() const {
  if (format_ == "junit") fmt::print("{}", to_junit(kept_));
  if (format_ == "json") fmt::print("{}", tally_lines(machines_));
  if (format_ == "table" || format_ == "markdown") print_tables();
}

void RecordsAs::print_tables() const {
  if (machines_.empty()) return;
  const Table tests = tally_table(machines_), kinds = kinds_table(machines_, kinds_of(machines_));
  if (format_ == "markdown") {
    fmt::print("{}\n{}", to_markdown(tests), to_markdown(kinds));
  } else {
    fmt::print("{}\n{}", to_string(tests, style_), to_string(kinds, style_));
  }
}

}  // namespace litmus
