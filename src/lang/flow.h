// Where the two ways of a branch meet again.
#pragma once

#include "lang/effects.h"

namespace litmus {

// Sets `join` of every BranchUnless in `program` to its immediate postdominator: the first
// instruction that every way from the branch to the end of the thread passes. The end itself is
// code.size().
void set_joins(Program& program);

}  // namespace litmus
