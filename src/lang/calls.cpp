// The operations on atomics, flags and mutexes, and the fences, in all their spellings:
//
//     atomic_load_explicit(x, memory_order_acquire)      x->load(std::memory_order_acquire)
//     atomic_load(x)                                     x.load(std::memory_order::acquire)
//
// A free function atomic_NAME[_explicit] is the member NAME, so one table serves both. An order
// that C++ does not accept on an operation is an error that says which ones it does. What we know
// and do not model is refused by name.
//
// Tested by parse_test.cpp.
#include <algorithm>
#include <array>
#include <optional>

#include "lang/nearest.h"
#include "lang/parser.h"

namespace litmus {
namespace {

enum class Action : std::uint8_t {
  Load,
  Store,
  Init,
  Update,
  Strong,
  Weak,
  TestAndSet,
  Clear,
  Test,
  Lock,
  Unlock,
  ThreadFence,
  SignalFence,
};

struct Operation {
  std::string_view name;  // of the member function
  Action action;
  Operator op = Operator::Replace;
};

constexpr std::array kOperations = {
    Operation{"load", Action::Load},
    Operation{"store", Action::Store},
    Operation{"init", Action::Init},
    Operation{"exchange", Action::Update},
    Operation{"fetch_add", Action::Update, Operator::Add},
    Operation{"fetch_sub", Action::Update, Operator::Subtract},
    Operation{"fetch_and", Action::Update, Operator::BitAnd},
    Operation{"fetch_or", Action::Update, Operator::BitOr},
    Operation{"fetch_xor", Action::Update, Operator::BitXor},
    Operation{"compare_exchange_strong", Action::Strong},
    Operation{"compare_exchange_weak", Action::Weak},
    Operation{"test_and_set", Action::TestAndSet},
    Operation{"clear", Action::Clear},
    Operation{"test", Action::Test},
    Operation{"lock", Action::Lock},
    Operation{"unlock", Action::Unlock},
    Operation{"thread_fence", Action::ThreadFence},
    Operation{"signal_fence", Action::SignalFence},
};

// Free functions that are not atomic_NAME.
struct Alias {
  std::string_view name, operation;
};
constexpr std::array kAliases = {
    Alias{"lock", "lock"},
    Alias{"unlock", "unlock"},
    Alias{"mtx_lock", "lock"},
    Alias{"mtx_unlock", "unlock"},
    Alias{"spin_lock", "lock"},
    Alias{"spin_unlock", "unlock"},
    Alias{"SCAS", "compare_exchange_strong"},
    Alias{"WCAS", "compare_exchange_weak"},
};

struct Refused {
  std::string_view name, hint;
};
constexpr std::string_view kLinux = "Linux kernel primitives are not modelled; write C atomics";
constexpr std::array kRefused = {
    Refused{"wait", "write a loop that loads the value"},
    Refused{"notify_one", "leave it out: it orders nothing"},
    Refused{"notify_all", "leave it out: it orders nothing"},
    Refused{"try_lock", "use atomic_exchange on an atomic_int and test the old value"},
    Refused{"mtx_trylock", "use atomic_exchange on an atomic_int and test the old value"},
    Refused{"spin_trylock", "use atomic_exchange on an atomic_int and test the old value"},
    Refused{"lock_guard", "call lock and unlock"},
    Refused{"unique_lock", "call lock and unlock"},
    Refused{"scoped_lock", "call lock and unlock"},
    Refused{"yield", "leave it out: it orders nothing"},
    Refused{"thrd_yield", "leave it out: it orders nothing"},
    Refused{"_mm_pause", "leave it out: it orders nothing"},
    Refused{"_mm_mfence", "write atomic_thread_fence(memory_order_seq_cst)"},
    Refused{"__sync_synchronize", "write atomic_thread_fence(memory_order_seq_cst)"},
    Refused{"kill_dependency", "dependencies are tracked through every expression"},
    Refused{"is_lock_free", "it depends on the machine, not on the memory model"},
    Refused{"atomic_is_lock_free", "it depends on the machine, not on the memory model"},
    Refused{"printf", "name what you want to see in the condition or in locations [...]"},
    Refused{"assert", "state it in the condition: forall (...)"},
    Refused{"__atomic_load_n", "write atomic_load_explicit"},
    Refused{"__atomic_store_n", "write atomic_store_explicit"},
    Refused{"asm", "for a compiler barrier write atomic_signal_fence(memory_order_seq_cst)"},
    Refused{"READ_ONCE", kLinux},
    Refused{"WRITE_ONCE", kLinux},
    Refused{"smp_mb", kLinux},
    Refused{"smp_rmb", kLinux},
    Refused{"smp_wmb", kLinux},
    Refused{"smp_load_acquire", kLinux},
    Refused{"smp_store_release", kLinux},
    Refused{"rcu_read_lock", kLinux},
    Refused{"rcu_read_unlock", kLinux},
    Refused{"synchronize_rcu", kLinux},
    Refused{"srcu_read_lock", kLinux},
    Refused{"xchg", kLinux},
    Refused{"cmpxchg", kLinux},
    Refused{"atomic_read", kLinux},
    Refused{"atomic_set", kLinux},
    Refused{"atomic_add", kLinux},
    Refused{"atomic_inc", kLinux},
    Refused{"__load", kLinux},
    Refused{"__store", kLinux},
    Refused{"__fence", kLinux},
    Refused{"__xchg", kLinux},
    Refused{"__cmpxchg", kLinux},
    Refused{"__lock", kLinux},
    Refused{"__unlock", kLinux},
    Refused{"__srcu", kLinux},
    Refused{"__atomic_op", kLinux},
    Refused{"__atomic_fetch_op", kLinux},
};

const Operation* find_operation(std::string_view name) {
  for (const Operation& operation : kOperations) {
    if (operation.name == name) return &operation;
  }
  return nullptr;
}

void refuse_known(const Parser& parser, const Token& name) {
  for (const Refused& refused : kRefused) {
    if (refused.name == name.text) {
      parser.fail(name.at, shown(name) + " is not modelled", std::string(refused.hint));
    }
  }
}

// --- memory orders

// What an order is asked for: the word for it, what it admits, and how to say that.
struct Admits {
  std::string_view what;
  bool (*valid)(Order);
  std::string_view list;
};
constexpr Admits kLoad = {"a load", valid_for_load, "a load takes relaxed, acquire or seq_cst"};
constexpr Admits kStore = {"a store", valid_for_store, "a store takes relaxed, release or seq_cst"};
constexpr Admits kUpdate = {"an update", valid_for_update, ""};
constexpr Admits kFailure = {"a failed compare-exchange", valid_for_failure,
                             "a failed compare-exchange is a load: relaxed, acquire or seq_cst"};
constexpr Admits kFence = {"a fence", valid_for_update, ""};

std::optional<Order> order_called(std::string_view name) {
  for (Order order :
       {Order::Relaxed, Order::Acquire, Order::Release, Order::AcqRel, Order::SeqCst}) {
    if (to_string(order) == name) return order;
  }
  return name == "consume" ? std::optional(Order::Acquire) : std::nullopt;
}

// memory_order_acquire, std::memory_order_acquire, std::memory_order::acquire.
Order parse_order(Parser& parser, const Admits& admits) {
  const Position at = parser.peek().at;
  if (parser.peek().is("std") && parser.peek(1).is("::")) parser.next_token += 2;
  const Token word = parser.peek();
  std::string_view name = word.text;
  constexpr std::string_view kPrefix = "memory_order_";
  if (name == "memory_order" && parser.peek(1).is("::")) {
    parser.next_token += 2;
    name = parser.peek().text;
  } else if (name.starts_with(kPrefix)) {
    name.remove_prefix(kPrefix.size());
  } else {
    if (word.is_word() && order_called(name)) {
      parser.fail(word.at, "expected a memory order, found " + shown(word),
                  "write memory_order_" + std::string(name));
    }
    parser.fail_expected("a memory order, such as memory_order_relaxed");
  }
  const std::optional<Order> order = order_called(name);
  if (!order) {
    static constexpr std::array<std::string_view, 6> kNames = {"relaxed", "consume", "acquire",
                                                               "release", "acq_rel", "seq_cst"};
    const std::string_view near = nearest(name, kNames);
    parser.fail(parser.peek().at, "there is no memory order " + shown(parser.peek()),
                near.empty() ? "the orders are relaxed, consume, acquire, release, acq_rel, seq_cst"
                             : "did you mean memory_order_" + std::string(near) + "?");
  }
  if (!admits.valid(*order)) {
    parser.fail(at, std::string(admits.what) + " can not be " + std::string(name),
                std::string(admits.list));
  }
  parser.next();
  if (name == "consume") {
    parser.warn(at, "consume is read as acquire, which is what compilers make of it");
  }
  return *order;
}

// --- one call

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
    parser_.expect("(", "after " + shown(name_));
    if (operation_.action == Action::ThreadFence || operation_.action == Action::SignalFence) {
      return close(fence());
    }
    first_ = true;
    begin_argument("the shared variable it works on");
    const Position at = parser_.peek().at;
    const bool named = parser_.peek().is_word();
    const Token word = parser_.peek();
    Term term = parse_assignment(parser_);
    if (term.kind == Term::Kind::Object && !term.object.is_pointer()) {
      parser_.fail(at, shown(name_) + " takes the address of a shared variable",
                   named ? "write &" + std::string(word.text) : "leave out the '*'");
    }
    if (term.kind == Term::Kind::Local && !term.expr.type.is_pointer()) {
      parser_.fail(at, "'" + object_name(parser_, term.expr) + "' is a local, not shared");
    }
    return close(access(object_at(parser_, value_of(parser_, std::move(term)))));
  }

  Expr on(Term object) {
    parser_.expect("(", "after " + shown(name_));
    first_ = true;
    return close(access(std::move(object)));
  }

 private:
  Expr close(Expr expr) {
    if (parser_.peek().is(",") && !explicit_ && !member_) {
      parser_.fail(parser_.peek().at, shown(name_) + " takes no more arguments",
                   "with a memory order it is " + std::string(name_.text) + "_explicit");
    }
    parser_.expect(")", "after the arguments of " + shown(name_));
    return expr;
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
    const bool thread = operation_.action == Action::ThreadFence;
    Expr expr =
        make(thread ? Expr::Kind::Fence : Expr::Kind::SignalFence, {.base = Type::Base::Void});
    expr.order = parse_order(parser_, kFence);
    return expr;
  }

  Expr access(Term object) {
    object_ = object.object;
    object_name_ = object_name(parser_, object.expr);
    check_object();
    Expr address = std::move(object.expr);
    switch (operation_.action) {
      case Action::Load:
        return load(std::move(address));
      case Action::Store:
        return store(std::move(address), order_after_value(kStore));
      case Action::Init:
        return init(std::move(address));
      case Action::Update:
        return update(std::move(address));
      case Action::Strong:
      case Action::Weak:
        return compare_exchange(std::move(address));
      case Action::TestAndSet:
        return test_and_set(std::move(address));
      case Action::Clear:
        return clear(std::move(address));
      case Action::Test:
        return load(std::move(address));
      default:
        return mutex(std::move(address));
    }
  }

  // Flags, mutexes and atomics each have their own operations.
  void check_object() const {
    const Type::Base base = object_.is_pointer() ? Type::Base::Integer : object_.base;
    const Action action = operation_.action;
    const bool of_flag =
        action == Action::TestAndSet || action == Action::Clear || action == Action::Test;
    const bool of_mutex = action == Action::Lock || action == Action::Unlock;
    const std::string what = "'" + object_name_ + "' is " + to_c(object_);
    if (of_flag != (base == Type::Base::Flag) || of_mutex != (base == Type::Base::Mutex)) {
      const std::string_view hint = base == Type::Base::Flag
                                        ? "a flag has test_and_set, clear and test"
                                    : base == Type::Base::Mutex ? "a mutex has lock and unlock"
                                    : of_mutex ? "lock and unlock need a mutex: mtx_t*, std::mutex&"
                                               : "this operation needs an atomic_flag";
      parser_.fail(name_.at, what + ", which has no " + shown(name_), std::string(hint));
    }
    if (!of_flag && !of_mutex && !object_.atomic) {
      parser_.fail(name_.at, what + ", which is not atomic",
                   "declare it atomic, " + to_c(atomic_twin()) + "* " + object_name_ +
                       ", or read and write it plainly: *" + object_name_);
    }
    const bool arithmetic = action == Action::Update && operation_.op != Operator::Replace;
    if (arithmetic && (object_.is_pointer() || base != Type::Base::Integer)) {
      parser_.fail(name_.at, what + ", which has no " + shown(name_),
                   "only atomics of integers have fetch operations");
    }
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

  Expr load(Expr address) {
    Expr expr = make(Expr::Kind::Load, value_type());
    expr.object = object_;
    expr.order = order(kLoad);
    expr.operands.push_back(std::move(address));
    return expr;
  }

  Expr store(Expr address, Order with) {
    Expr expr = make(Expr::Kind::Store, {.base = Type::Base::Void});
    expr.object = object_;
    expr.order = with;
    expr.operands.push_back(std::move(address));
    expr.operands.push_back(std::move(value_));
    return expr;
  }

  // atomic_init is not atomic.
  Expr init(Expr address) {
    value_ = value_argument("a value");
    return store(std::move(address), Order::Plain);
  }

  Expr update(Expr address) {
    Expr expr = make(Expr::Kind::Update, value_type());
    expr.object = object_;
    expr.op = operation_.op;
    expr.operands.push_back(std::move(address));
    expr.operands.push_back(value_argument("a value"));
    expr.order = order(kUpdate);
    return expr;
  }

  Expr compare_exchange(Expr address) {
    Expr expr = make(Expr::Kind::CompareExchange,
                     {.base = Type::Base::Bool, .bits = 8, .is_signed = false});
    expr.object = object_;
    expr.weak = operation_.action == Action::Weak;
    expr.operands.push_back(std::move(address));
    expr.operands.push_back(expected());
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
    Term term = parse_assignment(parser_);
    const bool local = term.kind == (member_ ? Term::Kind::Local : Term::Kind::LocalAddress) ||
                       (member_ && term.kind == Term::Kind::LocalAddress);
    if (local) {
      if (term.expr.type != value_type()) {
        parser_.fail(at,
                     "the expected value is " + to_c(term.expr.type) + ", but '" + object_name_ +
                         "' holds " + to_c(value_type()),
                     "both must have one type");
      }
      return std::move(term.expr);
    }
    if (term.kind == Term::Kind::Local && !term.expr.type.is_pointer()) {
      parser_.fail(at, shown(name_) + " takes the address of the expected value",
                   "write &" + object_name(parser_, term.expr));
    }
    return shared_expected(std::move(term), at);
  }

  Expr shared_expected(Term term, Position at) {
    const bool object = term.kind == Term::Kind::Object && !term.object.is_pointer();
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

  Expr test_and_set(Expr address) {
    Expr expr = make(Expr::Kind::Update, value_type());
    expr.object = object_;
    expr.op = Operator::Replace;
    expr.order = order(kUpdate);
    expr.operands.push_back(std::move(address));
    expr.operands.push_back(one());
    return expr;
  }

  Expr clear(Expr address) {
    const Order with = order(kStore);
    value_ = one();
    value_.value = 0;
    return store(std::move(address), with);
  }

  Expr mutex(Expr address) {
    const bool locks = operation_.action == Action::Lock;
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

// Every free function we read, for "did you mean".
std::vector<std::string> free_functions() {
  std::vector<std::string> names;
  for (const Operation& operation : kOperations) {
    const std::string name = "atomic_" + std::string(operation.name);
    if (operation.action == Action::Lock || operation.action == Action::Unlock) continue;
    const bool of_flag = operation.action == Action::TestAndSet ||
                         operation.action == Action::Clear || operation.action == Action::Test;
    const std::string full = of_flag ? "atomic_flag_" + std::string(operation.name) : name;
    names.push_back(full);
    names.push_back(full + "_explicit");
  }
  for (const Alias& alias : kAliases) names.emplace_back(alias.name);
  return names;
}

[[noreturn]] void fail_unknown(const Parser& parser, const Token& name) {
  refuse_known(parser, name);
  const std::vector<std::string> owned = free_functions();
  const std::vector<std::string_view> known(owned.begin(), owned.end());
  parser.fail(name.at, "unknown operation " + shown(name),
              did_you_mean(name.text, known,
                           "the operations of <stdatomic.h>, mtx_lock and mtx_unlock are read"));
}

}  // namespace

void refuse_call(const Parser& parser, const Token& name) { fail_unknown(parser, name); }

Term parse_call(Parser& parser, const Token& name) {
  std::string_view core = name.text;
  bool explicitly = false;
  const auto alias = std::find_if(kAliases.begin(), kAliases.end(),
                                  [&](const Alias& each) { return each.name == name.text; });
  if (alias != kAliases.end()) {
    core = alias->operation;
  } else {
    refuse_known(parser, name);
    constexpr std::string_view kPrefix = "atomic_", kFlag = "flag_", kSuffix = "_explicit";
    if (!core.starts_with(kPrefix)) fail_unknown(parser, name);
    core.remove_prefix(kPrefix.size());
    const bool flag = core.starts_with(kFlag);
    if (flag) core.remove_prefix(kFlag.size());
    explicitly = core.ends_with(kSuffix);
    if (explicitly) core.remove_suffix(kSuffix.size());
    const bool of_flag = core == "test_and_set" || core == "clear" || core == "test";
    const bool without = core == "init" || core.ends_with("_fence");
    if (flag != of_flag || (explicitly && without) || core == "lock" || core == "unlock") {
      fail_unknown(parser, name);
    }
  }
  const Operation* operation = find_operation(core);
  if (operation == nullptr) fail_unknown(parser, name);
  Term term;
  term.expr = Call(parser, *operation, name, false, explicitly).free();
  return term;
}

Term parse_member_call(Parser& parser, Term object, const Token& name) {
  refuse_known(parser, name);
  const Operation* operation = find_operation(name.text);
  const bool member = operation != nullptr && operation->action != Action::Init &&
                      operation->action != Action::ThreadFence &&
                      operation->action != Action::SignalFence;
  if (!member) {
    std::vector<std::string_view> known;
    for (const Operation& each : kOperations) known.push_back(each.name);
    parser.fail(name.at, "unknown operation " + shown(name),
                did_you_mean(name.text, known,
                             "atomics have load, store, exchange, "
                             "compare_exchange_strong and _weak, fetch_add, ..."));
  }
  const Position at = object.expr.at;
  Term term;
  term.expr = Call(parser, *operation, name, true, false).on(std::move(object));
  term.expr.at = at;
  return term;
}

}  // namespace litmus
