// From what a kernel program answered to what a stress test's author says of it: tallies by grades.
//
// Tested by grading_test.cpp.
#pragma once

#include "harness/description.h"
#include "harness/launch.h"
#include "harness/stress_result.h"

namespace litmus {

// Rows that broke the promise of a column (tally.h) are outcomes like all others: their author just
// did not grade them. Of a kernel without grades everything is allowed.
StressResult graded(const Description& description, const ChildAnswer& answer);

}  // namespace litmus
