// Tested by verdict_test.cpp.
#include "report/verdict.h"

#include <algorithm>
#include <array>
#include <set>

#include "harness/error.h"

namespace litmus {
namespace {

bool contains(const std::vector<Outcome>& sorted, const Outcome& outcome) {
  return std::binary_search(sorted.begin(), sorted.end(), outcome);
}

// What a model did not find within its limits, it does not forbid.
bool forbids(const Judgement& judgement, const Outcome& outcome) {
  return !judgement.open() && !contains(judgement.outcomes, outcome);
}

Verdict meaning(const Outcome& outcome, const Judges& judges, KernelCode code) {
  const Judgement& language = judges.judgements.at(judges.language);
  const Judgement& hardware = judges.judgements.at(judges.hardware);
  if (!language.races.empty()) return Verdict::Undefined;
  if (language.cut_short) return Verdict::Ok;  // there may be a race: then nothing is wrong
  const bool thin_air = contains(language.out_of_thin_air, outcome);
  if (forbids(language, outcome) && !thin_air) return Verdict::Finding;
  if (forbids(hardware, outcome))
    return code == KernelCode::Different ? Verdict::Compiler : Verdict::Finding;
  return thin_air ? Verdict::Compiler : Verdict::Ok;
}

int severity(Verdict verdict) {
  switch (verdict) {
    case Verdict::Finding:
      return 3;
    case Verdict::Compiler:
      return 2;
    case Verdict::Undefined:
      return 1;
    default:
      return 0;
  }
}

// The counts of what passes the filter, in shown columns.
Counts shown(const Test& test, const Counts& counts, std::uint64_t& filtered) {
  Counts result;
  for (const auto& [row, count] : counts) {
    CHECK(row.size() == test.observed.size());
    if (holds(test.filter, row)) {
      result[Outcome(row.begin(), row.begin() + test.shown)] += count;
    } else {
      filtered += count;
    }
  }
  return result;
}

// The hardware's model forbids it, and the language's was cut short before it could say whether
// there is a race, which would excuse it.
bool may_be_a_race(const Outcome& outcome, const Judges& judges) {
  const Judgement& language = judges.judgements.at(judges.language);
  return !language.decided() && forbids(judges.judgements.at(judges.hardware), outcome);
}

// One of the two models that decide did not get so far.
bool beyond_the_bound(const Outcome& outcome, const Judges& judges) {
  for (std::size_t which : {judges.language, judges.hardware}) {
    const Judgement& judgement = judges.judgements.at(which);
    if (judgement.open() && !contains(judgement.outcomes, outcome)) return true;
  }
  return false;
}

JudgedOutcome judged(const Test& test, const Outcome& values, std::uint64_t count,
                     const Judges& judges, KernelCode code) {
  JudgedOutcome outcome{.values = values, .count = count, .allowed = {}};
  for (const Judgement& judgement : judges.judgements)
    outcome.allowed.push_back(contains(judgement.outcomes, values));
  outcome.verdict = meaning(values, judges, code);
  outcome.undecided =
      count > 0 && (beyond_the_bound(values, judges) || may_be_a_race(values, judges));
  outcome.interesting = holds(test.condition.proposition, values);
  return outcome;
}

// A claim about all executions, and one that breaks it. What `exists` asks for may just be rare.
bool breaks_claim(const Test& test, const JudgedOutcome& outcome) {
  switch (test.condition.quantifier) {
    case Condition::Quantifier::Exists:
      return false;
    case Condition::Quantifier::NotExists:
      return outcome.interesting;
    case Condition::Quantifier::Forall:
      return !outcome.interesting;
  }
  return false;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "ok", "finding", "compiler", "undefined", "hang", "crash", "skipped", "blind"};
  return kNames.at(static_cast<std::size_t>(verdict));
}

std::string_view to_string(KernelCode code) {
  static constexpr std::array<std::string_view, 3> kNames = {"standard", "different", "unknown"};
  return kNames.at(static_cast<std::size_t>(code));
}

JudgedRun judge_run(const Test& test, const Counts& counts, const Judges& judges, KernelCode code) {
  JudgedRun run;
  run.races = judges.judgements.at(judges.language).races;
  if (!run.races.empty()) run.verdict = Verdict::Undefined;

  const Counts seen = shown(test, counts, run.filtered);
  for (const auto& [values, count] : seen) {
    run.seen.push_back(judged(test, values, count, judges, code));
    const JudgedOutcome& outcome = run.seen.back();
    if (severity(outcome.verdict) > severity(run.verdict)) run.verdict = outcome.verdict;
    run.undecided |= outcome.undecided;
    run.condition_broken |= breaks_claim(test, outcome);
  }
  std::stable_sort(run.seen.begin(), run.seen.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });

  std::set<Outcome> possible;
  for (const Judgement& judgement : judges.judgements) {
    run.models.push_back(judgement.model);
    run.racing.push_back(!judgement.races.empty());
    run.cut_short.push_back(!judgement.decided());
    possible.insert(judgement.outcomes.begin(), judgement.outcomes.end());
  }
  for (const Outcome& values : possible) {
    if (seen.count(values) == 0) run.unseen.push_back(judged(test, values, 0, judges, code));
  }
  return run;
}

std::vector<Outcome> blind_to(const JudgedRun& run) {
  const auto sc = std::find(run.models.begin(), run.models.end(), "sc");
  if (sc == run.models.end()) return {};
  std::vector<Outcome> outcomes;
  for (const JudgedOutcome& outcome : run.unseen) {
    if (outcome.allowed[static_cast<std::size_t>(sc - run.models.begin())])
      outcomes.push_back(outcome.values);
  }
  return outcomes;
}

double bound_of_unseen(std::uint64_t instances) {
  return instances == 0 ? 1.0 : std::min(1.0, 3.0 / static_cast<double>(instances));
}

}  // namespace litmus
