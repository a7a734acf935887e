// Look-ups in the table of operators.
#include "lang/operators.h"

namespace litmus {

int precedence(Operator op) {
  for (const BinaryOperator& binary : kBinaryOperators) {
    if (binary.op == op) return binary.precedence;
  }
  return kUnary;
}

std::string_view symbol(Operator op) {
  for (const BinaryOperator& binary : kBinaryOperators) {
    if (binary.op == op) return binary.text;
  }
  switch (op) {
    case Operator::Negate:
      return "-";
    case Operator::BitNot:
      return "~";
    case Operator::LogicalNot:
      return "!";
    default:
      return ":=";
  }
}

}  // namespace litmus
