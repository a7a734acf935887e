// From a source file with stress tests (harness/stress.h) to a library that a child can load.
//
// The source needs our headers, which the program carries with it, and nothing to link. What was
// compiled is kept, and found again as long as the preprocessor makes the same of the source: a
// header of the user's that has changed is seen.
//
// Tested by stress_command_test.cpp.
#pragma once

#include <string>
#include <vector>

namespace litmus {

struct StressCompiler {
  std::string program, flags;        // --compiler and --flags, as the user wrote them
  std::vector<std::string> folders;  // -I
};

// The library's file. Throws Error with the compiler's own words if the source does not compile,
// CanNotRun if there is no compiler.
std::string compiled_stress_tests(const StressCompiler& compiler, const std::string& source);

}  // namespace litmus
