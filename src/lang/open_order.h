// Parts of one expression that C and C++ put in no order.
//
//     int r = x.load() + y.load();      a[i++] = i;     (in C++ only the first)
//
// Threads are read from left to right; a compiler may load y first. Whoever writes this is told.
//
// Tested by parse_test.cpp.
#pragma once

#include <vector>

#include "lang/ast.h"

namespace litmus {

// Where such expressions stand, one a statement.
std::vector<Position> parts_in_open_order(const std::vector<Statement>& body);

}  // namespace litmus
