// A team: the workers that play one copy of a kernel together.
//
// Each worker is a thread on a CPU of its own and goes through the same epoch:
//
//     for each block of the arena:  preload; rendezvous; play its roles on the block
//     rendezvous
//     finish, count and reset its share of the instances   (worker 0 decides whether to go on)
//     rendezvous
//
// A worker with several turns (roles, or pieces of them) takes them one after the other, with a
// full fence between two turns at an instance. That is sound: program order and a fence only remove
// behaviours. Without the fence the second role could read the first one's stores from the CPU's
// own store buffer before anybody else sees them, which two threads could not.
//
// Tested by team_test.cpp; on real CPUs by canary_test.cpp.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <vector>

#include "harness/environment.h"
#include "harness/kernel.h"
#include "harness/pressure.h"
#include "harness/slice.h"

namespace litmus {

// When a team has to stop: whatever comes first. Looked at after each epoch.
struct Limits {
  std::chrono::steady_clock::time_point deadline;
  std::uint64_t instances = 0;              // 0: no limit
  const std::atomic<bool>* stop = nullptr;  // set by whoever wants the run to end
};

struct TeamWork {
  const Kernel* kernel = nullptr;
  Environment environment;  // fits the kernel; environment.split says how many workers there are
  std::vector<int> cpus;    // by worker; empty: unpinned
  bool crowded = false;     // workers share CPUs
  std::uint64_t seed = 0;
  std::uint32_t at_once = 0;  // instances of an epoch at most, in whole blocks; 0: as many as fit
  const Scratch* scratch = nullptr;  // for pressure; may be null if there is none
  bool omit_role_fence = false;      // UNSOUND. For the canary that shows what the fence is for
};

// Plays until a limit is reached and returns the slice; its number, environment and start are the
// caller's business. Starts and joins its threads.
Slice play(const TeamWork& work, const Limits& limits);

}  // namespace litmus
