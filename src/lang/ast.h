// The body of a C or C++ thread as a tree.
//
// Spelling is forgotten on the way in: x->store(1, std::memory_order_release) and
// atomic_store_explicit(x, 1, memory_order_release) are the same Expr, and `r += 1` is r = r + 1.
// Names are resolved: a Register is an index into the thread's locals, an Address an index into the
// test's locations. Every access carries the type of the object it touches.
//
// Two trees are equal when they mean the same; places are not compared.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/outcome.h"
#include "lang/order.h"
#include "lang/type.h"

namespace litmus {

// Line and column in the test's text, from 1; 0 for what no text stands for (generated tests).
struct Position {
  int line = 0;
  int column = 0;
};

enum class Operator : std::uint8_t {
  // binary
  Add, Subtract, Multiply, Divide, Remainder,
  BitAnd, BitOr, BitXor, ShiftLeft, ShiftRight,
  Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual,
  LogicalAnd, LogicalOr,
  // unary
  Negate, BitNot, LogicalNot,
  // Exchange: the new value replaces the old (updates only)
  Replace,
};

struct Expr {
  enum class Kind : std::uint8_t {
    // Pure: no access to shared memory.
    Constant,     // value
    Register,     // locals[index]
    Address,      // &locations[index]; index + n for an array's n-th element
    Unary,        // op operands[0]
    Binary,       // operands[0] op operands[1]; && and || evaluate the right side only when needed
    Conditional,  // operands[0] ? operands[1] : operands[2]
    Cast,         // (type) operands[0]
    Assign,       // locals[index] = operands[0]; its value is the local's new value
    // Accesses. operands[0] is the address, `object` the type of the object there.
    Load,             // order
    Store,            // *operands[0] = operands[1]; order
    Update,           // old value of *operands[0]; then *operands[0] = old op operands[1]; order
    CompareExchange,  // operands: address, expected, desired. `expected` is a Register or, where it
                      // stands in shared memory, the address of the expected value. order on
                      // success, failure_order on failure, weak
    // Neither.
    Fence,        // atomic_thread_fence(order)
    SignalFence,  // atomic_signal_fence(order): a compiler barrier
    Lock,         // operands[0] is the address of a mutex
    Unlock,
  };

  Kind kind = Kind::Constant;
  Type type;                       // of this expression's value
  Value value = 0;                 // Constant
  int index = -1;                  // Register, Address, Assign
  Operator op = Operator::Add;     // Unary, Binary, Update
  Order order = Order::Plain;      // accesses and fences
  Order failure_order = Order::Plain;
  bool weak = false;
  bool right_first = false;        // operands[1] comes before operands[0]: C++'s = and op=, where
                                   // that can be told
  Type object;                     // accesses
  std::vector<Expr> operands;
  Position at;

  bool operator==(const Expr& other) const;
};

// Whether evaluating it does more than find a value: an access, or an assignment to a local.
bool has_effect(const Expr& e);
// Whether it touches shared memory.
bool has_access(const Expr& e);
// Whether evaluating `by` changes a local that `in` names.
bool changes_local_of(const Expr& by, const Expr& in);

struct Statement {
  enum class Kind : std::uint8_t {
    Evaluate,  // expr;
    Block,     // { body }
    If,        // if (expr) body else otherwise      (otherwise may be empty)
    While,     // while (expr) body
    DoWhile,   // do body while (expr);
    For,       // for (init; expr; step) body        (init and step are Evaluate or empty)
    Break,
    Continue,
    Return,
  };

  Kind kind = Kind::Evaluate;
  Expr expr;  // For without a condition: the Constant 1
  std::vector<Statement> body;
  std::vector<Statement> otherwise;
  std::vector<Statement> init;  // For
  std::vector<Statement> step;  // For
  Position at;

  bool operator==(const Statement& other) const;
};

}  // namespace litmus
