// What terms become: values, addresses, assignments. Types are checked here and nowhere else.
//
// Reading or writing an atomic object by its bare name is seq_cst, as in C and C++; so are += and
// ++ on it, which are single updates.
//
// Tested by parse_test.cpp.
#include "lang/terms.h"

#include "lang/effects.h"
#include "lang/parser.h"

namespace litmus {
namespace {

// For a tree that stands for an assignment. C++ takes the right side first; C puts the two in no
// order (open_order.h).
bool takes_right_first(const Parser& parser, const Expr& left, const Expr& right) {
  const bool can_be_told = (has_effect(left) && has_effect(right)) ||
                           changes_local_of(left, right) || changes_local_of(right, left);
  return parser.test.header == Test::Header::Cpp && can_be_told;
}

bool is_comparison(Operator op) { return op >= Operator::Equal && op <= Operator::GreaterEqual; }

// --- pointers

Expr pointer_plus(const Parser& parser, Expr&& pointer, Expr&& offset, Operator op, Position at) {
  if (offset.type.is_pointer()) {
    parser.fail(at, "two pointers can not be combined so", "compare them, or add an integer");
  }
  if (pointer.kind == Expr::Kind::Address && offset.kind == Expr::Kind::Constant) {
    const auto [first, length] = elements_around(parser.test, pointer.index);
    const Value moved = op == Operator::Add ? offset.value : -offset.value;
    const Value element = pointer.index - first + moved;
    if (moved < -kMaxLocations || moved > kMaxLocations || element < 0 || element >= length) {
      const std::string name = object_name(parser, pointer);
      parser.fail(offset.at, "there is no such element of '" + name + "'",
                  length == 1 ? "'" + name + "' is one variable, not an array"
                              : "the array has " + std::to_string(length) + " elements");
    }
    pointer.index += static_cast<int>(moved);
    return std::move(pointer);
  }
  Expr sum = make(Expr::Kind::Binary, pointer.type, at);
  sum.op = op;
  sum.operands = both(std::move(pointer), std::move(offset));
  return sum;
}

void check_pointer_operator(const Parser& parser, Operator op, const Expr& left, const Expr& right,
                            Position at) {
  const bool logical = op == Operator::LogicalAnd || op == Operator::LogicalOr;
  const bool equality = op == Operator::Equal || op == Operator::NotEqual;
  const bool comparable = is_null(left) || is_null(right) || left.type == right.type;
  if (logical || (equality && comparable)) return;
  if (op == Operator::Multiply && left.at.line < at.line) {
    parser.fail(at, "this operator takes numbers, not addresses",
                "is a ';' missing at the end of the line before?");
  }
  const Expr& pointer = left.type.is_pointer() ? left : right;
  const std::string name = object_name(parser, pointer);
  parser.fail(
      at,
      equality ? "these can not be compared: " + to_c(left.type) + " and " + to_c(right.type)
               : "this operator takes numbers, not addresses",
      pointer.kind == Expr::Kind::Address ? "'" + name + "' is the address; its value is *" + name
                                          : "");
}

// The value an update leaves, from the value it returns.
Expr new_value(const Parser& parser, Expr&& update, Operator op, Expr operand) {
  const Type type = update.type;
  const Position at = update.at;
  Expr sum = binary(parser, op, std::move(update), std::move(operand), at);
  if (sum.type == type) return sum;
  Expr cast = make(Expr::Kind::Cast, type, at);
  cast.operands.push_back(std::move(sum));
  return cast;
}

}  // namespace

Operand value_term(Expr&& expr) {
  Operand term;
  term.expr = std::move(expr);
  return term;
}

Expr constant(Value value, Type type, Position at) {
  Expr expr;
  expr.value = value;
  expr.type = type;
  expr.at = at;
  return expr;
}

Expr make(Expr::Kind kind, Type type, Position at) {
  Expr expr;
  expr.kind = kind;
  expr.type = type;
  expr.at = at;
  return expr;
}

std::vector<Expr> both(Expr&& left, Expr&& right) {
  std::vector<Expr> operands;
  operands.reserve(2);
  operands.push_back(std::move(left));
  operands.push_back(std::move(right));
  return operands;
}

Expr binary(const Parser& parser, Operator op, Expr&& left, Expr&& right, Position at) {
  const bool adds = op == Operator::Add || op == Operator::Subtract;
  if (adds && left.type.is_pointer()) {
    return pointer_plus(parser, std::move(left), std::move(right), op, at);
  }
  if (op == Operator::Add && right.type.is_pointer()) {
    return pointer_plus(parser, std::move(right), std::move(left), op, at);
  }
  if (left.type.is_pointer() || right.type.is_pointer()) {
    check_pointer_operator(parser, op, left, right, at);
  }
  Expr expr = make(Expr::Kind::Binary, Type{}, left.at);
  expr.op = op;
  expr.operands = both(std::move(left), std::move(right));
  const bool truth = is_comparison(op) || op == Operator::LogicalAnd || op == Operator::LogicalOr;
  if (!truth) expr.type = operand_type(expr);
  return expr;
}

Expr unary(const Parser& parser, Operator op, Expr&& operand, Position at) {
  if (operand.type.is_pointer() && op != Operator::LogicalNot) {
    parser.fail(at, "this operator takes a number, not an address");
  }
  if (op == Operator::Negate && operand.kind == Expr::Kind::Constant) {
    operand.value =
        wrap(operand.type, static_cast<Value>(0 - static_cast<std::uint64_t>(operand.value)));
    operand.at = at;
    return std::move(operand);
  }
  Expr expr =
      make(Expr::Kind::Unary, op == Operator::LogicalNot ? Type{} : promoted(operand.type), at);
  expr.op = op;
  expr.operands.push_back(std::move(operand));
  return expr;
}

Operand address_of(const Parser& parser, Operand&& term, Position at) {
  if (term.kind == Operand::Kind::Object) {
    term.expr.at = at;
    return value_term(std::move(term.expr));
  }
  if (term.kind == Operand::Kind::Local) {
    term.kind = Operand::Kind::LocalAddress;
    return std::move(term);
  }
  const bool address = term.expr.kind == Expr::Kind::Address;
  const std::string name = object_name(parser, term.expr);
  parser.fail(at, "'&' takes a variable",
              address ? "'" + name + "' is already the address of the variable" : "");
}

bool is_null(const Expr& expr) { return expr.kind == Expr::Kind::Constant && expr.value == 0; }

std::string object_name(const Parser& parser, const Expr& address) {
  if (address.kind == Expr::Kind::Address) {
    const std::string& name = parser.test.locations[static_cast<std::size_t>(address.index)].name;
    const bool first = parser.test.locations[static_cast<std::size_t>(address.index)].array > 0;
    return first ? name.substr(0, name.find('[')) : name;
  }
  if (address.kind == Expr::Kind::Register) {
    return parser.test.threads[static_cast<std::size_t>(parser.thread)]
        .locals[static_cast<std::size_t>(address.index)]
        .name;
  }
  return "the variable";
}

Operand object_at(const Parser& parser, Expr&& pointer) {
  if (!pointer.type.is_pointer()) {
    parser.fail(pointer.at, "only an address can be followed, and this is " + to_c(pointer.type));
  }
  Operand term;
  term.kind = Operand::Kind::Object;
  term.object = pointer.type.pointee();
  term.expr = std::move(pointer);
  return term;
}

Expr value_of(const Parser& parser, Operand&& term) {
  if (term.kind == Operand::Kind::LocalAddress) {
    parser.fail(term.expr.at,
                "the address of a local can only be the expected value of a "
                "compare-exchange");
  }
  if (term.kind != Operand::Kind::Object) {
    if (term.expr.type.is_void() || term.effect_only) {
      parser.fail(term.expr.at, "the value of this can not be used",
                  "make it a statement of its own");
    }
    return std::move(term.expr);
  }
  const Type::Base base = term.object.base;
  if (!term.object.is_pointer() && (base == Type::Base::Flag || base == Type::Base::Mutex)) {
    parser.fail(term.expr.at, "'" + object_name(parser, term.expr) + "' has no value to read",
                base == Type::Base::Flag ? "use atomic_flag_test" : "use lock and unlock");
  }
  Expr load = make(Expr::Kind::Load, term.object.value(), term.expr.at);
  load.object = term.object;
  load.order = term.object.atomic ? Order::SeqCst : Order::Plain;
  load.operands.push_back(std::move(term.expr));
  return load;
}

void check_assignable(const Parser& parser, Type to, const Expr& from, std::string_view what) {
  const Type type = to.value();
  if (!type.is_pointer() && !from.type.is_pointer()) return;
  if (type.is_pointer() && (is_null(from) || from.type == type)) return;
  const std::string name = object_name(parser, from);
  const bool address = from.kind == Expr::Kind::Address && !type.is_pointer();
  parser.fail(from.at,
              "'" + std::string(what) + "' is " + to_c(type) + ", and this is " + to_c(from.type),
              address ? "'" + name + "' is the address; its value is *" + name : "");
}

// --- assignment

Expr assign_local(const Parser& parser, int local, Expr&& value, Position at) {
  const Local& target = parser.test.threads[static_cast<std::size_t>(parser.thread)]
                            .locals[static_cast<std::size_t>(local)];
  check_assignable(parser, target.type, value, target.name);
  Expr expr = make(Expr::Kind::Assign, target.type, at);
  expr.index = local;
  expr.operands.push_back(std::move(value));
  return expr;
}

Expr store(const Parser& parser, Operand&& target, Expr&& value, Position at) {
  check_assignable(parser, target.object, value, object_name(parser, target.expr));
  Expr expr = make(Expr::Kind::Store, {.base = Type::Base::Void}, at);
  expr.object = target.object;
  expr.order = target.object.atomic ? Order::SeqCst : Order::Plain;
  expr.right_first = takes_right_first(parser, target.expr, value);
  expr.operands = both(std::move(target.expr), std::move(value));
  return expr;
}

void check_place(const Parser& parser, const Operand& target, Position at) {
  if (target.kind == Operand::Kind::Local) return;
  if (target.kind == Operand::Kind::Object) {
    const Type::Base base = target.object.base;
    if (target.object.is_pointer() || (base != Type::Base::Flag && base != Type::Base::Mutex)) {
      return;
    }
    parser.fail(at, "'" + object_name(parser, target.expr) + "' can not be assigned to",
                base == Type::Base::Flag ? "use atomic_flag_test_and_set and atomic_flag_clear"
                                         : "use lock and unlock");
  }
  if (target.expr.kind == Expr::Kind::Address) {
    const std::string name = object_name(parser, target.expr);
    parser.fail(at, "'" + name + "' is the address of the shared variable",
                "the variable itself is *" + name);
  }
  parser.fail(at, "this can not be assigned to", "a local or a shared variable can");
}

// target = target op operand, in one step where the target is atomic.
Operand compound(const Parser& parser, Operand&& target, Operator op, Expr&& operand, Position at) {
  check_place(parser, target, at);
  if (target.kind == Operand::Kind::Local) {
    const int local = target.expr.index;
    const Position begin = target.expr.at;
    Expr sum = binary(parser, op, std::move(target.expr), std::move(operand), at);
    return value_term(assign_local(parser, local, std::move(sum), begin));
  }
  const std::string name = object_name(parser, target.expr);
  if (!target.object.atomic) {
    if (has_effect(target.expr)) {
      parser.fail(at, "this would read the address of the variable twice",
                  "keep the address in a local first");
    }
    Expr old = value_of(parser, Operand(target));
    old.at = target.expr.at;
    const Position begin = old.at;
    const bool right_first = takes_right_first(parser, old, operand);
    Expr sum = binary(parser, op, std::move(old), std::move(operand), at);
    sum.right_first = right_first;
    return value_term(store(parser, std::move(target), std::move(sum), begin));
  }
  const bool updates = op == Operator::Add || op == Operator::Subtract || op == Operator::BitAnd ||
                       op == Operator::BitOr || op == Operator::BitXor;
  if (!updates || target.object.is_pointer() || target.object.base != Type::Base::Integer) {
    parser.fail(
        at,
        "there is no atomic operation for this on '" + name + "', which is " + to_c(target.object),
        "atomics of integers have += -= &= |= ^= ++ --");
  }
  const bool repeatable = !has_effect(operand);
  Expr update = make(Expr::Kind::Update, target.object.value(), target.expr.at);
  update.object = target.object;
  update.order = Order::SeqCst;
  update.op = op;
  update.right_first = takes_right_first(parser, target.expr, operand);
  update.operands = both(std::move(target.expr), Expr(operand));
  Operand term;
  term.adjusted = repeatable;
  term.effect_only = !repeatable;
  term.expr = repeatable ? new_value(parser, std::move(update), op, operand) : std::move(update);
  return term;
}

// x++ and x--: like x += 1, but the value is the old one.
Operand postfix_step(const Parser& parser, Operand&& target, Operator op, Position at) {
  const bool local = target.kind == Operand::Kind::Local;
  const bool atomic = target.object.atomic;
  Operand stepped = compound(parser, std::move(target), op, constant(1, Type{}, at), at);
  if (!local && !atomic) return stepped;
  if (atomic && !local) {
    // The update itself gives the old value.
    Expr update = std::move(stepped.expr);
    while (update.kind != Expr::Kind::Update) {
      Expr inner = std::move(update.operands[0]);
      update = std::move(inner);
    }
    return value_term(std::move(update));
  }
  const Operator back = op == Operator::Add ? Operator::Subtract : Operator::Add;
  Operand term =
      value_term(new_value(parser, std::move(stepped.expr), back, constant(1, Type{}, at)));
  term.adjusted = true;
  return term;
}

}  // namespace litmus
