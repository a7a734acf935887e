// An execution at a glance: threads beside each other, and what was seen out of program order.
//
//     P0                P1
//     a: W x=1 relaxed  c: W y=1 relaxed
//     b: R y=0 relaxed  d: R x=0 relaxed
//
//     in sc, a comes before b and c comes before d, as in the program, and then this could not
//     happen; here at least one of these pairs came the other way round, as some thread saw it
//
// Tested by explain_json_test.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/execution.h"
#include "report/style.h"

namespace litmus {

// The pairs of a shortest cycle of program order and communication that only program order joins:
// not all of them were kept. None where the execution is one of sequential consistency.
std::vector<std::pair<int, int>> out_of_order(const Execution& execution);

std::string picture(const Execution& execution, const Test& test, const Style& style);

}  // namespace litmus
