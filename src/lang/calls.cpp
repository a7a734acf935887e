// The operations on atomics, flags and mutexes, and the fences, in all their spellings:
//
//     atomic_load_explicit(x, memory_order_acquire)      x->load(std::memory_order_acquire)
//     atomic_load(x)                                     x.load(std::memory_order::acquire)
//
// operations.h knows the names, order_parser.h the orders; here are the arguments.
//
// Tested by parse_test.cpp.
#include "lang/operations.h"
#include "lang/order_parser.h"
#include "lang/parser.h"

namespace litmus {
namespace {

class Call {
 public:
  // `explicitly`: the name ends in _explicit, so orders are required; a member takes them or not.
  Call(Parser& parser, const Operation& operation, const Token& name, bool member, bool explicitly)
      : parser_(parser),
        operation_(operation),
        name_(name),
        member_(member),
        explicit_(explicitly) {}

  Expr free() {
    parser_.expect("(", [&] { return "after " + shown(name_); });
    if (is_fence(operation_.action)) return close(fence());
    first_ = true;
    begin_argument("the shared variable it works on");
    const Position at = parser_.peek().at;
    const bool named = parser_.peek().is_word();
    const Token& word = parser_.peek();
    Operand term = parse_assignment(parser_);
    if (term.kind == Operand::Kind::Object && !term.object.is_pointer()) {
      parser_.fail(at, shown(name_) + " takes the address of a shared variable",
                   named ? "write &" + std::string(word.text) : "leave out the '*'");
    }
    if (term.kind == Operand::Kind::Local && !term.expr.type.is_pointer()) {
      parser_.fail(at, "'" + object_name(parser_, term.expr) + "' is a local, not shared");
    }
    return close(access(object_at(parser_, value_of(parser_, std::move(term)))));
  }

  Expr on(Operand&& object) {
    parser_.expect("(", [&] { return "after " + shown(name_); });
    first_ = true;
    return close(access(std::move(object)));
  }

 private:
  // Returns the operation, whose arguments end here.
  Expr close(Expr&& expr) {
    if (parser_.peek().is(",") && !explicit_ && !member_) {
      parser_.fail(parser_.peek().at, shown(name_) + " takes no more arguments",
                   "with a memory order it is " + std::string(name_.text) + "_explicit");
    }
    parser_.expect(")", [&] { return "after the arguments of " + shown(name_); });
    return std::move(expr);
  }

  bool argument_follows() const { return !parser_.peek().is(")"); }

  void begin_argument(std::string_view what) {
    const bool missing = first_ ? parser_.peek().is(")") : !parser_.peek().is(",");
    if (missing) {
      parser_.fail_expected(std::string(first_ ? "" : "',' and ") + std::string(what) +
                            " as argument of " + shown(name_));
    }
    if (!first_) parser_.next();
    first_ = false;
  }

  // The order argument, where the spelling has one; `otherwise` where it is left out.
  Order order(const Admits& admits, Order otherwise = Order::SeqCst) {
    if (!explicit_ && (!member_ || !argument_follows())) return otherwise;
    begin_argument("a memory order");
    return parse_order(parser_, admits);
  }

  Expr make(Expr::Kind kind, Type type) const {
    Expr expr;
    expr.kind = kind;
    expr.type = type;
    expr.at = name_.at;
    return expr;
  }

  Expr fence() {
    first_ = true;
    begin_argument("a memory order");
    const bool thread = operation_.action == OperationKind::ThreadFence;
    Expr expr =
        make(thread ? Expr::Kind::Fence : Expr::Kind::SignalFence, {.base = Type::Base::Void});
    expr.order = parse_order(parser_, kFence);
    return expr;
  }

  Expr access(Operand&& object) {
    object_ = object.object;
    object_name_ = object_name(parser_, object.expr);
    check_object();
    Expr address = std::move(object.expr);
    switch (operation_.action) {
      case OperationKind::Load:
        return load(std::move(address));
      case OperationKind::Store:
        return store(std::move(address), order_after_value(kStore));
      case OperationKind::Init:
        return init(std::move(address));
      case OperationKind::Update:
        return update(std::move(address));
      case OperationKind::Strong:
      case OperationKind::Weak:
        return compare_exchange(std::move(address));
      case OperationKind::TestAndSet:
        return test_and_set(std::move(address));
      case OperationKind::Clear:
        return clear(std::move(address));
      case OperationKind::Test:
        return load(std::move(address));
      default:
        return mutex(std::move(address));
    }
  }

  // Flags, mutexes and atomics each have their own operations.
  void check_object() const {
    const Type::Base base = object_.is_pointer() ? Type::Base::Integer : object_.base;
    const OperationKind action = operation_.action;
    const bool of_flag = is_of_flag(action);
    const bool of_mutex = is_of_mutex(action);
    if (of_flag != (base == Type::Base::Flag) || of_mutex != (base == Type::Base::Mutex)) {
      const std::string_view hint = base == Type::Base::Flag
                                        ? "a flag has test_and_set, clear and test"
                                    : base == Type::Base::Mutex ? "a mutex has lock and unlock"
                                    : of_mutex ? "lock and unlock need a mutex: mtx_t*, std::mutex&"
                                               : "this operation needs an atomic_flag";
      fail_on_object(", which has no " + shown(name_), std::string(hint));
    }
    if (!of_flag && !of_mutex && !object_.atomic) {
      fail_on_object(", which is not atomic",
                     "declare it atomic, " + to_c(atomic_twin()) + "* " + object_name_ +
                         ", or read and write it plainly: *" + object_name_);
    }
    const bool arithmetic = action == OperationKind::Update && operation_.op != Operator::Replace;
    if (arithmetic && (object_.is_pointer() || base != Type::Base::Integer)) {
      fail_on_object(", which has no " + shown(name_),
                     "only atomics of integers have fetch operations");
    }
  }

  [[noreturn]] void fail_on_object(const std::string& problem, const std::string& hint) const {
    parser_.fail(name_.at, "'" + object_name_ + "' is " + to_c(object_) + problem, hint);
  }

  Type atomic_twin() const {
    Type type = object_;
    type.atomic = true;
    return type;
  }

  Type value_type() const {
    if (object_.base == Type::Base::Flag && !object_.is_pointer()) {
      return {.base = Type::Base::Bool, .bits = 8, .is_signed = false};
    }
    return object_.value();
  }

  Expr value_argument(std::string_view what) {
    begin_argument(what);
    Expr value = value_of(parser_, parse_assignment(parser_));
    check_assignable(parser_, value_type(), value, object_name_);
    return value;
  }

  // A store's arguments are a value and an order; the value is kept for store().
  Order order_after_value(const Admits& admits) {
    value_ = value_argument("a value");
    return order(admits);
  }

  Expr load(Expr&& address) {
    Expr expr = make(Expr::Kind::Load, value_type());
    expr.object = object_;
    expr.order = order(kLoad);
    expr.operands.push_back(std::move(address));
    return expr;
  }

  Expr store(Expr&& address, Order with) {
    Expr expr = make(Expr::Kind::Store, {.base = Type::Base::Void});
    expr.object = object_;
    expr.order = with;
    expr.operands = both(std::move(address), std::move(value_));
    return expr;
  }

  // atomic_init is not atomic.
  Expr init(Expr&& address) {
    value_ = value_argument("a value");
    return store(std::move(address), Order::Plain);
  }

  Expr update(Expr&& address) {
    Expr expr = make(Expr::Kind::Update, value_type());
    expr.object = object_;
    expr.op = operation_.op;
    expr.operands = both(std::move(address), value_argument("a value"));
    expr.order = order(kUpdate);
    return expr;
  }

  Expr compare_exchange(Expr&& address) {
    Expr expr = make(Expr::Kind::CompareExchange,
                     {.base = Type::Base::Bool, .bits = 8, .is_signed = false});
    expr.object = object_;
    expr.weak = operation_.action == OperationKind::Weak;
    expr.operands = both(std::move(address), expected());
    expr.operands.push_back(value_argument("the desired value"));
    // SCAS and WCAS come with and without orders.
    const bool alias = !member_ && !explicit_ && !name_.text.starts_with("atomic");
    if (alias && argument_follows()) explicit_ = true;
    expr.order = order(kUpdate);
    expr.failure_order = failure_order_of(expr.order);
    if ((explicit_ || member_) && argument_follows()) {
      begin_argument("a memory order");
      expr.failure_order = parse_order(parser_, kFailure);
    }
    return expr;
  }

  // A local, &local in C, or a shared variable that is not atomic.
  Expr expected() {
    begin_argument("the expected value");
    const Position at = parser_.peek().at;
    Operand term = parse_assignment(parser_);
    const bool local =
        term.kind == (member_ ? Operand::Kind::Local : Operand::Kind::LocalAddress) ||
        (member_ && term.kind == Operand::Kind::LocalAddress);
    if (local) {
      if (term.expr.type != value_type()) {
        parser_.fail(at,
                     "the expected value is " + to_c(term.expr.type) + ", but '" + object_name_ +
                         "' holds " + to_c(value_type()),
                     "both must have one type");
      }
      return std::move(term.expr);
    }
    if (term.kind == Operand::Kind::Local && !term.expr.type.is_pointer()) {
      parser_.fail(at, shown(name_) + " takes the address of the expected value",
                   "write &" + object_name(parser_, term.expr));
    }
    return shared_expected(std::move(term), at);
  }

  Expr shared_expected(Operand&& term, Position at) {
    const bool object = term.kind == Operand::Kind::Object && !term.object.is_pointer();
    if (object != member_ && (object || !term.expr.type.is_pointer())) {
      parser_.fail(at, "the expected value must be a variable",
                   "declare it: int e = 0; and give " + std::string(member_ ? "e" : "&e"));
    }
    const Expr address = object ? std::move(term.expr) : value_of(parser_, std::move(term));
    if (!address.type.is_pointer() || address.kind == Expr::Kind::Register) {
      parser_.fail(at,
                   "the expected value must be a local, or a shared variable of the parameter "
                   "list");
    }
    if (address.type.pointee() != value_type()) {
      parser_.fail(at,
                   "the expected value is " + to_c(address.type.pointee()) + ", but '" +
                       object_name_ + "' holds " + to_c(value_type()),
                   "it must have that type and not be atomic");
    }
    return address;
  }

  Expr one() const {
    Expr expr = make(Expr::Kind::Constant, Type{});
    expr.value = 1;
    return expr;
  }

  Expr test_and_set(Expr&& address) {
    Expr expr = make(Expr::Kind::Update, value_type());
    expr.object = object_;
    expr.op = Operator::Replace;
    expr.order = order(kUpdate);
    expr.operands = both(std::move(address), one());
    return expr;
  }

  Expr clear(Expr&& address) {
    const Order with = order(kStore);
    value_ = one();
    value_.value = 0;
    return store(std::move(address), with);
  }

  Expr mutex(Expr&& address) {
    const bool locks = operation_.action == OperationKind::Lock;
    Expr expr = make(locks ? Expr::Kind::Lock : Expr::Kind::Unlock, {.base = Type::Base::Void});
    expr.object = object_;
    expr.operands.push_back(std::move(address));
    return expr;
  }

  Parser& parser_;
  const Operation& operation_;
  const Token& name_;
  bool member_;
  bool explicit_;
  bool first_ = true;
  Type object_;
  std::string object_name_;
  Expr value_;
};

}  // namespace

Operand parse_call(Parser& parser, const Token& name) {
  bool explicitly = false;
  const Operation& operation = free_operation(parser, name, explicitly);
  return value_term(Call(parser, operation, name, false, explicitly).free());
}

Operand parse_member_call(Parser& parser, Operand object, const Token& name) {
  const Operation& operation = member_operation(parser, name);
  const Position at = object.expr.at;
  Operand term = value_term(Call(parser, operation, name, true, false).on(std::move(object)));
  term.expr.at = at;
  return term;
}

}  // namespace litmus
