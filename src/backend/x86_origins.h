// Where every register and stack slot of an x86-64 function points, from instruction to
// instruction.
//
//     mov rdx,QWORD PTR [rdi]     rdx: the base of cell 0 (rdi is the role's Frame)
//     imul rcx,rax                rcx: a number
//     add rdx,rcx                 rdx: cell 0
//
// Tested by x86_code_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string_view>

#include "backend/listing.h"
#include "backend/touches.h"

namespace litmus {

// What a value is, as far as it matters where it points to.
struct Origin {
  enum class Kind : std::uint8_t {
    Unreached,  // no path has come by
    Number,
    Frame,  // the role's first argument, plus `at`
    Stack,  // the stack pointer at entry, plus `at`
    Ours,   // memory of the harness: the walk, columns, constants
    Cell,   // shared memory of the test: cell `at`, or one that came out of a cell
  };
  Kind kind = Kind::Unreached;
  std::int64_t at = 0;

  bool operator==(const Origin&) const = default;
};

// Before an instruction.
class X86Origins {
 public:
  static X86Origins at_entry();  // of a function that takes (const Frame&, const Walk&)

  // Where two paths meet: adds what may be on the other one. True if that changed anything.
  bool join(const X86Origins& other);
  // Goes on behind an instruction.
  void step(const CodeLine& line);
  // Where an operand in memory lies: "QWORD PTR [rdx+rax*8-0x10]".
  Origin of_address(std::string_view operand) const;

  bool operator==(const X86Origins&) const = default;

 private:
  static constexpr std::size_t kRegisters = 16;

  Origin& rsp();
  Origin of_register(std::string_view name) const;
  Origin loaded(const Origin& address) const;
  Origin of(std::string_view operand) const;
  void assign(std::string_view operand, const Origin& origin);
  void push(std::string_view operand);
  void pop(std::string_view operand);
  void call();
  void add(const CodeLine& line);
  void compute(const CodeLine& line);

  std::array<Origin, kRegisters> registers_;
  std::map<std::int64_t, Origin> stack_;
};

// "DWORD PTR [rdx]", "QWORD PTR fs:0x28"
bool is_memory(std::string_view operand);

}  // namespace litmus
