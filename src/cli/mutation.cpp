// Tested by run_command_test.cpp.
#include "cli/mutation.h"

#include <fmt/core.h>

#include <algorithm>

#include "harness/figures.h"

namespace litmus {
namespace {

constexpr std::size_t kMaxEnvironments = 64;

bool asks_for(const Test& test, const Outcome& row) {
  const bool forall = test.condition.quantifier == Condition::Quantifier::Forall;
  return holds(test.condition.proposition, row) != forall;
}

bool shows_condition(const Test& test, const InEnvironment& place) {
  return std::any_of(place.tally.counts.begin(), place.tally.counts.end(),
                     [&](const auto& row) { return asks_for(test, row.first); });
}

}  // namespace

void Mutation::note(std::size_t test, RunResult& result) {
  Part& part = parts_[test];
  part.was_run = true;
  part.name = result.test.name;
  result.mutants_asked = part.asked;
  if (is_mutant(test)) {
    part.control = {.change = part.change,
                    .seen = condition_seen(result),
                    .instances = result.record.instances};
    for (std::size_t i = 0; i < result.record.environments.size(); ++i) {
      if (shows_condition(result.test, result.record.environments[i]))
        part.where.push_back(result.record.plan.environments[i]);
    }
    return;
  }
  for (std::size_t i = test - part.mutants; i < test; ++i) {
    if (parts_[i].was_run) result.controls.push_back(parts_[i].control);
  }
}

std::vector<Environment> Mutation::environments(std::size_t test) const {
  std::vector<Environment> all;
  for (std::size_t i = test - parts_[test].mutants; i < test; ++i) {
    for (const Environment& environment : parts_[i].where) {
      const bool known = std::find(all.begin(), all.end(), environment) != all.end();
      if (!known && all.size() < kMaxEnvironments) all.push_back(environment);
    }
  }
  return all;
}

std::string Mutation::score() const {
  std::uint64_t run = 0, shown = 0;
  std::string missing;
  for (const Part& part : parts_) {
    if (!part.was_run || part.change.empty()) continue;
    ++run;
    shown += part.control.seen > 0 ? 1 : 0;
    if (part.control.seen == 0)
      missing += fmt::format("not shown: {} (with {})\n", part.name, part.change);
  }
  if (run == 0) return "";
  return missing + fmt::format("mutation score {}: {} of {} mutants were shown\n",
                               share(shown, run), shown, run);
}

}  // namespace litmus
