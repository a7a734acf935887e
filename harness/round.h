// The default round: the environments a run goes through when nobody says otherwise.
//
// A fixed choice of points that differ much from each other, the ones that found most first. What
// they are depends on the kernel's shape (how many roles, does one wait) and on the CPUs, never on
// its name. Why these: README.md.
//
// Tested by round_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "harness/environment.h"
#include "harness/plan.h"
#include "harness/topology.h"

namespace litmus {

// Every environment fits the kernel and has a placement that exists in the topology.
std::vector<Environment> default_round(const Kernel& kernel, const Topology& topology,
                                       std::uint64_t seed);

// What a search chooses from: `most` environments, the likeliest first. Roles are shared out as the
// hints say, if there are any. The same in each run, so that runs can be compared.
std::vector<Environment> search_round(const Kernel& kernel, const Topology& topology,
                                      std::span<const Hint> hints, std::size_t most);

// How roles may be shared out over `workers` workers, each of which gets one at least. All ways
// with each worker's roles in rising and in falling order, or `limit` of them drawn by the seed.
std::vector<Split> splits(int roles, int workers, std::size_t limit, std::uint64_t seed);

}  // namespace litmus
