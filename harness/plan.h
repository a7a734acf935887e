// A plan: what to run, for how long, and in which environments. It prints and parses itself,
//
//     plan SB
//     seed 7
//     seconds 0.5
//     instances 0
//     cpus 0-1
//     environment placement=package split=0/1 ...
//     environment ...
//     end
//
// which is how it goes to a kernel program, how a record says what was done, and how the same is
// done again. A plan without environments gets the kernel's default round (round.h).
//
// Tested by plan_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/environment.h"

namespace litmus {

struct Plan {
  std::string kernel;                     // its name
  std::uint64_t seed = 1;                 // of every random choice
  double seconds = 1;                     // hard limit
  std::uint64_t instances = 0;            // stop when there are as many; 0: only time counts
  std::vector<int> cpus;                  // that may be used; empty: all that are allowed
  std::vector<Environment> environments;  // tried in turn

  bool operator==(const Plan&) const = default;
};

std::string to_string(const Plan& plan);
// Throws Error with the place in `file` on anything it does not know.
Plan parse_plan(std::string_view text, std::string_view file);

}  // namespace litmus
