// Where a printed thread declares its locals.
#pragma once

#include <vector>

#include "lang/test.h"

namespace litmus {

// For each local the assignment that can declare it, `int r0 = ...;`, or nullptr for the top of the
// thread (or the init block). Reading the text back finds the locals in the same order.
std::vector<const Statement*> declaration_places(const Thread& thread);

}  // namespace litmus
