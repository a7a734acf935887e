// A record in the layout of the field's hardware runner, which its comparison tools read:
//
//     Test SB Allowed
//     Histogram (4 states)
//     76    *>0:r0=0; 1:r0=0;
//     500123:>0:r0=0; 1:r0=1;
//     ...
//     Ok
//
//     Witnesses
//     Positive: 76, Negative: 999924
//     Condition exists (0:r0=0 /\ 1:r0=0) is validated
//     Hash=2d53e83cd627ba17ab11c875525e078b
//     Observation SB Sometimes 76 999924
//     Time SB 0.22
//
// Tested by runner_log_test.cpp, which reads it back (log_reader.h).
#pragma once

#include <string>

#include "report/record.h"

namespace litmus {

std::string to_runner_log(const Record& record);

// The same as a simulator writes it: what was seen stands where a model's outcomes would, so that
// tools which compare models can compare a machine with them.
std::string to_state_log(const Record& record);

}  // namespace litmus
