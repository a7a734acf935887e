// What a run should look for, and how: told by the models, handed to the engine as plain numbers.
//
// Wanted are the outcomes that this machine's model allows and sequential consistency does not.
// Where a test has more threads than there are CPUs, the model also tells in which schedules they
// can be seen at all (gen/schedules.h).
//
// Tested by run_command_test.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "harness/plan.h"
#include "lang/judgement.h"
#include "lang/test.h"

namespace litmus {

// Both are outcomes in the columns that the test shows, sorted.
std::vector<Outcome> wanted_outcomes(const Judgement& hardware, const Judgement& sequential);

// Makes the plan a search for these outcomes on so many CPUs. `hardware` is asked about schedules;
// where it throws Error, the plan has no hints.
void aim(Plan& plan, const Test& test, std::vector<Outcome> wanted, const Judge& hardware,
         std::size_t cpus);

}  // namespace litmus
