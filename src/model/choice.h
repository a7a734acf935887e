// Which values a branch decides about.
//
//     0  load    %0 = [x]
//     1  branch  unless %0 goto 3    joins at 3        decides about %1
//     2  compute %1 = 1
//     3  store   [y] = %1
//
// Tested by path_test.cpp.
#pragma once

#include <vector>

#include "lang/effects.h"

namespace litmus {

// The registers that some way from the branch to its join sets. Those hold one value or another
// after the join because of the branch, also where the way taken set none.
std::vector<int> registers_decided_by(const Program& program, int branch);

}  // namespace litmus
