// How long a store on one CPU takes to be seen on another: the price of every rendezvous, and of
// every line that a test moves.
//
// Tested by latency_test.cpp.
#pragma once

#include <optional>

namespace litmus {

// Nanoseconds one way between two CPUs: half of the quickest of many round trips of one line. Takes
// a few milliseconds. Nothing if the CPUs can not be pinned to, or are one and the same.
std::optional<double> one_way_latency(int cpu_a, int cpu_b);

}  // namespace litmus
