// Tested by kernel_source_test.cpp and src/agreement/kernels_test.cpp.
#include "backend/expression.h"

#include <fmt/core.h>

#include <algorithm>
#include <span>

#include "backend/spelling.h"
#include "harness/error.h"

namespace litmus {
namespace {

bool is_flag(Type object) { return !object.is_pointer() && object.base == Type::Base::Flag; }

// What the atomic operation is called on. An atomic operation on an ordinary object goes through
// atomic_ref.
std::string atomic_object(const std::string& pointer, Type object) {
  if (object.atomic || is_flag(object)) return pointer + "->";
  return fmt::format("std::atomic_ref<{}>(*{}).", value_type(object), pointer);
}

// The object as ordinary memory, even where it is an atomic one.
std::string plain_object(const std::string& pointer, Type object) {
  if (!object.atomic) return "*" + pointer;
  return fmt::format("*reinterpret_cast<{}*>({})", value_type(object), pointer);
}

std::string_view update_function(Operator op) {
  switch (op) {
    case Operator::Add:
      return "fetch_add";
    case Operator::Subtract:
      return "fetch_sub";
    case Operator::BitAnd:
      return "fetch_and";
    case Operator::BitOr:
      return "fetch_or";
    case Operator::BitXor:
      return "fetch_xor";
    case Operator::Replace:
      return "exchange";
    default:
      CHECK(false && "an operator of an update");
      return "";
  }
}

// Operators that C leaves undefined for some operands are functions of the prelude.
std::string_view prelude_function(Operator op) {
  switch (op) {
    case Operator::Divide:
      return "divide";
    case Operator::Remainder:
      return "remainder";
    case Operator::ShiftLeft:
      return "shift_left";
    case Operator::ShiftRight:
      return "shift_right";
    default:
      return "";
  }
}

// `text` behind what has to be evaluated first.
std::string after(const std::string& before, const std::string& text) {
  return before.empty() ? text : fmt::format("({}{})", before, text);
}

std::string converted_text(const std::string& text, Type from, Type to) {
  if (to.is_void() || from.value() == to.value()) return text;
  return fmt::format("as<{}>({})", value_type(to), text);
}

Error refused(const Test& test, const Expr& e, std::string what) {
  return Error(Place{.file = test.file, .line = e.at.line, .column = e.at.column}, std::move(what));
}

}  // namespace

std::string ExpressionWriter::statement(const Expr& e) {
  std::string text = value(e);
  return e.kind == Expr::Kind::Assign ? text.substr(1, text.size() - 2) : text;
}

std::string ExpressionWriter::value(const Expr& e) {
  switch (e.kind) {
    case Expr::Kind::Constant:
      return e.type.is_pointer() ? address(e) : constant(e.type, e.value);
    case Expr::Kind::Register:
      return local_name(thread_, e.index);
    case Expr::Kind::Address:
      return address_name(test_, e.index);
    case Expr::Kind::Unary:
      return unary(e);
    case Expr::Kind::Binary:
      return binary(e);
    case Expr::Kind::Conditional:
      return fmt::format("({} ? {} : {})", value(e.operands[0]), converted(e.operands[1], e.type),
                         converted(e.operands[2], e.type));
    case Expr::Kind::Cast:
      return converted(e.operands[0], e.type);
    case Expr::Kind::Assign:
      return assign(e);
    case Expr::Kind::Load:
      return load(e);
    case Expr::Kind::Store:
      return store(e);
    case Expr::Kind::Update:
      return update(e);
    case Expr::Kind::CompareExchange:
      return compare_exchange(e);
    case Expr::Kind::Fence:
      return fmt::format("std::atomic_thread_fence({})", spelled(e.order));
    case Expr::Kind::SignalFence:
      return fmt::format("std::atomic_signal_fence({})", spelled(e.order));
    case Expr::Kind::Unlock:
      return fmt::format("unlock(*{})", value(e.operands[0]));
    case Expr::Kind::Lock:
      throw refused(test_, e, "a lock inside an expression can not be run; make it a statement");
  }
  CHECK(false && "an expression");
  return "";
}

std::string ExpressionWriter::converted(const Expr& e, Type to) {
  return converted_text(value(e), e.type, to);
}

std::string ExpressionWriter::temporary(Type type) {
  temporaries_.push_back(value_type(type));
  return fmt::format("t{}", temporaries_.size() - 1);
}

// The texts of the operands, and in `before` what has to be evaluated first ("t0 = ..., ").
std::vector<std::string> ExpressionWriter::in_order(const Expr& e, std::string& before) {
  std::vector<const Expr*> order;
  for (const Expr& operand : e.operands) order.push_back(&operand);
  if (e.right_first) std::ranges::reverse(order);
  std::vector<std::string> texts(e.operands.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Expr& operand = *order[i];
    const std::size_t which = e.right_first ? texts.size() - 1 - i : i;
    texts[which] = value(operand);
    const auto later = std::span(order).subspan(i + 1);
    const bool others_do = std::ranges::any_of(later, [&](const Expr* other) {
      return (has_effect(operand) && (e.right_first || has_effect(*other))) ||
             changes_local_of(*other, operand) || changes_local_of(operand, *other);
    });
    if (!others_do) continue;
    const std::string held = temporary(operand.type);
    before += fmt::format("{} = {}, ", held, texts[which]);
    texts[which] = held;
  }
  return texts;
}

// A constant pointer: null, or a location.
std::string ExpressionWriter::address(const Expr& e) {
  if (e.value == 0) return fmt::format("static_cast<{}>(nullptr)", value_type(e.type));
  return address_name(test_, static_cast<int>(e.value - pointer_to(0)));
}

std::string ExpressionWriter::unary(const Expr& e) {
  return fmt::format("({}{})", spelled(e.op), value(e.operands[0]));
}

std::string ExpressionWriter::binary(const Expr& e) {
  if (e.op == Operator::LogicalAnd || e.op == Operator::LogicalOr) {
    return fmt::format("({} {} {})", value(e.operands[0]), spelled(e.op), value(e.operands[1]));
  }
  std::string before;
  const std::vector<std::string> operand = in_order(e, before);
  const std::string_view function = prelude_function(e.op);
  if (!function.empty())
    return after(before, fmt::format("{}({}, {})", function, operand[0], operand[1]));
  return fmt::format("({}{} {} {})", before, operand[0], spelled(e.op), operand[1]);
}

std::string ExpressionWriter::assign(const Expr& e) {
  const Type local = thread_.locals.at(static_cast<std::size_t>(e.index)).type;
  return fmt::format("({} = {})", local_name(thread_, e.index), converted(e.operands[0], local));
}

std::string ExpressionWriter::load(const Expr& e) {
  const std::string pointer = value(e.operands[0]);
  if (e.order == Order::Plain) return fmt::format("({})", plain_object(pointer, e.object));
  const std::string_view function = is_flag(e.object) ? "test" : "load";
  return fmt::format("{}{}({})", atomic_object(pointer, e.object), function, spelled(e.order));
}

std::string ExpressionWriter::store(const Expr& e) {
  std::string before;
  const std::vector<std::string> operand = in_order(e, before);
  const std::string& pointer = operand[0];
  if (is_flag(e.object)) {
    return after(before, fmt::format("{}->clear({})", pointer, spelled(e.order)));
  }
  const std::string stored = converted_text(operand[1], e.operands[1].type, e.object);
  if (e.order == Order::Plain)
    return after(before, fmt::format("{} = {}", plain_object(pointer, e.object), stored));
  return after(before, fmt::format("{}store({}, {})", atomic_object(pointer, e.object), stored,
                                   spelled(e.order)));
}

std::string ExpressionWriter::update(const Expr& e) {
  std::string before;
  const std::vector<std::string> operand = in_order(e, before);
  const std::string& pointer = operand[0];
  if (is_flag(e.object)) {
    return after(before, fmt::format("{}->test_and_set({})", pointer, spelled(e.order)));
  }
  if (e.op != Operator::Replace && e.object.base == Type::Base::Bool && !e.object.is_pointer())
    throw refused(test_, e, "std::atomic<bool> has no fetch_ operations");
  return after(
      before,
      fmt::format("{}{}({}, {})", atomic_object(pointer, e.object), update_function(e.op),
                  converted_text(operand[1], e.operands[1].type, e.object), spelled(e.order)));
}

// The expected value goes through a temporary, unless it is a local of the object's own type:
//     (t0 = expected, t1 = at_x->compare_exchange_strong(t0, ...), t1 || (expected = t0, false))
std::string ExpressionWriter::compare_exchange(const Expr& e) {
  const Expr& expected = e.operands.at(1);
  std::string before;
  const std::vector<std::string> operand = in_order(e, before);
  auto call = [&](const std::string& held) {
    return fmt::format("{}compare_exchange_{}({}, {}, {}, {})", atomic_object(operand[0], e.object),
                       e.weak ? "weak" : "strong", held,
                       converted_text(operand[2], e.operands[2].type, e.object), spelled(e.order),
                       spelled(e.failure_order));
  };

  const bool in_local = expected.kind == Expr::Kind::Register;
  if (in_local && expected.type.value() == e.object.value()) return after(before, call(operand[1]));

  const Type type = in_local ? expected.type.value() : expected.type.pointee().value();
  const std::string place =
      in_local ? operand[1] : plain_object(operand[1], expected.type.pointee());
  const std::string held = temporary(e.object), done = temporary({.base = Type::Base::Bool});
  return fmt::format("({0}{1} = as<{2}>({3}), {4} = {5}, {4} || ({3} = as<{6}>({1}), false))",
                     before, held, value_type(e.object), place, done, call(held), value_type(type));
}

}  // namespace litmus
