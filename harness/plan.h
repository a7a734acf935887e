// A plan: what to run, for how long, and in which environments. It prints and parses itself,
//
//     plan SB
//     seed 7
//     seconds 0.5
//     instances 0
//     cpus 0-1
//     search 1
//     wanted 0 0
//     hint 0!/1! 0
//     environment placement=package split=0/1 ...
//     environment ...
//     end
//
// which is how it goes to a kernel program, how a record says what was done, and how the same is
// done again. A plan without environments gets those of the kernel's default round, or of a search
// (round.h).
//
// Tested by plan_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/environment.h"

namespace litmus {

// A way to share roles out that is worth trying, and which of the wanted rows may show there.
struct Hint {
  Split split;
  std::vector<std::size_t> shows;  // sorted

  bool operator==(const Hint&) const = default;
};

constexpr std::size_t kMaxWanted = 4096;  // rows that a plan may look for

struct Plan {
  std::string kernel;                     // its name
  std::uint64_t seed = 1;                 // of every random choice
  double seconds = 1;                     // hard limit
  std::uint64_t instances = 0;            // stop when there are as many; 0: only time counts
  std::vector<int> cpus;                  // that may be used; empty: all that are allowed
  bool search = false;          // move to environments where wanted rows show; else take turns
  std::vector<Outcome> wanted;  // rows to look for, or their first columns; chooser.h has more
  std::uint64_t enough = 0;     // end when each was seen in so many slices; 0: go on
  std::vector<Hint> hints;
  std::vector<Environment> environments;  // of a search: those to try first

  bool operator==(const Plan&) const = default;
};

std::string to_string(const Plan& plan);
// Throws Error with the place in `file` on anything it does not know.
Plan parse_plan(std::string_view text, std::string_view file);

}  // namespace litmus
