// A run of a stress test: the same record, table and lines as of a litmus test, judged by the
// grades that its author gave instead of by models.
//
// Tested by stress_run_test.cpp.
#pragma once

#include "harness/description.h"
#include "report/run_result.h"

namespace litmus {

// The answer is what the test's program said. `blind` as for conclude().
RunResult conclude_stress(const Description& test, ChildAnswer answer, bool blind);

// The outcomes that a wrong version is there to show, where they are graded by numbers alone.
std::vector<Outcome> harm_of(const Description& test);

// As much of a Test as a stress test has: names and columns.
Test test_of(const Description& description);

}  // namespace litmus
