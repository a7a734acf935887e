// From what a kernel program answered to what a stress test's author says of it: tallies by grades.
//
// Tested by grading_test.cpp.
#pragma once

#include "harness/kernel.h"
#include "harness/launch.h"
#include "harness/stress_result.h"

namespace litmus {

// The kernel needs its names and grades only; its functions are not called. Rows that broke the
// promise of a column (tally.h) are outcomes like all others: their author just did not grade them.
StressResult graded(const Kernel& kernel, const ChildAnswer& answer);

}  // namespace litmus
