// Expressions as text, with no more brackets than C's precedence needs. Tested by print_test.cpp.
#include <algorithm>
#include <array>

#include "lang/operators.h"
#include "lang/print_code.h"

namespace litmus {
namespace {

// An expression's text and how tightly its outermost operator binds.
struct Printed {
  std::string text;
  int precedence = kPostfix;
};

class ExprPrinter {
 public:
  ExprPrinter(const Test& test, int thread, Spelling spelling)
      : test_(test),
        locals_(test.threads[static_cast<std::size_t>(thread)].locals),
        cpp_(spelling == Spelling::Cpp) {}

  Printed print(const Expr& e) const {
    switch (e.kind) {
      case Expr::Kind::Constant:
        return constant(e);
      case Expr::Kind::Register:
        return {local(e.index)};
      case Expr::Kind::Address:
        return address(e);
      case Expr::Kind::Unary:
        return unary(std::string(symbol(e.op)), e.operands[0]);
      case Expr::Kind::Binary:
        return binary(e);
      case Expr::Kind::Conditional:
        return {at(e.operands[0], kConditional + 1) + " ? " + at(e.operands[1], kAssignment) +
                    " : " + at(e.operands[2], kConditional),
                kConditional};
      case Expr::Kind::Cast:
        return unary("(" + type(e.type) + ")", e.operands[0]);
      case Expr::Kind::Assign:
        return {local(e.index) + " = " + at(e.operands[0], kAssignment), kAssignment};
      case Expr::Kind::Load:
        return load(e);
      case Expr::Kind::Store:
        return store(e);
      case Expr::Kind::Update:
        return update(e);
      case Expr::Kind::CompareExchange:
        return compare_exchange(e);
      case Expr::Kind::Fence:
        return {function("atomic_thread_fence", {order(e.order)})};
      case Expr::Kind::SignalFence:
        return {function("atomic_signal_fence", {order(e.order)})};
      case Expr::Kind::Lock:
        return {call(e.operands[0], "lock", "mtx_lock", {})};
      case Expr::Kind::Unlock:
        return {call(e.operands[0], "unlock", "mtx_unlock", {})};
    }
    return {};
  }

  // The text, bracketed where it binds looser than its surroundings.
  std::string at(const Expr& e, int least) const {
    const Printed printed = print(e);
    return printed.precedence < least ? "(" + printed.text + ")" : printed.text;
  }

 private:
  using Arguments = std::vector<std::string>;

  std::string type(Type type) const { return cpp_ ? to_cpp(type) : to_c(type); }
  std::string local(int index) const {
    const std::string& name = locals_[static_cast<std::size_t>(index)].name;
    return cpp_ ? cpp_name(name) : name;
  }
  std::string order(Order order) const {
    return (cpp_ ? "std::memory_order_" : "memory_order_") + std::string(to_string(order));
  }
  const Location& location(int index) const {
    return test_.locations[static_cast<std::size_t>(index)];
  }

  // C's literals: the suffix says the type wherever the bare number would have another.
  Printed constant(const Expr& e) const {
    std::string text = value_text(e.value, e.type.is_pointer() ? Type{} : e.type, test_);
    if (!e.type.is_pointer() && e.type.base == Type::Base::Integer && e.type.bits >= 32) {
      const bool fits_int = e.value >= INT32_MIN && e.value <= INT32_MAX;
      if (!e.type.is_signed) text += 'u';
      if (e.type.bits == 64 && (fits_int || !e.type.is_signed)) text += 'l';
    }
    return {text, text[0] == '-' ? kUnary : kPostfix};
  }

  Printed unary(const std::string& op, const Expr& operand) const {
    std::string text = at(operand, kUnary);
    // Never `--`, and no brackets, which would count as nesting deeper than what was read.
    if (text[0] == '-' && op == "-") text.insert(0, " ");
    return {op + text, kUnary};
  }

  Printed binary(const Expr& e) const {
    const int own = precedence(e.op);
    return {
        at(e.operands[0], own) + " " + std::string(symbol(e.op)) + " " + at(e.operands[1], own + 1),
        own};
  }

  // --- addresses and the objects there

  // The array that an element belongs to, and the element's number; a variable is its own.
  std::pair<std::string, int> element(int index) const {
    const int first = elements_around(test_, index).first;
    const std::string& full = location(first).name;
    if (location(first).array == 0) return {name(full), -1};
    return {name(full.substr(0, full.find('['))), index - first};
  }
  std::string name(const std::string& name) const { return cpp_ ? cpp_name(name) : name; }

  Printed address(const Expr& e) const {
    const auto [array, index] = element(e.index);
    if (index > 0) return {array + " + " + std::to_string(index), precedence(Operator::Add)};
    if (index == 0 || !cpp_) return {array};
    return {"&" + array, kUnary};
  }

  Printed object(const Expr& e) const {
    if (cpp_ && e.kind == Expr::Kind::Address) {
      const auto [array, index] = element(e.index);
      return {index < 0 ? array : array + "[" + std::to_string(index) + "]"};
    }
    if (cpp_ && e.kind == Expr::Kind::Binary && e.op == Operator::Add) {
      return {at(e.operands[0], kPostfix) + "[" + at(e.operands[1], kAssignment) + "]"};
    }
    return {"*" + at(e, kUnary), kUnary};
  }

  // --- operations

  std::string joined(const Arguments& arguments) const {
    std::string text;
    for (const std::string& argument : arguments) {
      if (!text.empty()) text += ", ";
      text += argument;
    }
    return text;
  }

  std::string function(const std::string& name, const Arguments& arguments) const {
    return (cpp_ ? "std::" : "") + name + "(" + joined(arguments) + ")";
  }

  // x.member(...), or function(x, ...).
  std::string call(const Expr& address, const std::string& member, const std::string& function,
                   Arguments arguments) const {
    if (!cpp_) {
      arguments.insert(arguments.begin(), at(address, kAssignment));
      return function + "(" + joined(arguments) + ")";
    }
    if (address.kind == Expr::Kind::Register) {
      return local(address.index) + "->" + member + "(" + joined(arguments) + ")";
    }
    const Printed target = object(address);
    const bool brackets = target.precedence < kPostfix;
    return (brackets ? "(" + target.text + ")" : target.text) + "." + member + "(" +
           joined(arguments) + ")";
  }

  std::string atomic_call(const Expr& e, const std::string& member, Arguments arguments) const {
    const bool flag = e.object.base == Type::Base::Flag && !e.object.is_pointer();
    return call(e.operands[0], member, (flag ? "atomic_flag_" : "atomic_") + member + "_explicit",
                std::move(arguments));
  }

  static bool is_flag(const Expr& e) {
    return e.object.base == Type::Base::Flag && !e.object.is_pointer();
  }

  Printed load(const Expr& e) const {
    if (e.order == Order::Plain) return object(e.operands[0]);
    return {atomic_call(e, is_flag(e) ? "test" : "load", {order(e.order)})};
  }

  // What takes its right side first was written with an operator, and means it.
  Printed assignment(const Expr& address, std::string_view op, const Expr& right) const {
    return {object(address).text + " " + std::string(op) + "= " + at(right, kAssignment),
            kAssignment};
  }

  Printed store(const Expr& e) const {
    const Expr& stored = e.operands[1];
    const bool compound = stored.kind == Expr::Kind::Binary && stored.right_first;
    if (compound) return assignment(e.operands[0], symbol(stored.op), stored.operands[1]);
    if (e.right_first) return assignment(e.operands[0], "", stored);
    const std::string value = at(stored, kAssignment);
    if (is_flag(e)) return {atomic_call(e, "clear", {order(e.order)})};
    if (e.order != Order::Plain) return {atomic_call(e, "store", {value, order(e.order)})};
    if (e.object.atomic) return {function("atomic_init", {at(e.operands[0], kAssignment), value})};
    return assignment(e.operands[0], "", stored);
  }

  Printed update(const Expr& e) const {
    if (is_flag(e)) return {atomic_call(e, "test_and_set", {order(e.order)})};
    if (e.right_first) return assignment(e.operands[0], symbol(e.op), e.operands[1]);
    const char* name = e.op == Operator::Add        ? "fetch_add"
                       : e.op == Operator::Subtract ? "fetch_sub"
                       : e.op == Operator::BitAnd   ? "fetch_and"
                       : e.op == Operator::BitOr    ? "fetch_or"
                       : e.op == Operator::BitXor   ? "fetch_xor"
                                                    : "exchange";
    return {atomic_call(e, name, {at(e.operands[1], kAssignment), order(e.order)})};
  }

  Printed compare_exchange(const Expr& e) const {
    const Expr& expected = e.operands[1];
    const bool in_local = expected.kind == Expr::Kind::Register;
    const std::string text = in_local ? (cpp_ ? "" : "&") + local(expected.index)
                             : cpp_   ? object(expected).text
                                      : at(expected, kAssignment);
    return {atomic_call(
        e, e.weak ? "compare_exchange_weak" : "compare_exchange_strong",
        {text, at(e.operands[2], kAssignment), order(e.order), order(e.failure_order)})};
  }

  const Test& test_;
  const std::vector<Local>& locals_;
  bool cpp_;
};

}  // namespace

std::string to_text(const Expr& expr, const Test& test, int thread, Spelling spelling) {
  return ExprPrinter(test, thread, spelling).at(expr, kAssignment);
}

std::string value_text(Value value, Type type, const Test& test) {
  if (type.is_pointer()) {
    const auto index = static_cast<std::size_t>(value) - 1;
    return value > 0 && index < test.locations.size() ? test.locations[index].name
                                                      : std::to_string(value);
  }
  return type.is_unsigned_64() ? std::to_string(static_cast<std::uint64_t>(value))
                               : std::to_string(value);
}

std::string cpp_name(const std::string& name) {
  static constexpr std::array<std::string_view, 44> kKeywords = {
      "alignas",  "alignof",  "and",      "asm",          "catch",     "char8_t",   "class",
      "concept",  "compl",    "delete",   "explicit",     "export",    "false",     "friend",
      "import",   "inline",   "module",   "mutable",      "namespace", "new",       "noexcept",
      "not",      "operator", "or",       "override",     "private",   "protected", "public",
      "requires", "template", "this",     "thread_local", "throw",     "true",      "try",
      "typedef",  "typeid",   "typename", "using",        "virtual",   "wchar_t",   "xor",
      "main",     "std"};
  return std::find(kKeywords.begin(), kKeywords.end(), name) != kKeywords.end() ? name + "_" : name;
}

}  // namespace litmus
