// The standard compilation of C++ atomics to each architecture, once, for whoever needs it: the
// models (hardware verdicts on C tests), the generator (what an order costs), the report (is the
// kernel's assembly the standard one?).
//
// A C access becomes a short sequence of machine operations. On Armv8 a seq_cst load is one read
// with the annotation A; on RISC-V it is Fence.rw.rw, a read, Fence.r.rw.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/effects.h"

namespace litmus {

enum class Architecture : unsigned char { X86, Armv8, RiscV, Power };

std::string_view to_string(Architecture architecture);  // "x86-64", "Armv8", "RISC-V", "POWER"

// One operation of the compiled code. Its tags are the names of sets in the cat models.
struct MachineOp {
  enum class Kind : unsigned char { Read, Write, Fence };
  Kind kind = Kind::Fence;
  std::vector<std::string_view> tags;  // "A", "L", "X", "MFENCE", "DMB.ISHLD", "Fence.rw.w", "SYNC"
  std::vector<std::string_view> also = {};  // what some models' texts call the same
  bool control_from_read = false;  // a fake branch on the read stands before it (POWER's isync)
};

// What one access or fence compiles to. `succeeded` is for compare-exchange: the successful form is
// a read and a write of one update, the failed one a read (with whatever fences stay).
std::vector<MachineOp> compile(const Instruction& instruction, Architecture architecture,
                               bool succeeded = true);

// compile(), or what someone would put in its place: a compiler's other choice, or a mistake.
using Compilation =
    std::function<std::vector<MachineOp>(const Instruction&, Architecture, bool succeeded)>;

// The instructions as a person would write them: "sync; ld; cmp; bc; isync", for tables of cost.
std::string assembly(const Instruction& instruction, Architecture architecture);

}  // namespace litmus
