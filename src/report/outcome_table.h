// Every outcome that some model allows, and which models do:
//
//     SB  exists (0:r0=0 /\ 1:r0=0)
//     0:r0  1:r0    sc   tso  c++20
//        0     0    -    yes  yes    <- the condition
//        0     1    yes  yes  yes
#pragma once

#include <string>

#include "report/checked.h"
#include "report/style.h"

namespace litmus {

std::string outcome_table(const Checked& checked, const Style& style);

}  // namespace litmus
