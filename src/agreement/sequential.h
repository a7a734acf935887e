// What a test computes when its threads run one after the other, by stepping through their effects:
// the obvious twin of a kernel whose roles are played in turn on one CPU.
//
// Tested by kernels_test.cpp, on both sides.
#pragma once

#include <optional>

#include "lang/test.h"

namespace litmus {

// The observed columns; nothing if a thread does not come to its end.
std::optional<Outcome> run_in_turn(const Test& test);

}  // namespace litmus
