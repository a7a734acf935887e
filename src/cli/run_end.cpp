// Results to an exit code.
#include "cli/run_end.h"

#include <algorithm>

#include "cli/exit_code.h"

namespace litmus {

void RunEnd::take(const RunResult& result) {
  verdicts_.push_back(result.verdict);
  broken_ += result.judged.condition_broken && result.verdict != Verdict::Undefined ? 1u : 0u;
  const bool ended_badly = result.verdict == Verdict::Crash || result.verdict == Verdict::Hang;
  (result.built_in ? ours_ended_badly_ : theirs_ended_badly_) |= ended_badly;
  // What hangs was played too, though it came to no end.
  const bool hung = result.record.end == ChildAnswer::End::Hung;
  played_ += result.record.instances > 0 || hung ? 1u : 0u;
  instances_ += result.record.instances;
}

void RunEnd::take_failed_before(bool by_our_kernels_alone) {
  (by_our_kernels_alone ? ours_ended_badly_ : failed_before_) = true;
}

bool RunEnd::has(Verdict verdict) const {
  return std::ranges::find(verdicts_, verdict) != verdicts_.end();
}

int RunEnd::exit_code(bool interrupted, std::size_t failed) const {
  if (has(Verdict::Finding) || has(Verdict::Compiler) || broken_ > 0 || theirs_ended_badly_ ||
      failed_before_)
    return kFinding;
  if (interrupted) return kInterrupted;
  if (failed > 0) return kBadInput;
  if (ours_ended_badly_) return kCanNotRun;
  return played_ == 0 ? kNothingRan : kOk;
}

}  // namespace litmus
