// C's arithmetic on 64-bit carriers: promotions, usual conversions, wrapping.
//
// Values of every type travel as std::int64_t; the type says how many bits count and whether they
// are signed. Sums are computed without sign, so that overflow wraps and is never undefined here.
//
// Tested by evaluate_test.cpp.
#include "harness/error.h"
#include "lang/effects.h"

namespace litmus {
namespace {

using Unsigned = std::uint64_t;

bool is_unsigned(Type type) { return !type.is_pointer() && !type.is_signed; }

bool less(Type type, Value a, Value b) {
  return is_unsigned(type) ? static_cast<Unsigned>(a) < static_cast<Unsigned>(b) : a < b;
}

void set(bool* undefined) {
  if (undefined != nullptr) *undefined = true;
}

Value divide(Operator op, Type type, Value a, Value b, bool* undefined) {
  if (b == 0) {
    set(undefined);
    return 0;
  }
  bool quotient = op == Operator::Divide;
  if (is_unsigned(type)) {
    auto ua = static_cast<Unsigned>(a), ub = static_cast<Unsigned>(b);
    return static_cast<Value>(quotient ? ua / ub : ua % ub);
  }
  // The one quotient that does not fit, INT64_MIN / -1, would trap.
  if (b == -1) return quotient ? static_cast<Value>(-static_cast<Unsigned>(a)) : 0;
  return quotient ? a / b : a % b;
}

Value shift(Operator op, Type type, Value a, Value b, bool* undefined) {
  if (b < 0 || b >= (type.is_pointer() ? 64 : type.bits)) {
    set(undefined);
    return 0;
  }
  if (op == Operator::ShiftLeft) return static_cast<Value>(static_cast<Unsigned>(a) << b);
  return is_unsigned(type) ? static_cast<Value>(static_cast<Unsigned>(a) >> b) : a >> b;
}

Value combine(Operator op, Type type, Value a, Value b, bool* undefined) {
  auto ua = static_cast<Unsigned>(a), ub = static_cast<Unsigned>(b);
  switch (op) {
    case Operator::Add:
      return static_cast<Value>(ua + ub);
    case Operator::Subtract:
      return static_cast<Value>(ua - ub);
    case Operator::Multiply:
      return static_cast<Value>(ua * ub);
    case Operator::Divide:
    case Operator::Remainder:
      return divide(op, type, a, b, undefined);
    case Operator::BitAnd:
      return a & b;
    case Operator::BitOr:
      return a | b;
    case Operator::BitXor:
      return a ^ b;
    case Operator::ShiftLeft:
    case Operator::ShiftRight:
      return shift(op, type, a, b, undefined);
    default:
      CHECK(false && "an arithmetic operator");
      return 0;
  }
}

}  // namespace

Type promoted(Type type) {
  if (type.is_pointer()) return type.value();
  bool fits_int = type.base != Type::Base::Integer || type.bits < 32;
  return fits_int ? Type{} : type.value();
}

Type common_type(Type a, Type b) {
  a = promoted(a);
  b = promoted(b);
  if (a.is_pointer()) return a;
  if (b.is_pointer()) return b;
  if (a.bits != b.bits) return a.bits > b.bits ? a : b;
  return a.is_signed ? b : a;  // unsigned wins
}

Type operand_type(const Expr& binary) {
  Type left = binary.operands[0].type, right = binary.operands[1].type;
  bool shifts = binary.op == Operator::ShiftLeft || binary.op == Operator::ShiftRight;
  return shifts ? promoted(left) : common_type(left, right);
}

Value apply(Operator op, Type type, Value a, Value b, bool* undefined) {
  switch (op) {
    case Operator::LogicalAnd:
      return a != 0 && b != 0;
    case Operator::LogicalOr:
      return a != 0 || b != 0;
    default:
      break;
  }
  a = wrap(type, a);
  if (op != Operator::ShiftLeft && op != Operator::ShiftRight) b = wrap(type, b);
  switch (op) {
    case Operator::Equal:
      return a == b;
    case Operator::NotEqual:
      return a != b;
    case Operator::Less:
      return less(type, a, b);
    case Operator::LessEqual:
      return !less(type, b, a);
    case Operator::Greater:
      return less(type, b, a);
    case Operator::GreaterEqual:
      return !less(type, a, b);
    default:
      return wrap(type, combine(op, type, a, b, undefined));
  }
}

Value apply(Operator op, Type type, Value a) {
  switch (op) {
    case Operator::Negate:
      return wrap(type, static_cast<Value>(-static_cast<Unsigned>(a)));
    case Operator::BitNot:
      return wrap(type, ~a);
    case Operator::LogicalNot:
      return a == 0;
    default:
      CHECK(false && "a unary operator");
      return 0;
  }
}

Value updated(Operator op, Type object, Value old, Value operand) {
  operand = wrap(object, operand);
  return op == Operator::Replace ? operand : wrap(object, apply(op, object, old, operand));
}

Value evaluate(const Expr& e, const std::vector<Value>& registers, bool* undefined) {
  auto operand = [&](std::size_t i) { return evaluate(e.operands[i], registers, undefined); };
  switch (e.kind) {
    case Expr::Kind::Constant:
      return wrap(e.type, e.value);
    case Expr::Kind::Register:
      return registers.at(static_cast<std::size_t>(e.index));
    case Expr::Kind::Address:
      return pointer_to(static_cast<std::size_t>(e.index));
    case Expr::Kind::Cast:
      return wrap(e.type, operand(0));
    case Expr::Kind::Unary:
      return apply(e.op, promoted(e.operands[0].type), operand(0));
    case Expr::Kind::Conditional:
      return wrap(e.type, operand(operand(0) != 0 ? 1 : 2));
    case Expr::Kind::Binary:
      if (e.op == Operator::LogicalAnd) return operand(0) != 0 && operand(1) != 0;
      if (e.op == Operator::LogicalOr) return operand(0) != 0 || operand(1) != 0;
      return apply(e.op, operand_type(e), operand(0), operand(1), undefined);
    default:
      CHECK(false && "a pure expression");
      return 0;
  }
}

}  // namespace litmus
