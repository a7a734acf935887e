// What each environment of a run gave: one row each, the one that showed most first.
//
//     0:r0=0 1:r0=0     instances  time     environment
//     28.1 M/s          12.3 M     0.10 s   placement=package split=0!/1 alternation=block ...
//
// Columns are the outcomes that sequential consistency forbids; rates are by second.
//
// Tested by run_result_test.cpp.
#pragma once

#include <string>

#include "report/run_result.h"
#include "report/style.h"

namespace litmus {

std::string environment_table(const RunResult& result, const Style& style);

}  // namespace litmus
