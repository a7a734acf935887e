// What may be called in a thread: the operations of atomics, flags and mutexes, and the fences.
//
// The free function atomic_NAME[_explicit] does what the member NAME does, so one table has both.
// What we know and do not model is refused by name, with what to write instead.
#pragma once

#include <cstdint>
#include <string_view>

#include "lang/ast.h"

namespace litmus {

struct Parser;
struct Token;

enum class OperationKind : std::uint8_t {
  Load,
  Store,
  Init,
  Update,
  Strong,
  Weak,
  TestAndSet,
  Clear,
  Test,
  Lock,
  Unlock,
  ThreadFence,
  SignalFence,
};

struct Operation {
  std::string_view name;  // of the member function
  OperationKind action;
  Operator op = Operator::Replace;
};

inline bool is_of_flag(OperationKind action) {
  return action == OperationKind::TestAndSet || action == OperationKind::Clear ||
         action == OperationKind::Test;
}
inline bool is_of_mutex(OperationKind action) {
  return action == OperationKind::Lock || action == OperationKind::Unlock;
}
inline bool is_fence(OperationKind action) {
  return action == OperationKind::ThreadFence || action == OperationKind::SignalFence;
}

// The operation that a free function names; `explicitly` is set if it takes memory orders.
const Operation& free_operation(const Parser& parser, const Token& name, bool& explicitly);
// The operation that a member function names.
const Operation& member_operation(const Parser& parser, const Token& name);

// Fails: nothing we read is called so.
[[noreturn]] void fail_unknown_operation(const Parser& parser, const Token& name);

}  // namespace litmus
