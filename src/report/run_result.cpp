// Tested by run_result_test.cpp.
#include "report/run_result.h"

#include <utility>

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
  return {std::move(test), std::move(record), std::move(judged), verdict, std::move(code)};
}

bool code_matters(const RunResult& result) {
  return result.judged.verdict == Verdict::Finding || result.judged.verdict == Verdict::Compiler;
}

RunResult skipped(Test test, const std::string& reason) {
  RunResult result{.test = std::move(test), .record = {}, .judged = {}, .code = {}};
  result.verdict = Verdict::Skipped;
  result.record.caveats.push_back(reason);
  return result;
}

}  // namespace litmus
