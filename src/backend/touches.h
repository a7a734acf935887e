// What compiled code does to a test's shared memory: the accesses and fences of one role, as a
// graph whose paths are the ways through its instructions.
//
//     mov rdx,[rdi] ... imul, add      computes where x lies      touches nothing
//     mov DWORD PTR [rdx],0x1          writes x
//     mov QWORD PTR [r9+rdi*8],rax     records an outcome         touches nothing of the test's
//     ret
//
// Which memory an instruction means is followed from the role's arguments through registers and the
// stack (harness/kernel.h says where cells and columns lie in a Frame). Where that can not be
// followed nothing is guessed: `unreadable` says why.
//
// Tested by x86_code_test.cpp, and on all kernels of the catalogue by
// src/agreement/kernel_code_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "backend/listing.h"

namespace litmus {

struct Touch {
  enum class Kind : std::uint8_t {
    Read,
    Write,
    Update,  // a locked read and write in one
    Fence,   // a full one
  };
  static constexpr int kSomeCell = -1;  // a pointer that came out of memory, or one of several

  Kind kind = Kind::Fence;
  int cell = kSomeCell;

  bool operator==(const Touch&) const = default;
};

struct CodeStep {
  std::vector<Touch> touches;  // in this order; `add [x],1` reads and writes
  std::vector<std::size_t> next;
  bool returns = false;
  std::string text;  // the instruction
};

struct CodeGraph {
  std::vector<CodeStep> steps;  // the first is the function's first
  std::string unreadable;       // "" or why this is no answer
};

// The instructions that touch the test's memory or are fences, in the order of the steps.
std::vector<std::string> touching(const CodeGraph& code);

// The graph of the function at `entry`. It takes (const Frame&, const Walk&).
CodeGraph x86_code(const Listing& listing, std::uint64_t entry);

}  // namespace litmus
