// Tested by spelling_test.cpp.
#include "backend/spelling.h"

#include <fmt/core.h>

#include <cctype>

#include "harness/error.h"

namespace litmus {
namespace {

bool is_plain_word(std::string_view name) {
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name[0]))) return false;
  for (char c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_') return false;
  }
  return name.size() <= 100;
}

std::string identifier(std::string_view prefix, std::string_view name, int index) {
  if (is_plain_word(name)) return fmt::format("{}{}", prefix, name);
  return fmt::format("{}{}", prefix, index);
}

// The signed or unsigned type of that width.
std::string integer_type(Type type) {
  return fmt::format("std::{}int{}_t", type.is_signed ? "" : "u", int{type.bits});
}

std::string base_type(Type type) {
  switch (type.base) {
    case Type::Base::Void:
      return "void";
    case Type::Base::Integer:
      return integer_type(type);
    case Type::Base::Bool:
      return "bool";
    case Type::Base::Flag:
      return "std::atomic_flag";
    case Type::Base::Mutex:
      return "std::int32_t";
  }
  CHECK(false && "a base type");
  return "";
}

}  // namespace

std::string address_name(const Test& test, int location) {
  return identifier("at_", test.locations.at(static_cast<std::size_t>(location)).name, location);
}

std::string cells_name(const Test& test, int location) {
  return identifier("cells_", test.locations.at(static_cast<std::size_t>(location)).name, location);
}

std::string local_name(const Thread& thread, int local) {
  return identifier("local_", thread.locals.at(static_cast<std::size_t>(local)).name, local);
}

std::string quoted(std::string_view text) {
  std::string literal = "\"";
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\' && c != '?';
    // Three octal digits end by themselves, whatever follows.
    literal += plain ? std::string(1, c) : fmt::format("\\{:03o}", int{byte});
  }
  return literal + '"';
}

std::string object_type(Type type) {
  if (!type.is_pointer() && type.base == Type::Base::Flag) return "std::atomic_flag";
  const bool atomic = type.atomic || (!type.is_pointer() && type.base == Type::Base::Mutex);
  return atomic ? fmt::format("std::atomic<{}>", value_type(type)) : value_type(type);
}

std::string value_type(Type type) {
  if (type.is_pointer()) return object_type(type.pointee()) + "*";
  return type.base == Type::Base::Flag ? "bool" : base_type(type);
}

std::string constant(Type type, Value value) {
  value = wrap(type, value);
  if (type.base == Type::Base::Bool || type.base == Type::Base::Flag)
    return value != 0 ? "true" : "false";
  if (!type.is_signed) {
    return fmt::format("{}{{{}u}}", integer_type(type), static_cast<std::uint64_t>(value));
  }
  // The smallest number of a type is no literal, only the result of a subtraction.
  const bool negative = value < 0;
  std::string text = fmt::format("{}", negative ? value + 1 : value);
  if (negative) text = fmt::format("({} - 1)", text);
  return type.bits == 32 ? text : fmt::format("static_cast<{}>({})", integer_type(type), text);
}

std::string spelled(Order order) {
  CHECK(order != Order::Plain);
  return fmt::format("std::memory_order_{}", to_string(order));
}

std::string_view spelled(Operator op) {
  switch (op) {
    case Operator::Add:
      return "+";
    case Operator::Subtract:
    case Operator::Negate:
      return "-";
    case Operator::Multiply:
      return "*";
    case Operator::Divide:
      return "/";
    case Operator::Remainder:
      return "%";
    case Operator::BitAnd:
      return "&";
    case Operator::BitOr:
      return "|";
    case Operator::BitXor:
      return "^";
    case Operator::ShiftLeft:
      return "<<";
    case Operator::ShiftRight:
      return ">>";
    case Operator::Equal:
      return "==";
    case Operator::NotEqual:
      return "!=";
    case Operator::Less:
      return "<";
    case Operator::LessEqual:
      return "<=";
    case Operator::Greater:
      return ">";
    case Operator::GreaterEqual:
      return ">=";
    case Operator::LogicalAnd:
      return "&&";
    case Operator::LogicalOr:
      return "||";
    case Operator::BitNot:
      return "~";
    case Operator::LogicalNot:
      return "!";
    case Operator::Replace:
      break;
  }
  CHECK(false && "an operator with a sign");
  return "";
}

}  // namespace litmus
