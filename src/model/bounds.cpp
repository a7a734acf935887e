// Interval arithmetic over terms; see bounds.h.
#include "model/bounds.h"

#include <algorithm>

namespace litmus {
namespace {

// Sums of bounds within these do not overflow, and neither does what they are the bounds of.
constexpr Value kSmall = Value{1} << 30;

// How deep to look: terms share operands, so that deeper ones could be looked at again and again.
constexpr int kDepth = 6;

bool is_small(Bounds b) { return b.low >= -kSmall && b.high <= kSmall; }

bool is_truth(Operator op) {
  return (op >= Operator::Equal && op <= Operator::LogicalOr) || op == Operator::LogicalNot;
}

// What wrapping to the type leaves as it is. (Pointers are numbers of locations.)
bool holds(Type type, Bounds b) {
  return is_small(b) &&
         (type.is_pointer() || (wrap(type, b.low) == b.low && wrap(type, b.high) == b.high));
}

Bounds of_sum(Operator op, Type type, Bounds a, Bounds b) {
  if (!holds(type, a) || !holds(type, b)) return {};
  const Bounds sum = op == Operator::Add ? Bounds{a.low + b.low, a.high + b.high}
                                         : Bounds{a.low - b.high, a.high - b.low};
  return holds(type, sum) ? sum : Bounds{};
}

Bounds of_term(const std::vector<Term>& terms, int at, int levels) {
  const Term& t = terms[static_cast<std::size_t>(at)];
  if (t.kind == Term::Kind::Constant) return {t.value, t.value};
  if (levels == 0) return {};
  const auto of = [&](int operand) { return of_term(terms, operand, levels - 1); };
  switch (t.kind) {
    case Term::Kind::Unary:
      return is_truth(t.op) ? Bounds{0, 1} : Bounds{};
    case Term::Kind::Wrap: {
      const Bounds a = of(t.a);
      return holds(t.type, a) ? a : Bounds{};
    }
    case Term::Kind::Choose: {
      const Bounds b = of(t.b), c = of(t.c);
      return {std::min(b.low, c.low), std::max(b.high, c.high)};
    }
    case Term::Kind::Binary:
      break;
    default:
      return {};
  }
  if (is_truth(t.op)) return {0, 1};
  const Bounds a = of(t.a), b = of(t.b);
  if (t.op == Operator::Add || t.op == Operator::Subtract) return of_sum(t.op, t.type, a, b);
  // A bit of the result is one of both: a side that is not negative limits it.
  if (t.op != Operator::BitAnd) return {};
  if (b.low >= 0 && holds(t.type, b)) return {0, b.high};
  if (a.low >= 0 && holds(t.type, a)) return {0, a.high};
  return {};
}

}  // namespace

Bounds bounds_of(const std::vector<Term>& terms, int at) { return of_term(terms, at, kDepth); }

}  // namespace litmus
