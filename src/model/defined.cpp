// What C demands of operands, as terms; see defined.h.
#include "model/defined.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "model/bounds.h"

namespace litmus {
namespace {

bool is_shift(const Expr& e) {
  return e.kind == Expr::Kind::Binary &&
         (e.op == Operator::ShiftLeft || e.op == Operator::ShiftRight);
}

bool is_quotient(const Expr& e) {
  return e.kind == Expr::Kind::Binary &&
         (e.op == Operator::Divide || e.op == Operator::Remainder);
}

bool moves_a_pointer(const Expr& e) {
  return e.kind == Expr::Kind::Binary && e.type.is_pointer() &&
         (e.op == Operator::Add || e.op == Operator::Subtract);
}

template <typename Is>
bool somewhere(const Expr& e, const Is& is) {
  return is(e) ||
         std::ranges::any_of(e.operands, [&](const Expr& each) { return somewhere(each, is); });
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
    if (is_quotient(e)) return binary(Operator::NotEqual, value(e.operands[1]), constant(0));
    if (is_shift(e)) return between(value(e.operands[1]), 0, operand_type(e).bits);
    return constant(1);
  }

  // The element pointed to belongs to the same array (a variable is one of length 1). C allows the
  // end as well; here that is the number of the next variable, so it is not modelled.
  int inside_of_array(const Expr& e) {
    const int pointer = value(e.operands[0]), moved = value(e);
    int inside = constant(0);
    for (int first = 0; first < static_cast<int>(test_.locations.size());) {
      const int length = elements_around(test_, first).length;
      const Value begin = pointer_to(index(first)), end = begin + length;
      inside = either(inside, both(between(pointer, begin, end), between(moved, begin, end)));
      first += length;
    }
    return inside;
  }

  int between(int term, Value low, Value end) {
    const Bounds bounds = bounds_of(terms_, term);
    if (bounds.low >= low && bounds.high < end) return constant(1);
    if (bounds.high < low || bounds.low >= end) return constant(0);
    return both(binary(Operator::GreaterEqual, term, constant(low)),
                binary(Operator::Less, term, constant(end)));
  }

  int constant(Value value) { return add_constant(terms_, value); }
  int value(const Expr& e) { return add_expression(terms_, e, registers_); }

  // Known sides fold, so that most terms are short or none.
  int both(int a, int b) {
    const std::optional<Value> left = known(a), right = known(b);
    if (left) return *left == 0 ? a : b;
    if (right) return *right == 0 ? b : a;
    return binary(Operator::LogicalAnd, a, b);
  }
  int either(int a, int b) {
    const std::optional<Value> left = known(a), right = known(b);
    if (left) return *left == 0 ? b : a;
    if (right) return *right == 0 ? a : b;
    return binary(Operator::LogicalOr, a, b);
  }
  std::optional<Value> known(int term) const {
    const Term& t = terms_[index(term)];
    return t.kind == Term::Kind::Constant ? std::optional(t.value) : std::nullopt;
  }
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
  return somewhere(e, [](const Expr& each) {
    return moves_a_pointer(each) || is_quotient(each) || is_shift(each);
  });
}

std::string demands_of(const Instruction& instruction) {
  const auto has = [&](bool (*is)(const Expr&)) {
    return somewhere(instruction.address, is) || somewhere(instruction.value, is) ||
           somewhere(instruction.expected, is);
  };
  std::vector<std::string_view> demands;
  if (has(moves_a_pointer)) demands.push_back("an index has to stay inside of its array");
  if (has(is_quotient)) demands.push_back("a divisor must not be 0");
  if (has(is_shift)) demands.push_back("nothing is shifted by more than it has bits");
  return fmt::format("{}", fmt::join(demands, ", and "));
}

int add_defined(std::vector<Term>& terms, const Test& test, const Expr& pure,
                const std::vector<int>& registers) {
  return Demands(terms, test, registers).of(pure);
}

}  // namespace litmus
