// Relaxed store buffering, for longer and longer.
#include "cli/canary_look.h"

#include <fmt/core.h>

#include <chrono>

#include "cli/can_not_run.h"
#include "cli/kernel_programs.h"
#include "harness/launch.h"

namespace litmus {

bool canary_sings(const std::vector<int>& cpus, const std::atomic<bool>& stop) {
  using Clock = std::chrono::steady_clock;
  const Outcome relaxed = {0, 0};
  const Clock::time_point end = Clock::now() + std::chrono::seconds(2);
  for (double seconds = 0.02; Clock::now() < end && !stop; seconds *= 2) {
    const Plan plan{.kernel = "SB", .seconds = seconds, .cpus = cpus};
    const ChildAnswer answer = ask(canary_launch(), plan, stop, {});
    if (answer.end != ChildAnswer::End::Done && answer.end != ChildAnswer::End::Stopped)
      throw CanNotRun(fmt::format("no kernel can be run here: {}", answer.message));
    for (const Slice& slice : answer.slices) {
      if (slice.tally.counts.count(relaxed) > 0) return true;
    }
  }
  return stop;
}

}  // namespace litmus
