// What a thread does, as a model reads it: a flat list of instructions over registers.
//
// The tree of ast.h is taken apart so that each instruction makes at most one access to shared
// memory and everything else is a pure expression over registers; `if`, loops, && and || become
// branches. Registers 0 .. locals-1 are the thread's locals; the rest are temporaries.
//
//     int r0 = atomic_load_explicit(y, memory_order_acquire);
//     if (r0 == 1) atomic_store_explicit(x, r0 + 1, memory_order_relaxed);
// is
//     0  load      %0 = [y] acquire
//     1  branch    unless (%0 == 1) goto 3    joins at 3
//     2  store     [x] = (%0 + 1) relaxed
#pragma once

#include <string>
#include <vector>

#include "lang/test.h"

namespace litmus {

struct Instruction {
  enum class Kind : std::uint8_t {
    Compute,          // %result = value
    Load,             // %result = [address]
    Store,            // [address] = value
    Update,           // %result = [address]; [address] = %result op value, in one step
    CompareExchange,  // %result = [address]; if it equals `expected`: [address] = value, in one
                      // step. %success is 1 if it did; a weak one may also do nothing with
                      // %success = 0
    Fence,
    SignalFence,
    Lock,             // [address]: reads 0 and writes 1 in one step, acquire; can not go on
                      // otherwise
    Unlock,           // [address] = 0, release
    BranchUnless,     // if value is 0, go to target
    Jump,             // go to target
    LoopEnter,        // loop number `loop` begins anew: its count of iterations is 0
    LoopBody,         // one more iteration of loop `loop`
  };

  Kind kind = Kind::Compute;
  Expr address;   // pure
  Expr value;     // pure
  Expr expected;  // pure
  Operator op = Operator::Replace;  // Update
  Order order = Order::Plain;
  Order failure_order = Order::Plain;
  bool weak = false;
  Type object;       // accesses
  int result = -1;   // -1: the value read is not kept
  int success = -1;  // CompareExchange
  int target = -1;   // BranchUnless, Jump
  int join = -1;     // BranchUnless: where both ways meet again (its immediate postdominator). What
                     // runs before that is control-dependent on `value`; what runs after is not,
                     // because a compiler may remove the branch
  int loop = -1;     // LoopEnter, LoopBody
  Position at;
};

struct Program {
  std::vector<Instruction> code;  // running off the end ends the thread
  int registers = 0;              // locals and temporaries
  int loops = 0;
};

// The effects of one thread of a test.
Program effects(const Test& test, int thread);

// One instruction a line, as in the comment above: for tests and for `show --as effects`.
std::string to_string(const Program& program, const Test& test);

// The value of a pure expression, C's arithmetic on the registers' values. Division by zero and
// shifts out of range give 0, and set `undefined`.
Value evaluate(const Expr& pure, const std::vector<Value>& registers, bool* undefined = nullptr);

// `a op b` as C computes it: operands are converted to their common type `operand` (of a shift: to
// the promoted type of the left one), the result is wrapped to that type; comparisons give 0 or 1.
Value apply(Operator op, Type operand, Value a, Value b, bool* undefined = nullptr);

// `op a`, where `operand` is the promoted type of a.
Value apply(Operator op, Type operand, Value a);

// C's integer promotion of one type, and the usual arithmetic conversions of two.
Type promoted(Type type);
Type common_type(Type a, Type b);

// The type in which `binary` computes, from the types of its operands.
Type operand_type(const Expr& binary);

// What an update leaves in an object of type `object` that held `old`.
Value updated(Operator op, Type object, Value old, Value operand);

}  // namespace litmus
