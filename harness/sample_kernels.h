// Kernels written by hand, for the harness to check itself with: the canaries (canary.h), the
// tests, the benchmark. They also show what generated ones look like.
#pragma once

#include <span>
#include <string_view>

#include "harness/kernel.h"

namespace litmus {

// SB    x = 1; r0 = y  |  y = 1; r0 = x                relaxed: 0 0 is seen on most machines
// CoRR  x = 1          |  r0 = x; r1 = x               1 0 is never seen anywhere
// MP    x = 1; y = 1   |  r0 = y; r1 = x               release, acquire: 1 0 is never seen
// IRIW  x = 1 | y = 1 | r0 = x; r1 = y | r0 = y; r1 = x   1 0 1 0 is never seen on x86
// 2+2W  x = 1; y = 2   |  y = 1; x = 2                 recorded: the final x and y
std::span<const Kernel> sample_kernels();

// The sample of this name; a bug if there is none.
const Kernel& sample_kernel(std::string_view name);

}  // namespace litmus
