// A judgement in the layout of the field's simulator logs, which its comparison tools read:
//
//     Test SB Allowed
//     States 4
//     0:r0=0; 1:r0=0;
//     ...
//     Ok
//     Witnesses
//     Positive: 1 Negative: 3
//     Condition exists (0:r0=0 /\ 1:r0=0)
//     Observation SB Sometimes 1 3
//     Time SB 0.00
//     Hash=...
//
// A test that the model calls undefined says Undef, and `Flag *undef*` after the witnesses; one
// that the model only flags, `Flag NAME`. The simulators count executions there; we count outcomes.
// Tested by checked_test.cpp.
#pragma once

#include <string>

#include "lang/judgement.h"

namespace litmus {

std::string to_herd_log(const Test& test, const Judgement& judgement, double seconds);

}  // namespace litmus
