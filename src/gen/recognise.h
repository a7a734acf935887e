// From a test back to its cycle: `litmus show` says "this is PodWW Rel Rfe Acq PodRR Fre".
//
// Names of threads, locations and registers do not matter, nor which numbers stand for the first
// and second write; what the accesses are, and what the condition asks of them, does.
//
// Tested by recognise_test.cpp on every cycle of a large selection, and by src/agreement on the
// catalogue.
#pragma once

#include <optional>

#include "gen/cycle.h"
#include "lang/test.h"

namespace litmus {

// The canonical cycle of a test; nothing if it is the test of none.
std::optional<Cycle> recognise(const Test& test);

}  // namespace litmus
