// Is the compiled role the standard compilation of its thread (lang/mapping.h)?
//
//     P0 (message passing)      its code on x86           the standard compilation
//     x = 1, relaxed            mov DWORD PTR [rcx],1     write x
//     y = 1, release            mov DWORD PTR [rax],1     write y
//
// Both are graphs, and every way through the code has to be a way through the standard one: the
// same accesses to the same cells, and fences where they have to be, in the same order. Branches
// and loops are followed both ways, whatever their conditions. What a compiler may do and the table
// does not have (two plain stores made one, fetch_add(x, 0) as a load) is different too: then the
// models' verdict about the hardware does not count (report/verdict.h).
//
// Tested by standard_code_test.cpp, and on all kernels of the catalogue by
// src/agreement/kernel_code_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "backend/touches.h"
#include "lang/test.h"

namespace litmus {

struct CodeAnswer {
  enum class Is : std::uint8_t { Standard, Different, Unknown };

  Is is = Is::Unknown;
  std::string why;  // "P0: mov DWORD PTR [rax],0x1 writes y; the standard code would write x"
  std::vector<std::vector<std::string>> instructions = {};  // by role, where all were read
};

// One role, on x86-64. Throws Error like effects().
CodeAnswer compare_with_standard(const Test& test, int thread, const CodeGraph& code);

// All roles of a kernel: where in the listing each begins. One that differs is the answer; else one
// that could not be read.
CodeAnswer compare_with_standard(const Test& test, const Listing& listing,
                                 const std::vector<std::uint64_t>& entries);

}  // namespace litmus
