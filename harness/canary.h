// Canaries: does this machine, and this harness, show what they must, and nothing they must not?
//
//     blind     relaxed SB shows 0 0. If not, a run here that sees nothing means nothing
//     coherent  CoRR never shows 1 0. If it does, the harness is broken, or the machine is
//     fenced    IRIW with two roles a worker never shows 1 0 1 0
//     phantom   ... and does show it when the full fence between the roles is left out. So the
//     fence
//               is what keeps phantoms away, and this is a test that would see them
//
// Tested by canary_test.cpp, on the CPUs at hand.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/kernel.h"
#include "harness/team.h"
#include "harness/topology.h"

namespace litmus {

enum class CanaryState : std::uint8_t {
  NotHere,   // this machine can not show it: one CPU, another architecture
  CutShort,  // stopped before it had an answer
  Ok,
  Failed,
};
std::string_view to_string(CanaryState state);

struct Canary {
  std::string name;
  CanaryState state = CanaryState::NotHere;
  std::uint64_t instances = 0;
  std::uint64_t seen = 0;
  std::string meaning;
};

// All four. Those that must be seen are waited for, `patience` seconds at most; those that must not
// are given half a second each, or `patience` if that is less.
std::vector<Canary> canaries(const Topology& topology, double patience,
                             const std::atomic<bool>& stop);

// What a program that looked at them ends with: 0 if all that can be seen here is well, 3 if
// something failed or nothing can be seen here, 130 if it was stopped.
int exit_code_of(const std::vector<Canary>& all);

struct Sighting {
  std::uint64_t instances = 0;
  std::uint64_t seen = 0;
  std::uint64_t unexpected = 0;
};

// Plays short slices for `seconds`, or until `outcome` is seen if `until_seen`.
Sighting watch(TeamWork work, const Outcome& outcome, double seconds, bool until_seen,
               const std::atomic<bool>& stop);

}  // namespace litmus
