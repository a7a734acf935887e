// A kernel program that a person starts, without litmus: it plays its own kernels, each in a child
// of itself, so that one that crashes or hangs is a result like any other.
//
//     ./publish                        all of its tests, a second each
//     ./publish Publish --time 10s     one of them
//     ./publish --json                 a line a test, for programs
//
// Tested by own_run_test.cpp.
#pragma once

#include <atomic>
#include <span>
#include <string>
#include <vector>

#include "harness/kernel.h"

namespace litmus {

// Reads the words, plays, prints. Returns the exit code: 0 as expected, 1 a finding, a crash or a
// hang, 2 bad words, 3 not possible here, 130 stopped.
int run_by_itself(const std::vector<std::string>& words, std::span<const Kernel> kernels,
                  const std::atomic<bool>& stop);

}  // namespace litmus
