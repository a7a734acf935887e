// A run: a plan carried out, slice after slice.
//
// The budget is cut into thirty slices or more (so that rates have a spread), and the environments
// take turns. Slices are handed out as they end: whoever reads them adds them up, and loses nothing
// but the running one when this process dies.
//
// Tested by run_test.cpp.
#pragma once

#include <atomic>
#include <functional>

#include "harness/plan.h"
#include "harness/slice.h"
#include "harness/topology.h"

namespace litmus {

// The plan with everything filled in that it leaves open: environments, and in each its placement.
// Throws Error if it can not be run on this kernel or this machine.
Plan resolved(const Plan& plan, const Kernel& kernel, const Topology& topology);

// Runs a resolved plan until its limits, or until `stop` is set, or `emit` returns false.
void run(const Plan& plan, const Kernel& kernel, const Topology& topology,
         const std::atomic<bool>& stop, const std::function<bool(const Slice&)>& emit);

// What a person should know about a run of this kernel here, in plain sentences: that threads share
// CPUs, that one CPU can show little, that the system grants only part of the time.
std::vector<std::string> caveats(const Kernel& kernel, const Topology& topology, double quota);

}  // namespace litmus
