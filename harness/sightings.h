// What slices say together: for each outcome how often, in how many slices, and where first.
//
// Instances inside a slice are not independent, so "seen reproducibly" is about slices: an outcome
// seen in n slices will be missed by a repetition with probability e^-n.
//
// Tested by sightings_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <span>

#include "harness/slice.h"

namespace litmus {

struct Seen {
  std::uint64_t count = 0;
  int slices = 0;             // with a sighting
  int first_slice = 0;        // the first of them
  int first_environment = 0;  // its environment
  double first_second = 0;    // when it began
  std::uint64_t early = 0;    // count in the first half of the slices
  std::uint64_t late = 0;     // and in the second: they should not differ much

  bool operator==(const Seen&) const = default;
};

// By outcome. Unexpected rows are not outcomes, and are left out.
std::map<Outcome, Seen> sightings(std::span<const Slice> slices);

// All slices' tallies in one; or those of one environment.
Tally total(std::span<const Slice> slices);
Tally total(std::span<const Slice> slices, int environment);

}  // namespace litmus
