// Between which numbers a term lies, whatever is read.
//
//     r & 3        0 to 3
//     r == 1       0 or 1
//     a + (r & 1)  one of a's first two elements
//
// Tested by bounds_test.cpp.
#pragma once

#include <limits>
#include <vector>

#include "model/term.h"

namespace litmus {

struct Bounds {
  Value low = std::numeric_limits<Value>::min();
  Value high = std::numeric_limits<Value>::max();
};

// Never narrower than the truth; mostly everything.
Bounds bounds_of(const std::vector<Term>& terms, int at);

}  // namespace litmus
