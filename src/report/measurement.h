// Stress tests that measure, and what they measured.
//
// A test with one column, of which its author allows everything, has no harm to show: its numbers
// are the answer, and its column's name is their unit. Many instances make a distribution.
//
//     handoff-mutex      median 300 ns
//
// Tested by measurement_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "harness/description.h"
#include "report/run_result.h"

namespace litmus {

bool measures(const Description& test);

// The smallest value that `share` of the instances do not exceed: 0.5 is the median, 1 the largest.
// Of a result that measured and has instances.
Value quantile(const RunResult& result, double share);

// A value with its unit: "300 ns", "4 ms", "50 percent", "12.0 M per s".
std::string with_unit(Value value, std::string_view unit);

// "300 ns": the median of what was measured; nothing where nothing was.
std::string median_text(const RunResult& result);

}  // namespace litmus
