// Tested by run_result_test.cpp.
#include "report/run_result.h"

#include <algorithm>
#include <map>
#include <utility>

#include "report/statistics.h"

namespace litmus {
namespace {

// What was seen weighs more than how it ended, and an end more than that nothing was seen.
Verdict verdict_of(const RunRecord& record, const JudgedRun& judged, bool blind) {
  if (judged.verdict == Verdict::Finding || judged.verdict == Verdict::Compiler)
    return judged.verdict;
  const bool race = judged.verdict == Verdict::Undefined;
  if (!record.tally.unexpected.empty() && !race) return Verdict::Finding;
  if (record.end == ChildAnswer::End::Crashed || record.end == ChildAnswer::End::Garbled)
    return Verdict::Crash;
  if (record.end == ChildAnswer::End::Hung) return Verdict::Hang;
  if (race) return Verdict::Undefined;
  return blind ? Verdict::Blind : Verdict::Ok;
}

}  // namespace

RunResult conclude(Test test, RunRecord record, const Judges& judges, CodeLook code, bool blind) {
  JudgedRun judged = judge_run(test, record.tally.counts, judges, code.code);
  const Verdict verdict = verdict_of(record, judged, blind);
  return {std::move(test), std::move(record), std::move(judged), verdict, std::move(code), {}};
}

std::uint64_t condition_seen(const RunResult& result) {
  const bool forall = result.test.condition.quantifier == Condition::Quantifier::Forall;
  std::uint64_t count = 0;
  for (const JudgedOutcome& outcome : result.judged.seen)
    count += outcome.interesting != forall ? outcome.count : 0;
  return count;
}

bool code_matters(const RunResult& result) {
  return result.judged.verdict == Verdict::Finding || result.judged.verdict == Verdict::Compiler;
}

bool is_never(const RunResult& result) {
  const auto interesting = [](const JudgedOutcome& outcome) { return outcome.interesting; };
  const JudgedRun& judged = result.judged;
  return result.record.instances > 0 &&
         result.test.condition.quantifier != Condition::Quantifier::Forall &&
         std::ranges::count(judged.cut_short, true) == 0 &&  // else a model may still let it be
         std::none_of(judged.seen.begin(), judged.seen.end(), interesting) &&
         std::none_of(judged.unseen.begin(), judged.unseen.end(), interesting);
}

std::vector<Outcome> drifting(const RunResult& result) {
  using ByEnvironment = std::map<int, BlockCounts>;
  ByEnvironment blocks;  // in which nothing was seen
  for (const RunBlock& block : result.record.blocks.all())
    blocks[block.environment].push_back({.count = 0, .instances = block.instances});

  std::map<Outcome, ByEnvironment> seen;  // by shown columns
  std::map<int, std::size_t> next;
  for (const RunBlock& block : result.record.blocks.all()) {
    const std::size_t number = next[block.environment]++;
    for (const auto& [row, count] : block.counts) {
      const Outcome shown(row.begin(), row.begin() + result.test.shown);
      BlockCounts& counts = seen[shown][block.environment];
      if (counts.empty()) counts = blocks[block.environment];
      counts[number].count += count;
    }
  }

  std::vector<Outcome> found;
  for (const JudgedOutcome& outcome : result.judged.seen) {
    const bool drifted = std::ranges::any_of(
        seen[outcome.values], [](const auto& place) { return drifts(place.second); });
    if (drifted) found.push_back(outcome.values);
  }
  return found;
}

RunResult skipped(Test test, const std::string& reason) {
  RunResult result{.test = std::move(test), .record = {}, .judged = {}, .code = {}, .controls = {}};
  result.verdict = Verdict::Skipped;
  result.record.caveats.push_back(reason);
  return result;
}

}  // namespace litmus
