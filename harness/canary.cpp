// Each canary is one sample kernel in one fixed environment, watched for one outcome.
#include "harness/canary.h"

#include <algorithm>

#include "harness/environment.h"
#include "harness/error.h"
#include "harness/placement.h"
#include "harness/processor.h"
#include "harness/random.h"
#include "harness/sample_kernels.h"

namespace litmus {
namespace {

using Clock = std::chrono::steady_clock;

// IRIW may really happen on machines where a store reaches some CPUs before others.
#if defined(__x86_64__) || defined(__aarch64__)
constexpr bool kStoresReachAllAtOnce = true;
#else
constexpr bool kStoresReachAllAtOnce = false;
#endif

// Loads are served from the CPU's own store buffer: what makes a phantom. Known of x86; a
// sanitizer's runtime lets the buffer drain between any two accesses.
#if defined(__x86_64__) && !defined(LITMUS_THREAD_SANITIZER)
constexpr bool kForwardsEarly = true;
#else
constexpr bool kForwardsEarly = false;
#endif

TeamWork two_workers(std::string_view kernel, const char* environment, const Topology& topology) {
  TeamWork work{.kernel = &sample_kernel(kernel), .environment = parse_environment(environment)};
  const auto workers = static_cast<int>(work.environment.split.size());
  work.cpus = placements(topology, workers).front().sets.front();
  return work;
}

CanaryState state_of(const Sighting& sighting, bool wanted, const std::atomic<bool>& stop) {
  if (sighting.unexpected > 0 || (sighting.seen > 0 && !wanted)) return CanaryState::Failed;
  if (sighting.seen > 0) return CanaryState::Ok;
  if (stop.load(std::memory_order_relaxed)) return CanaryState::CutShort;
  return wanted ? CanaryState::Failed : CanaryState::Ok;
}

}  // namespace

std::string_view to_string(CanaryState state) {
  switch (state) {
    case CanaryState::NotHere:
      return "not here";
    case CanaryState::CutShort:
      return "cut short";
    case CanaryState::Ok:
      return "ok";
    case CanaryState::Failed:
      return "FAILED";
  }
  CHECK(!"a state of a canary");
}

int exit_code_of(const std::vector<Canary>& all) {
  const auto some = [&](CanaryState state) {
    return std::ranges::find(all, state, &Canary::state) != all.end();
  };
  if (some(CanaryState::Failed)) return 3;
  if (some(CanaryState::CutShort)) return 130;
  return some(CanaryState::Ok) ? 0 : 3;
}

Sighting watch(TeamWork work, const Outcome& outcome, double seconds, bool until_seen,
               const std::atomic<bool>& stop) {
  constexpr auto kSlice = std::chrono::milliseconds(20);
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                      std::chrono::duration<double>(seconds));
  Sighting sighting;
  while (Clock::now() < end && !stop.load(std::memory_order_relaxed)) {
    const Slice slice =
        play(work, {.deadline = std::min(end, Clock::now() + kSlice), .stop = &stop});
    work.seed = mixed(work.seed);
    const auto row = slice.tally.counts.find(outcome);
    sighting.instances += slice.instances;
    sighting.seen += row == slice.tally.counts.end() ? 0 : row->second;
    for (const auto& [_, count] : slice.tally.unexpected) sighting.unexpected += count;
    if (until_seen && sighting.seen > 0) break;
  }
  return sighting;
}

std::vector<Canary> canaries(const Topology& topology, double patience,
                             const std::atomic<bool>& stop) {
  std::vector<Canary> result;
  const bool two_cpus = topology.cpus.size() >= 2;
  const auto check = [&](Canary canary, TeamWork (*make)(const Topology&), const Outcome& outcome,
                         bool wanted, bool known_here = true) {
    if (known_here && two_cpus) {
      const double seconds = wanted ? patience : std::min(patience, 0.5);
      const Sighting sighting = watch(make(topology), outcome, seconds, wanted, stop);
      canary.instances = sighting.instances;
      canary.seen = sighting.seen;
      canary.state = state_of(sighting, wanted, stop);
    }
    result.push_back(canary);
  };
  check(
      {.name = "blind", .meaning = "relaxed store buffering is seen"},
      [](const Topology& here) {
        return two_workers("SB", "split=0/1 block=64 visit=opposed preload=shared", here);
      },
      {0, 0}, true);
  check(
      {.name = "coherent", .meaning = "reads of one variable never go back in time"},
      [](const Topology& here) { return two_workers("CoRR", "split=0/1 block=16", here); }, {1, 0},
      false);
  constexpr auto kIriw = "split=0,2/1,3 alternation=instance block=64 visit=same preload=shared";
  constexpr auto kIriwCut =
      "split=0,2a,2b/1,3a,3b alternation=instance block=64 visit=same preload=shared";
  check(
      {.name = "fenced", .meaning = "roles that share a worker see no store early"},
      [](const Topology& here) { return two_workers("IRIW", kIriw, here); }, {1, 0, 1, 0}, false,
      kStoresReachAllAtOnce);
  check(
      {.name = "cut", .meaning = "nor do roles that are cut into pieces"},
      [](const Topology& here) { return two_workers("IRIW", kIriwCut, here); }, {1, 0, 1, 0}, false,
      kStoresReachAllAtOnce);
  check(
      {.name = "phantom", .meaning = "without the fence between them they would"},
      [](const Topology& here) {
        TeamWork work = two_workers("IRIW", kIriw, here);
        work.omit_role_fence = true;
        return work;
      },
      {1, 0, 1, 0}, true, kForwardsEarly);
  return result;
}

}  // namespace litmus
