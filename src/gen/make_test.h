// A cycle's test: the program whose outcome, if seen, shows that the cycle happened.
//
// Tested by make_test_test.cpp, and by src/agreement against the models.
#pragma once

#include <string>

#include "gen/cycle.h"
#include "lang/test.h"

namespace litmus {

// The test of a canonical cycle, called `name`. It is what parsing its own text would give, but for
// `source` and `hash`.
Test make_test(const Cycle& canonical_cycle, std::string name);

}  // namespace litmus
