// What orders cost, as the instructions of the standard compilations (lang/mapping.h).
//
// Tested by cost_test.cpp.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "lang/mapping.h"
#include "lang/test.h"

namespace litmus {

constexpr Architecture kArchitectures[] = {Architecture::X86, Architecture::Armv8,
                                           Architecture::RiscV, Architecture::Power};

// A number to sort by, no time: full barriers and locked instructions count 8, lighter barriers 3,
// acquire and release instructions 1, summed over all threads and all four architectures.
int cost_of(const Test& test);

// One access or fence of a test as each architecture's instructions, in the order of
// kArchitectures.
struct CompiledAccess {
  int thread = 0;
  Position at;
  std::array<std::string, 4> assembly;
};

std::vector<CompiledAccess> compiled(const Test& test);

}  // namespace litmus
