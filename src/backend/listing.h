// A disassembly as text, read into instructions.
//
//     000000000001e110 <kernels_0_3_P0>:
//        1e114:  mov    r10,QWORD PTR [rdi]
//        1e13a:  je     1e16f <kernels_0_3_P0+0x5f>
//
// is what `objdump -d --no-show-raw-insn -M intel` prints. Whoever calls runs that program; here it
// is only read, and what is no instruction (titles, data) is passed over.
//
// Tested by listing_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace litmus {

struct CodeLine {
  std::string text;                   // "mov r10,QWORD PTR [rdi]": for messages
  std::string name;                   // "mov"; without prefixes that only fill space
  bool locked = false;                // x86: the lock prefix
  std::vector<std::string> operands;  // "r10", "QWORD PTR [rdi]"
  std::uint64_t next = 0;             // address of what stands behind it; 0: the listing ends
};

struct Listing {
  std::map<std::uint64_t, CodeLine> lines;         // by address
  std::map<std::string, std::uint64_t> functions;  // by name
};

Listing read_listing(std::string_view disassembly);

}  // namespace litmus
