// Tested by tallies_test.cpp.
#include "report/tallies.h"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/figures.h"
#include "report/json.h"
#include "report/statistics.h"

namespace litmus {
namespace {

constexpr std::string_view kLanguage = "c++20";  // whose races records tell of

bool is_wrong(const AnswerToOutcome& outcome) {
  return outcome.count > 0 && (outcome.verdict == "finding" || outcome.verdict == "compiler");
}

// The outcomes that a test's condition is about; and whatever was seen and may not be, since a
// condition may not think of it, and a stress test has none.
bool is_asked(const AnswerToOutcome& outcome, bool forall) {
  return outcome.interesting != forall || is_wrong(outcome);
}

// What a test asks about, added up.
struct Asked {
  std::uint64_t count = 0;
  std::map<std::string, bool> allowed;  // by model: some such outcome is
  bool wrong = false;                   // one was seen that may not be
};

bool is_forall(const AnswerToTest& answer) { return answer.condition.starts_with("forall"); }

Asked asked_about(const AnswerToTest& answer) {
  const bool forall = is_forall(answer);
  Asked asked;
  for (const auto& [row, outcome] : answer.outcomes) {
    for (const auto& [model, allowed] : outcome.allowed)
      asked.allowed[model] |= allowed && outcome.interesting != forall;
    if (!is_asked(outcome, forall)) continue;
    asked.count += outcome.count;
    asked.wrong |= is_wrong(outcome);
  }
  return asked;
}

// How surely it was seen, by the blocks of all environments; none in logs of other tools.
struct Sureness {
  BlockCounts blocks;
  bool drifting = false;  // in some environment
};

Sureness sureness_of(const AnswerToTest& answer) {
  Sureness sureness;
  for (const auto& [environment, blocks] : answer.blocks) {
    BlockCounts counts;
    for (const AnswerBlock& block : blocks) {
      counts.push_back({.count = 0, .instances = block.instances});
      for (const auto& [row, count] : block.counts) {
        const auto at = answer.outcomes.find(row);
        if (at != answer.outcomes.end() && is_asked(at->second, is_forall(answer)))
          counts.back().count += count;
      }
    }
    sureness.drifting |= drifts(counts);
    sureness.blocks.insert(sureness.blocks.end(), counts.begin(), counts.end());
  }
  return sureness;
}

std::string title(const Side& side) {
  const std::string name = printable(side.name);
  if (side.architecture.empty()) return name;
  return printable(side.architecture) + ": " + name;
}

std::vector<std::string> models_of(const std::vector<Side>& sides) {
  std::set<std::string> models;
  for (const Side& side : sides) {
    for (const auto& [test, answer] : side.tests) {
      for (const auto& [row, outcome] : answer.outcomes) {
        for (const auto& allowed : outcome.allowed) models.insert(allowed.first);
      }
    }
  }
  // From strong to weak, as far as we know them; others follow.
  static const std::vector<std::string> kOrder = {"sc",    "tso",  "armv8", "riscv",
                                                  "power", "rc11", "c++20"};
  std::vector<std::string> sorted;
  for (const std::string& model : kOrder) {
    if (models.erase(model) > 0) sorted.push_back(model);
  }
  sorted.insert(sorted.end(), models.begin(), models.end());
  return sorted;
}

TableCell seen_cell(const AnswerToTest& answer) {
  const Asked asked = asked_about(answer);
  const bool ended_badly = answer.verdict == "crash" || answer.verdict == "hang";
  if (answer.instances == 0 && ended_badly) return {answer.verdict, Ink::Bad};
  if (answer.instances == 0) return {"not run", Ink::Faint};
  std::string text = share(asked.count, answer.instances);
  if (asked.wrong) text += ", finding";
  if (answer.broken) text += ", broken";
  if (asked.wrong || answer.broken) return {text, Ink::Bad};
  if (asked.count > 0) return {text, Ink::Note};
  return {fmt::format("0 in {}", short_count(static_cast<double>(answer.instances)))};
}

// All that any side says of one test, first come first served.
std::map<std::string, const AnswerToTest*> tests_of(const std::vector<Side>& sides) {
  std::map<std::string, const AnswerToTest*> tests;
  for (const Side& side : sides) {
    for (const auto& [test, answer] : side.tests) tests.emplace(test, &answer);
  }
  return tests;
}

// What one machine showed of one kind.
struct Shown {
  std::size_t tests = 0, tests_seen = 0;
  std::uint64_t instances = 0;
  double rate = 0;  // the highest of a test
};

void add_test(const AnswerToTest& answer, const Kinds& kinds, Reordering kind, Shown& shown) {
  std::uint64_t count = 0;
  bool asks = false;
  for (const auto& [row, all] : kinds) {
    if (all != std::set<Reordering>{kind}) continue;
    asks = true;
    const auto at = answer.outcomes.find(row);
    if (at != answer.outcomes.end()) count += at->second.count;
  }
  if (!asks || answer.instances == 0) return;
  ++shown.tests;
  shown.instances += answer.instances;
  if (count == 0) return;
  ++shown.tests_seen;
  shown.rate =
      std::max(shown.rate, static_cast<double>(count) / static_cast<double>(answer.instances));
}

std::string rate_text(double rate) {
  constexpr double kWhole = 1e15;  // share() wants two counts
  return share(static_cast<std::uint64_t>(rate * kWhole), static_cast<std::uint64_t>(kWhole));
}

TableCell shown_cell(const Shown& shown) {
  if (shown.tests == 0) return {"not asked", Ink::Faint};
  if (shown.tests_seen > 0) {
    return {fmt::format("seen in {} of {} tests, up to {}", shown.tests_seen, shown.tests,
                        rate_text(shown.rate)),
            Ink::Note};
  }
  return {fmt::format("never, in {} test{} and {} instances: below {:.1e}", shown.tests,
                      shown.tests == 1 ? "" : "s",
                      short_count(static_cast<double>(shown.instances)),
                      bound_of_zero(shown.instances))};
}

}  // namespace

Table tally_table(const std::vector<Side>& sides) {
  const std::vector<std::string> models = models_of(sides);
  Table table{.columns = {{"test"}, {"condition", false, true}}, .rows = {}};
  for (const std::string& model : models) table.columns.push_back({printable(model)});
  for (const Side& side : sides) table.columns.push_back({title(side)});
  for (const auto& [test, any] : tests_of(sides)) {
    std::vector<TableCell> row = {{printable(test), Ink::Bold}, {printable(any->condition)}};
    const Asked asked = asked_about(*any);
    for (const std::string& model : models) {
      const auto at = asked.allowed.find(model);
      if (at == asked.allowed.end()) {
        row.emplace_back();
      } else if (any->race && model == kLanguage) {
        row.push_back({"race", Ink::Note});
      } else {
        row.push_back({at->second ? "yes" : "-"});
      }
    }
    for (const Side& side : sides) {
      const auto at = side.tests.find(test);
      row.push_back(at == side.tests.end() ? TableCell{} : seen_cell(at->second));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table kinds_table(const std::vector<Side>& sides, const KindsOfTests& kinds) {
  Table table{.columns = {{"reordering"}}, .rows = {}};
  for (const Side& side : sides) table.columns.push_back({title(side)});
  for (std::size_t i = 0; i < kReorderings; ++i) {
    const auto kind = static_cast<Reordering>(i);
    std::vector<TableCell> row = {{std::string(to_string(kind))}};
    for (const Side& side : sides) {
      Shown shown;
      for (const auto& [test, answer] : side.tests) {
        const auto at = kinds.find(test);
        if (at != kinds.end()) add_test(answer, at->second, kind, shown);
      }
      row.push_back(shown_cell(shown));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string tally_lines(const std::vector<Side>& sides) {
  std::string lines;
  for (const auto& test : tests_of(sides)) {
    for (const Side& side : sides) {
      const auto at = side.tests.find(test.first);
      if (at == side.tests.end()) continue;
      const Asked asked = asked_about(at->second);
      Json line = {{"test", test.first},           {"architecture", side.architecture},
                   {"machine", side.name},         {"instances", at->second.instances},
                   {"seen", asked.count},          {"allowed", asked.allowed},
                   {"verdict", at->second.verdict}};
      const Sureness sureness = sureness_of(at->second);
      if (asked.count > 0 && !sureness.blocks.empty()) {
        const Interval rate = interval(sureness.blocks);
        line["rate"] = {{"low", rate.low}, {"mean", rate.rate}, {"high", rate.high}};
        line["reproducible"] = sightings(sureness.blocks) >= kReproducible;
        line["drifts"] = sureness.drifting;
      }
      if (asked.count == 0) line["bound"] = bound_of_zero(at->second.instances);
      if (at->second.broken) line["condition_broken"] = true;
      if (side.emulated) line["emulated"] = true;
      lines += to_text(line) + "\n";
    }
  }
  return lines;
}

}  // namespace litmus
