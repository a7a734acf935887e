// A walk over a thread's expressions; see open_order.h.
#include "lang/open_order.h"

#include <algorithm>

namespace litmus {
namespace {

// The order of two plain reads is nobody's business: where it could be told, there is a race.
bool has_atomic_access(const Expr& e) {
  return (e.kind > Expr::Kind::Assign && e.order != Order::Plain) ||
         std::ranges::any_of(e.operands, has_atomic_access);
}

// && and || and ?: say which operand comes first, and C++'s assignments do; everything else leaves
// it to the compiler.
bool orders_operands(const Expr& e) {
  return e.kind == Expr::Kind::Conditional || e.right_first ||
         (e.kind == Expr::Kind::Binary &&
          (e.op == Operator::LogicalAnd || e.op == Operator::LogicalOr));
}

// a[i++] = i
bool changes_another(const Expr& e) {
  return std::ranges::any_of(e.operands, [&](const Expr& by) {
    return std::ranges::any_of(
        e.operands, [&](const Expr& in) { return &by != &in && changes_local_of(by, in); });
  });
}

const Expr* open_in(const Expr& e) {
  const bool accesses = std::ranges::count_if(e.operands, has_access) > 1 &&
                        std::ranges::any_of(e.operands, has_atomic_access);
  if (!orders_operands(e) && (accesses || changes_another(e))) return &e;
  for (const Expr& operand : e.operands) {
    if (const Expr* const found = open_in(operand)) return found;
  }
  return nullptr;
}

void look(const std::vector<Statement>& body, std::vector<Position>& found) {
  for (const Statement& statement : body) {
    if (const Expr* const open = open_in(statement.expr)) found.push_back(open->at);
    for (const auto* inner :
         {&statement.init, &statement.body, &statement.step, &statement.otherwise})
      look(*inner, found);
  }
}

}  // namespace

std::vector<Position> parts_in_open_order(const std::vector<Statement>& body) {
  std::vector<Position> found;
  look(body, found);
  return found;
}

}  // namespace litmus
