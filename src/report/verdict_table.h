// What models allow, a test a line:
//
//     test        condition                   sc     tso        c++20
//     SB          exists (0:r0=0 /\ 1:r0=0)   never  sometimes  sometimes
//
// The words say how often the proposition in the condition holds over the outcomes that a model
// allows; `race` that the model calls the test undefined. What a test does not expect is marked
// with "!", what rests on a loop bound with "~". A search that was cut short leaves a verdict
// undecided.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "report/checked.h"
#include "report/table.h"

namespace litmus {

Table verdict_table(std::span<const VerdictLine> all);

// A line for each verdict that is not what its test expects.
std::string broken_expectations(std::span<const VerdictLine> all, const Style& style);

std::size_t count_broken(std::span<const VerdictLine> all);
std::size_t count_undecided(std::span<const VerdictLine> all);

// What follows the table: how many verdicts are as expected, those that are not one by one, and
// what the marks mean where they occur.
std::string verdict_summary(std::span<const VerdictLine> all, int unroll, const Style& style);

}  // namespace litmus
