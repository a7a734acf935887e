// Measures trees; see size.h.
#include "lang/size.h"

#include <algorithm>

#include "lang/operators.h"

namespace litmus {
namespace {

int operands_of(const Expr& e) {
  // The second element of v is v + 1.
  if (e.kind == Expr::Kind::Address) return 2;
  int count = e.operands.empty() ? 1 : 0;
  for (const Expr& operand : e.operands) count += operands_of(operand);
  return count;
}

// a + b + c is a chain, and its sums do not count as standing in each other.
bool is_chained(const Expr& e, const Expr& left) {
  return e.kind == Expr::Kind::Binary && left.kind == Expr::Kind::Binary &&
         precedence(left.op) >= precedence(e.op);
}

int levels_of(const Expr& e) {
  int deepest = 0;
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    const bool adds = i > 0 || !is_chained(e, e.operands[i]);
    deepest = std::max(deepest, levels_of(e.operands[i]) + (adds ? 1 : 0));
  }
  return deepest;
}

void look(const Parser& parser, const std::vector<Statement>& body, int level) {
  for (const Statement& s : body) {
    if (operands_of(s.expr) > kMaxOperands) fail_too_long(parser, s.at);
    if (level + levels_of(s.expr) > kMaxNesting) fail_too_deep(parser, s.at);
    for (const auto* inner : {&s.init, &s.body, &s.step, &s.otherwise})
      look(parser, *inner, level + 1);
  }
}

}  // namespace

void check_size(const Parser& parser, const std::vector<Statement>& body) {
  look(parser, body, 0);
}

}  // namespace litmus
