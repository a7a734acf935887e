// Tested by kernel_source_test.cpp.
#include "backend/waiting.h"

#include <algorithm>
#include <initializer_list>

namespace litmus {
namespace {

bool contains(const Expr& e, std::initializer_list<Expr::Kind> kinds) {
  if (std::find(kinds.begin(), kinds.end(), e.kind) != kinds.end()) return true;
  return std::any_of(e.operands.begin(), e.operands.end(),
                     [&](const Expr& operand) { return contains(operand, kinds); });
}

template <typename Predicate>
bool any_statement(const std::vector<Statement>& statements, Predicate found) {
  return std::any_of(statements.begin(), statements.end(), [&](const Statement& s) {
    return found(s) || any_statement(s.init, found) || any_statement(s.body, found) ||
           any_statement(s.step, found) || any_statement(s.otherwise, found);
  });
}

bool is_loop(const Statement& s) {
  return s.kind == Statement::Kind::While || s.kind == Statement::Kind::DoWhile ||
         s.kind == Statement::Kind::For;
}

bool waits_for_a_load(const Statement& s) {
  if (!is_loop(s) || contains(s.expr, {Expr::Kind::Update, Expr::Kind::CompareExchange}))
    return false;
  if (contains(s.expr, {Expr::Kind::Load})) return true;
  auto loads = [](const Statement& inner) { return contains(inner.expr, {Expr::Kind::Load}); };
  return any_statement(s.body, loads) || any_statement(s.step, loads);
}

}  // namespace

bool waits(const Thread& thread) { return any_statement(thread.body, waits_for_a_load); }

bool may_turn_for_ever(const Thread& thread) {
  return any_statement(thread.body, [](const Statement& s) {
    return is_loop(s) || contains(s.expr, {Expr::Kind::Lock});
  });
}

}  // namespace litmus
