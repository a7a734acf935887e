// Whether what a model allows stays allowed when reads and fences are taken out of it.
//
// A thread that spins makes executions of any length: it may find the flag down a thousand times.
// Under a model that only forbids because of what is there (cycles of pairs, each made of other
// pairs), the failed rounds can be taken out, and what is left is still allowed. So the executions
// with few rounds have shown every outcome. A model that asks for something to be there, or takes
// away pairs because of a read in between, may not be of that kind.
//
// Tested by hereditary_test.cpp.
#pragma once

#include "model/cat.h"

namespace litmus {

// True if for every execution that the model allows, and every set of its events that write
// nothing, the execution without these events is allowed too, with the races among those left.
// False means only that it could not be shown.
bool is_hereditary(const CatModel& model);

}  // namespace litmus
