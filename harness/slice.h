// A slice: one environment, played for a short while, and what was counted.
//
// A run is a row of slices (30 or more), so that rates have a spread: instances inside a slice are
// not independent of each other, slices nearly are. It prints and parses itself like a plan:
//
//     slice 3
//     environment 1
//     ...
//     row 250000 0 0
//     end
//
// with one `row COUNT VALUE...` an outcome.
//
// Tested by plan_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/tally.h"

namespace litmus {

struct Slice {
  int number = 0;       // in the run
  int environment = 0;  // index into the plan's list
  double start = 0;     // seconds since the run began
  double seconds = 0;
  std::uint64_t instances = 0;  // launched, as planned: epochs times instances. What the workers
                                // counted is tally.total(), and has to be the same
  double kernel_share = 0;      // of the workers' time, spent inside roles (sampled)
  double preload_share = 0;     // and in preparing the caches for them; the rest went into
                                // rendezvous, reset and tally
  std::vector<int> cpus;        // of the workers, copy after copy
  bool pinned = false;          // every worker was where it should be, at the start and at the end
  Tally tally;

  bool operator==(const Slice&) const = default;
};

std::string to_string(const Slice& slice);
// Throws Error: what a kernel program says is input, and may be anything.
Slice parse_slice(std::string_view text, std::string_view file);

}  // namespace litmus
