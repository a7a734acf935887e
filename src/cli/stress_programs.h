// Stress tests that the user names: in a source file, which is compiled to a library that only a
// child loads, or in a program that links the harness (harness/kernel_main.h).
//
//     litmus run queue.cpp             all of its tests
//     litmus run queue.cpp:relaxed     one of them
//     litmus run ./my_tests            a program of the user's own build
//
// Tested by stress_command_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "cli/resolve.h"
#include "cli/stress_compiler.h"
#include "harness/description.h"
#include "harness/launch.h"

namespace litmus {

struct StressJob {
  Description test;
  Launch launch;
  std::string word;  // that names this test alone
};

// The tests that are part of this program (litmus/course), by name, and what stands for a path
// where one of them is asked for.
inline constexpr const char* kBuiltIn = "course";
bool is_built_in_stress_test(const std::string& name);
std::vector<std::string_view> built_in_stress_tests();

// True if `path` is a source file or a program, by its name and its first bytes.
bool is_stress_source(const std::string& path);
bool is_program(const std::string& path);

// All tests of what was asked for, or the one it names. Throws Error with the compiler's words if a
// source does not compile, and if there is no such test.
std::vector<StressJob> stress_jobs(const Asked& asked, const StressCompiler& compiler);

}  // namespace litmus
