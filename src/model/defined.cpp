// What C demands of operands, as terms; see defined.h.
#include "model/defined.h"

#include <algorithm>

namespace litmus {
namespace {

bool is_shift(Operator op) { return op == Operator::ShiftLeft || op == Operator::ShiftRight; }
bool is_quotient(Operator op) { return op == Operator::Divide || op == Operator::Remainder; }

bool moves_a_pointer(const Expr& e) {
  return e.kind == Expr::Kind::Binary && e.type.is_pointer() &&
         (e.op == Operator::Add || e.op == Operator::Subtract);
}

class Demands {
 public:
  Demands(std::vector<Term>& terms, const Test& test, const std::vector<int>& registers)
      : terms_(terms), test_(test), registers_(registers) {}

  int of(const Expr& e) {
    if (!may_be_undefined(e)) return constant(1);
    if (e.kind == Expr::Kind::Conditional) {
      return both(of(e.operands[0]),
                  add_term(terms_, {.kind = Term::Kind::Choose, .a = value(e.operands[0]),
                                    .b = of(e.operands[1]), .c = of(e.operands[2])}));
    }
    if (e.kind == Expr::Kind::Binary && e.op == Operator::LogicalAnd) {
      const int left_decides = binary(Operator::Equal, value(e.operands[0]), constant(0));
      return both(of(e.operands[0]), either(left_decides, of(e.operands[1])));
    }
    if (e.kind == Expr::Kind::Binary && e.op == Operator::LogicalOr)
      return both(of(e.operands[0]), either(value(e.operands[0]), of(e.operands[1])));
    int all = constant(1);
    for (const Expr& operand : e.operands) all = both(all, of(operand));
    return both(all, own(e));
  }

 private:
  // What the operator itself asks for.
  int own(const Expr& e) {
    if (moves_a_pointer(e)) return inside_of_array(e);
    if (e.kind != Expr::Kind::Binary) return constant(1);
    if (is_quotient(e.op)) return binary(Operator::NotEqual, value(e.operands[1]), constant(0));
    if (is_shift(e.op)) return between(value(e.operands[1]), 0, operand_type(e).bits);
    return constant(1);
  }

  // The element pointed to belongs to the same array (a variable is one of length 1). C allows the
  // end as well; here that is the number of the next variable, so it is not modelled.
  int inside_of_array(const Expr& e) {
    const int pointer = value(e.operands[0]), moved = value(e);
    int inside = constant(0);
    for (std::size_t first = 0; first < test_.locations.size();) {
      const int length = std::max(1, test_.locations[first].array);
      const Value begin = pointer_to(first), end = begin + length;
      inside = either(inside, both(between(pointer, begin, end), between(moved, begin, end)));
      first += static_cast<std::size_t>(length);
    }
    return inside;
  }

  int between(int term, Value low, Value end) {
    return both(binary(Operator::GreaterEqual, term, constant(low)),
                binary(Operator::Less, term, constant(end)));
  }

  int constant(Value value) { return add_constant(terms_, value); }
  int value(const Expr& e) { return add_expression(terms_, e, registers_); }
  int both(int a, int b) { return binary(Operator::LogicalAnd, a, b); }
  int either(int a, int b) { return binary(Operator::LogicalOr, a, b); }
  int binary(Operator op, int a, int b) {
    return add_term(terms_, {.kind = Term::Kind::Binary, .op = op, .type = Type{.bits = 64},
                             .a = a, .b = b});
  }

  std::vector<Term>& terms_;
  const Test& test_;
  const std::vector<int>& registers_;
};

}  // namespace

bool may_be_undefined(const Expr& e) {
  if (moves_a_pointer(e)) return true;
  if (e.kind == Expr::Kind::Binary && (is_quotient(e.op) || is_shift(e.op))) return true;
  return std::ranges::any_of(e.operands, may_be_undefined);
}

int add_defined(std::vector<Term>& terms, const Test& test, const Expr& pure,
                const std::vector<int>& registers) {
  return Demands(terms, test, registers).of(pure);
}

}  // namespace litmus
