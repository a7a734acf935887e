// Each canary is one sample kernel in one fixed environment, watched for one outcome.
#include "harness/canary.h"

#include <algorithm>

#include "harness/environment.h"
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

}  // namespace

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
                         bool wanted) {
    canary.applies = canary.applies && two_cpus;
    if (canary.applies) {
      const double seconds = wanted ? patience : std::min(patience, 0.5);
      const Sighting sighting = watch(make(topology), outcome, seconds, wanted, stop);
      canary.instances = sighting.instances;
      canary.seen = sighting.seen;
      canary.ok = (sighting.seen > 0) == wanted && sighting.unexpected == 0;
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
      {.name = "fenced",
       .applies = kStoresReachAllAtOnce,
       .meaning = "roles that share a worker see no store early"},
      [](const Topology& here) { return two_workers("IRIW", kIriw, here); }, {1, 0, 1, 0}, false);
  check(
      {.name = "cut",
       .applies = kStoresReachAllAtOnce,
       .meaning = "nor do roles that are cut into pieces"},
      [](const Topology& here) { return two_workers("IRIW", kIriwCut, here); }, {1, 0, 1, 0},
      false);
  check(
      {.name = "phantom",
       .applies = kForwardsEarly,
       .meaning = "without the fence between them they would"},
      [](const Topology& here) {
        TeamWork work = two_workers("IRIW", kIriw, here);
        work.omit_role_fence = true;
        return work;
      },
      {1, 0, 1, 0}, true);
  return result;
}

}  // namespace litmus
