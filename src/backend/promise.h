// Which values a column can hold at all, whatever order memory works in.
//
// Every store's possible values are followed into every load of the location, until nothing new
// appears. Where the set stays small, the kernel promises it: the harness counts such columns in a
// flat table, and a value from outside is a finding that no model is needed for.
//
//     x = 1; r0 = y  |  y = 1; r1 = x       r0, r1: 0 or 1
//     r0 = x; y = r0 + 1  |  r1 = y; x = r1 + 1      nothing is promised: they might go round
//
// Tested by promise_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/test.h"

namespace litmus {

// low .. low + count - 1; count 0: nothing is promised.
struct Promise {
  Value low = 0;
  std::uint32_t count = 0;

  bool operator==(const Promise&) const = default;
};

// By column of test.observed.
std::vector<Promise> promises(const Test& test);

}  // namespace litmus
