// Records as JUnit XML, which CI systems show: a case for each litmus test, a failure for each that
// shows what it must not, with the evidence and the command that repeats it.
//
// Tested by junit_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "report/record.h"

namespace litmus {

std::string to_junit(const std::vector<Record>& records);

}  // namespace litmus
