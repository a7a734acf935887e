// The values a location may come to hold, for reads whose value nothing determines.
//
// Load buffering through data, r0 = x; y = r0 against r1 = y; x = r1, has a reading in which each
// load reads the other thread's store, and then any value would do. A model that allows it gets the
// values that the program's own constants lead to: here 0.
//
// Tested by skeleton_test.cpp.
#pragma once

#include <set>
#include <vector>

#include "model/skeleton.h"

namespace litmus {

// The least fixpoint of "what a write may write, given what its thread may read". It is cut off
// where it does not end by itself (x = y + 1 against y = x + 1): after as many rounds as there are
// events, or at kMaxValues values.
class Domains {
 public:
  Domains(const Skeleton& skeleton, const Test& test);

  // In increasing order.
  const std::set<Value>& of(int location) const {
    return values_[static_cast<std::size_t>(location)];
  }

 private:
  std::vector<std::set<Value>> values_;
};

constexpr std::size_t kMaxValues = 64;

}  // namespace litmus
