// Takes the tree of a thread apart into flat instructions (effects.h says what those are).
//
// An expression is lowered in two ways: for its value (`value`: accesses inside it are emitted, a
// pure expression over registers remains) and, where it decides a branch, for its truth (`jump`:
// && and || with accesses inside become branches, so that what runs because of both operands is
// control-dependent on both).
//
// Tested by effects_test.cpp.
#include "lang/effects.h"

#include <tuple>
#include <utility>

#include "harness/error.h"
#include "lang/flow.h"

namespace litmus {
namespace {

// Instructions whose target is not known yet.
using Patches = std::vector<int>;

Expr constant(Value value, Type type = {}) {
  return Expr{.kind = Expr::Kind::Constant, .type = type, .value = value, .operands = {}};
}

Expr reg(int index, Type type) {
  return Expr{.kind = Expr::Kind::Register, .type = type.value(), .index = index, .operands = {}};
}

Expr unary(Operator op, Expr operand) {
  Expr e{.kind = Expr::Kind::Unary, .op = op, .operands = {}};
  e.operands.push_back(std::move(operand));
  return e;
}

Expr binary(Operator op, Expr left, Expr right) {
  Expr e{.kind = Expr::Kind::Binary, .op = op, .operands = {}};
  e.operands.push_back(std::move(left));
  e.operands.push_back(std::move(right));
  return e;
}

Expr cast(Type type, Expr operand) {
  if (operand.type == type) return operand;
  Expr e{.kind = Expr::Kind::Cast, .type = type, .operands = {}};
  e.operands.push_back(std::move(operand));
  return e;
}

Expr truth(Expr e) { return binary(Operator::NotEqual, std::move(e), constant(0)); }

class Lowering {
 public:
  explicit Lowering(const Thread& thread) : thread_(thread) {
    program_.registers = static_cast<int>(thread.locals.size());
    program_.code.reserve(2 * thread.body.size());
  }

  Program run() {
    statements(thread_.body);
    land(returns_);
    set_joins(program_);
    return std::move(program_);
  }

 private:
  struct Loop {
    Patches breaks, continues;
  };

  int here() const { return static_cast<int>(program_.code.size()); }
  int temporary() { return program_.registers++; }

  Instruction& emit(Instruction::Kind kind, const Expr& source) {
    Instruction& instruction = program_.code.emplace_back();
    instruction.kind = kind;
    instruction.order = source.order;
    instruction.failure_order = source.failure_order;
    instruction.weak = source.weak;
    instruction.op = source.op;
    instruction.object = source.object;
    instruction.at = source.at;
    return instruction;
  }

  void compute(int result, Expr value) {
    Instruction& instruction = program_.code.emplace_back();
    instruction.kind = Instruction::Kind::Compute;
    instruction.at = value.at;
    instruction.result = result;
    instruction.value = std::move(value);
  }

  void jump_to(int target) {
    Instruction& instruction = program_.code.emplace_back();
    instruction.kind = Instruction::Kind::Jump;
    instruction.target = target;
  }
  void jump(Patches& patches) {
    patches.push_back(here());
    jump_to(-1);
  }
  void branch_unless(Expr condition, Patches& patches) {
    patches.push_back(here());
    Instruction& instruction = program_.code.emplace_back();
    instruction.kind = Instruction::Kind::BranchUnless;
    instruction.at = condition.at;
    instruction.value = std::move(condition);
  }
  void land(const Patches& patches) { land(patches, here()); }
  void land(const Patches& patches, int target) {
    for (int at : patches) program_.code[static_cast<std::size_t>(at)].target = target;
  }

  // --- expressions for their value

  // Lowers `e`; the result is pure. `into` >= 0 names the register that shall hold an access's
  // value, `kept` is false where nobody wants it.
  Expr value(const Expr& e, int into = -1, bool kept = true) {
    switch (e.kind) {
      case Expr::Kind::Constant:
      case Expr::Kind::Register:
      case Expr::Kind::Address:
        return e;
      case Expr::Kind::Assign:
        return assign(e);
      case Expr::Kind::Conditional:
        return has_effect(e) ? choose(e) : e;
      case Expr::Kind::Unary:
      case Expr::Kind::Cast:
      case Expr::Kind::Binary:
        return operation(e);
      case Expr::Kind::Load:
      case Expr::Kind::Update:
        return read(e, into, kept);
      case Expr::Kind::CompareExchange:
        return compare_exchange(e, kept);
      default:
        effect(e);
        return constant(0, Type{.base = Type::Base::Void});
    }
  }

  Expr operation(const Expr& e) {
    if (!has_effect(e)) return e;
    bool connective = e.op == Operator::LogicalAnd || e.op == Operator::LogicalOr;
    if (e.kind == Expr::Kind::Binary && connective && has_effect(e.operands[1])) {
      return short_circuit(e);
    }
    Expr pure = e;
    if (e.kind == Expr::Kind::Binary) {
      std::tie(pure.operands[0], pure.operands[1]) = both(e);
    } else {
      pure.operands[0] = value(e.operands[0]);
    }
    return pure;
  }

  // The values of two operands, in the order in which the language takes them.
  std::pair<Expr, Expr> both(const Expr& e) {
    const Expr& first = e.operands.at(e.right_first ? 1 : 0);
    const Expr& second = e.operands.at(e.right_first ? 0 : 1);
    Expr before = value(first);
    if (changes_local_of(second, first)) before = held(std::move(before));
    Expr after = value(second);
    if (e.right_first) std::swap(before, after);
    return {std::move(before), std::move(after)};
  }

  // The value as it is now, whatever becomes of the locals in it.
  Expr held(Expr pure) {
    const int result = temporary();
    const Type type = pure.type;
    compute(result, std::move(pure));
    return reg(result, type);
  }

  Expr assign(const Expr& e) {
    const Type type = thread_.locals.at(static_cast<std::size_t>(e.index)).type.value();
    const Expr& source = e.operands.at(0);
    bool direct = source.type == type;
    Expr pure = value(source, direct ? e.index : -1);
    bool already_there = pure.kind == Expr::Kind::Register && pure.index == e.index;
    if (!already_there) compute(e.index, cast(type, std::move(pure)));
    return reg(e.index, type);
  }

  // t = a ? b : c, where b or c does something.
  Expr choose(const Expr& e) {
    int result = temporary();
    Patches otherwise, end;
    jump_unless(e.operands.at(0), otherwise);
    compute(result, cast(e.type, value(e.operands.at(1))));
    jump(end);
    land(otherwise);
    compute(result, cast(e.type, value(e.operands.at(2))));
    land(end);
    return reg(result, e.type);
  }

  // t = a && b as: t = a; if (t) t = t & b. The & keeps the dependency on a, whose value counts.
  Expr short_circuit(const Expr& e) {
    bool conjunction = e.op == Operator::LogicalAnd;
    int result = temporary();
    Expr held = reg(result, Type{});
    compute(result, truth(value(e.operands[0])));
    Patches end;
    branch_unless(conjunction ? held : unary(Operator::LogicalNot, held), end);
    Expr right = truth(value(e.operands[1]));
    compute(result,
            binary(conjunction ? Operator::BitAnd : Operator::BitOr, held, std::move(right)));
    land(end);
    return held;
  }

  Expr read(const Expr& e, int into, bool kept) {
    bool is_load = e.kind == Expr::Kind::Load;
    auto [address, operand] = is_load ? std::pair(value(e.operands.at(0)), constant(0)) : both(e);
    int result = !kept ? -1 : into >= 0 ? into : temporary();
    Instruction& instruction =
        emit(is_load ? Instruction::Kind::Load : Instruction::Kind::Update, e);
    instruction.address = std::move(address);
    if (!is_load) instruction.value = std::move(operand);
    instruction.result = result;
    return kept ? reg(result, e.object) : constant(0);
  }

  // `expected` takes the value found when the exchange fails. In shared memory it is read before
  // and written after, as an ordinary object.
  Expr compare_exchange(const Expr& e, bool kept) {
    Expr address = value(e.operands.at(0));
    const Expr& expected = e.operands.at(1);
    Expr desired = value(e.operands.at(2));
    const bool in_register = expected.kind == Expr::Kind::Register;
    Expr expected_address = in_register ? Expr{} : value(expected);
    Expr compared = expected;
    if (!in_register) {
      compared = reg(temporary(), e.object);
      Instruction& load = emit(Instruction::Kind::Load, plain(expected, e.object));
      load.address = expected_address;
      load.result = compared.index;
    }

    const int found = temporary(), success = temporary();
    Instruction& exchange = emit(Instruction::Kind::CompareExchange, e);
    exchange.address = std::move(address);
    exchange.expected = std::move(compared);
    exchange.value = std::move(desired);
    exchange.result = found;
    exchange.success = success;

    Expr succeeded = reg(success, Type{.base = Type::Base::Bool});
    Patches end;
    branch_unless(unary(Operator::LogicalNot, succeeded), end);
    if (in_register) {
      compute(expected.index, cast(expected.type.value(), reg(found, e.object)));
    } else {
      Instruction& store = emit(Instruction::Kind::Store, plain(expected, e.object));
      store.address = std::move(expected_address);
      store.value = reg(found, e.object);
    }
    land(end);
    return kept ? succeeded : constant(0);
  }

  // What the accesses to an `expected` in memory look like: the object's own type, not atomic.
  static Expr plain(const Expr& expected, Type object) {
    Type type = expected.type.is_pointer() ? expected.type.pointee() : object;
    return Expr{.object = type.value(), .operands = {}, .at = expected.at};
  }

  void effect(const Expr& e) {
    switch (e.kind) {
      case Expr::Kind::Store: {
        auto [address, stored] = both(e);
        Instruction& store = emit(Instruction::Kind::Store, e);
        store.address = std::move(address);
        store.value = std::move(stored);
        return;
      }
      case Expr::Kind::Fence:
        emit(Instruction::Kind::Fence, e);
        return;
      case Expr::Kind::SignalFence:
        emit(Instruction::Kind::SignalFence, e);
        return;
      case Expr::Kind::Lock:
      case Expr::Kind::Unlock: {
        bool locks = e.kind == Expr::Kind::Lock;
        Expr address = value(e.operands.at(0));
        Instruction& mutex = emit(locks ? Instruction::Kind::Lock : Instruction::Kind::Unlock, e);
        mutex.address = std::move(address);
        mutex.order = locks ? Order::Acquire : Order::Release;
        mutex.object = Type{.base = Type::Base::Mutex, .atomic = true};
        return;
      }
      default:
        CHECK(false && "an expression with an effect");
        return;
    }
  }

  // --- expressions for their truth

  void jump_unless(const Expr& e, Patches& otherwise) {
    if (e.kind == Expr::Kind::Unary && e.op == Operator::LogicalNot && has_effect(e)) {
      return jump_if(e.operands.at(0), otherwise);
    }
    bool branches = e.kind == Expr::Kind::Binary && has_effect(e);
    if (branches && e.op == Operator::LogicalAnd) {
      jump_unless(e.operands[0], otherwise);
      jump_unless(e.operands[1], otherwise);
    } else if (branches && e.op == Operator::LogicalOr) {
      Patches both;
      jump_if(e.operands[0], both);
      jump_unless(e.operands[1], otherwise);
      land(both);
    } else {
      branch_unless(value(e), otherwise);
    }
  }

  void jump_if(const Expr& e, Patches& then) {
    if (e.kind == Expr::Kind::Unary && e.op == Operator::LogicalNot && has_effect(e)) {
      return jump_unless(e.operands.at(0), then);
    }
    bool branches = e.kind == Expr::Kind::Binary && has_effect(e);
    if (branches && e.op == Operator::LogicalOr) {
      jump_if(e.operands[0], then);
      jump_if(e.operands[1], then);
    } else if (branches && e.op == Operator::LogicalAnd) {
      Patches neither;
      jump_unless(e.operands[0], neither);
      jump_if(e.operands[1], then);
      land(neither);
    } else {
      branch_unless(unary(Operator::LogicalNot, value(e)), then);
    }
  }

  // --- statements

  void statements(const std::vector<Statement>& body) {
    for (const Statement& s : body) statement(s);
  }

  void statement(const Statement& s) {
    switch (s.kind) {
      case Statement::Kind::Evaluate:
        value(s.expr, -1, false);
        return;
      case Statement::Kind::Block:
        statements(s.body);
        return;
      case Statement::Kind::If:
        branch(s);
        return;
      case Statement::Kind::While:
      case Statement::Kind::DoWhile:
      case Statement::Kind::For:
        loop(s);
        return;
      case Statement::Kind::Break:
        CHECK(!loops_.empty());
        jump(loops_.back().breaks);
        return;
      case Statement::Kind::Continue:
        CHECK(!loops_.empty());
        jump(loops_.back().continues);
        return;
      case Statement::Kind::Return:
        jump(returns_);
        return;
    }
  }

  void branch(const Statement& s) {
    Patches otherwise, end;
    jump_unless(s.expr, otherwise);
    statements(s.body);
    if (!s.otherwise.empty()) jump(end);
    land(otherwise);
    statements(s.otherwise);
    land(end);
  }

  // One shape for all three: a do-while only asks later.
  void loop(const Statement& s) {
    const bool asks_first = s.kind != Statement::Kind::DoWhile;
    const int number = program_.loops++;
    loops_.emplace_back();
    statements(s.init);
    mark(Instruction::Kind::LoopEnter, number, s);
    const int head = here();
    Patches exit;
    if (asks_first) jump_unless(s.expr, exit);
    mark(Instruction::Kind::LoopBody, number, s);
    statements(s.body);
    land(loops_.back().continues);
    statements(s.step);
    if (!asks_first) jump_unless(s.expr, exit);
    jump_to(head);
    land(exit);
    land(loops_.back().breaks);
    loops_.pop_back();
  }

  void mark(Instruction::Kind kind, int number, const Statement& s) {
    Instruction& instruction = program_.code.emplace_back();
    instruction.kind = kind;
    instruction.loop = number;
    instruction.at = s.at;
  }

  const Thread& thread_;
  Program program_;
  std::vector<Loop> loops_;
  Patches returns_;
};

}  // namespace

Program effects(const Test& test, int thread) {
  return Lowering(test.threads.at(static_cast<std::size_t>(thread))).run();
}

}  // namespace litmus
