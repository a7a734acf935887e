// Looking at the code that a kernel was played from: is it the standard compilation of the test?
//
// Asked when an outcome was seen that the models forbid (run.cpp): the compiler is the first
// suspect. objdump reads the very file that ran, this program or a library made for the test, so
// nothing is compiled again. Without objdump the answer is unknown.
//
// Tested by run_command_test.cpp and src/agreement/kernel_code_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "backend/standard_code.h"
#include "harness/kernel.h"

namespace litmus {

// Where a kernel's roles begin: by their names or, in this program, by their addresses.
struct CodePlace {
  std::string file;
  std::vector<std::string> functions;
  std::vector<std::uint64_t> addresses;
};

// Of a kernel that was linked into this program.
CodePlace place_in_this_program(const Kernel& kernel);

// Of each role those that touch the test's memory: "P0 mov [rax],0x2; P1 movsxd rax,[rax]"
std::string in_a_line(const std::vector<std::vector<std::string>>& instructions);

CodeAnswer look_at_code(const Test& test, const CodePlace& place);

}  // namespace litmus
