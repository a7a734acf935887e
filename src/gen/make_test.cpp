// Builds the tree of a cycle's test, thread by thread and then the condition.
#include "gen/make_test.h"

#include <utility>

#include "gen/layout.h"
#include "harness/error.h"

namespace litmus {
namespace {

// A dependency computes with this bit of the value read. No value of a test has it, and no compiler
// knows that.
constexpr Value kUnusedBit = 128;

constexpr Type kInt{};
constexpr Type kAtomicInt{.atomic = true};
constexpr Type kVoid{.base = Type::Base::Void};

Expr constant(Value value) {
  return {.kind = Expr::Kind::Constant, .type = kInt, .value = value, .operands = {}};
}

Expr local(int index) {
  return {.kind = Expr::Kind::Register, .type = kInt, .index = index, .operands = {}};
}

Expr binary(Operator op, Type type, Expr left, Expr right) {
  Expr e{.kind = Expr::Kind::Binary, .type = type, .op = op, .operands = {}};
  e.operands.reserve(2);
  e.operands.push_back(std::move(left));
  e.operands.push_back(std::move(right));
  return e;
}

// 0, and the compiler has to read the local to know.
Expr unknown_zero(int index) {
  return binary(Operator::BitAnd, kInt, local(index), constant(kUnusedBit));
}

Expr fence(Order order) {
  return {.kind = Expr::Kind::Fence, .type = kVoid, .order = order, .operands = {}};
}

Expr address_of(int location) {
  return {
      .kind = Expr::Kind::Address, .type = kAtomicInt.pointer(), .index = location, .operands = {}};
}

Expr load(Order order, Expr address) {
  Expr e{
      .kind = Expr::Kind::Load, .type = kInt, .order = order, .object = kAtomicInt, .operands = {}};
  e.operands.push_back(std::move(address));
  return e;
}

Expr write(const Access& access, Expr address, Expr value) {
  Expr e{.kind = access.update ? Expr::Kind::Update : Expr::Kind::Store,
         .type = access.update ? kInt : kVoid,
         .op = access.update ? Operator::Replace : Operator::Add,
         .order = access.order,
         .object = kAtomicInt,
         .operands = {}};
  e.operands.reserve(2);
  e.operands.push_back(std::move(address));
  e.operands.push_back(std::move(value));
  return e;
}

Expr assign(int index, Expr value) {
  Expr e{.kind = Expr::Kind::Assign, .type = kInt, .index = index, .operands = {}};
  e.operands.push_back(std::move(value));
  return e;
}

Statement evaluate(Expr expr) {
  return {.kind = Statement::Kind::Evaluate,
          .expr = std::move(expr),
          .body = {},
          .otherwise = {},
          .init = {},
          .step = {}};
}

Statement only_if(int index, Value value, Statement statement) {
  Statement s{.kind = Statement::Kind::If,
              .expr = binary(Operator::Equal, kInt, local(index), constant(value)),
              .body = {},
              .otherwise = {},
              .init = {},
              .step = {}};
  s.body.push_back(std::move(statement));
  return s;
}

std::string location_name(int location) {
  constexpr std::string_view kNames = "xyzabcdefghijklmnopqrstuvw";
  auto at = static_cast<std::size_t>(location);
  if (at < kNames.size()) return std::string(1, kNames[at]);
  return "x" + std::to_string(location);
}

class TestMaker {
 public:
  TestMaker(const Cycle& cycle, std::string name) : cycle_(cycle), layout_(lay_out(cycle)) {
    test_.name = std::move(name);
    test_.metadata.emplace_back("Cycle", to_string(cycle));
  }

  Test make() {
    for (std::size_t i = 0; i < layout_.writes.size(); ++i) {
      test_.locations.push_back({.name = location_name(static_cast<int>(i)), .type = kAtomicInt});
    }
    test_.threads.resize(static_cast<std::size_t>(layout_.threads));
    for (std::size_t i = 0; i < cycle_.size(); ++i) add_access(i);
    for (int location = 0; location < locations(); ++location) {
      if (layout_.needs_observer(location)) add_observer(location);
    }
    for (Thread& thread : test_.threads) name_parameters(thread);
    for (int location = 0; location < locations(); ++location) {
      int writes = layout_.writes[static_cast<std::size_t>(location)];
      if (writes > 1) {
        observe({.index = location, .name = location_name(location), .type = kAtomicInt}, writes);
      }
    }
    test_.shown = static_cast<int>(test_.observed.size());
    test_.condition = {Condition::Quantifier::Exists, std::move(proposition_)};
    if (test_.condition.proposition.operands.size() == 1) {
      Proposition only = std::move(test_.condition.proposition.operands.front());
      test_.condition.proposition = std::move(only);
    }
    return std::move(test_);
  }

 private:
  int locations() const { return static_cast<int>(test_.locations.size()); }
  Thread& thread(int index) { return test_.threads[static_cast<std::size_t>(index)]; }

  void add_access(std::size_t i) {
    const PlacedAccess& placed = layout_.accesses[i];
    Thread& in = thread(placed.thread);
    // The edge into a thread's first access comes from elsewhere, or back from the thread's end.
    Edge link = in.body.empty() ? Edge{} : cycle_.edge_into(i);
    if (link.kind == Edge::Kind::Fence) in.body.push_back(evaluate(fence(link.fence)));
    Statement statement = evaluate(access(i, link));
    if (link.kind == Edge::Kind::Ctrl) {
      statement = only_if(source_, layout_.accesses[i - 1].value_read, std::move(statement));
    }
    in.body.push_back(std::move(statement));
    source_ = latest_;
  }

  // The access itself; `latest_` becomes the local that holds what it read, -1 if none does.
  Expr access(std::size_t i, const Edge& link) {
    const PlacedAccess& placed = layout_.accesses[i];
    const Access& says = cycle_.steps[i].access;
    Expr address = address_of(placed.location);
    if (link.kind == Edge::Kind::Addr) {
      Type type = address.type;
      address = binary(Operator::Add, type, std::move(address), unknown_zero(source_));
    }
    Expr value = constant(placed.value_written);
    if (link.kind == Edge::Kind::Data) {
      value = binary(Operator::Add, kInt, std::move(value), unknown_zero(source_));
    }
    Expr made = placed.writes ? write(says, std::move(address), std::move(value))
                              : load(says.order, std::move(address));
    latest_ = -1;
    if (!placed.observed) return made;
    latest_ = new_local(placed.thread, placed.value_read);
    return assign(latest_, std::move(made));
  }

  // A local of `index`'s thread that shall hold `value` in the outcome asked for.
  int new_local(int index, Value value) {
    std::vector<Local>& locals = thread(index).locals;
    int added = static_cast<int>(locals.size());
    locals.push_back({.name = "r" + std::to_string(added), .type = kInt});
    observe({.thread = index,
             .index = added,
             .name = std::to_string(index) + ":" + locals.back().name,
             .type = kInt},
            value);
    return added;
  }

  void observe(Column column, Value value) {
    proposition_.kind = Proposition::Kind::And;
    proposition_.operands.push_back({.kind = Proposition::Kind::Compare,
                                     .column = static_cast<int>(test_.observed.size()),
                                     .op = Operator::Equal,
                                     .value = value,
                                     .values = {},
                                     .operands = {}});
    test_.observed.push_back(std::move(column));
  }

  // A thread that sees every write but the last, one after the other.
  void add_observer(int location) {
    int index = static_cast<int>(test_.threads.size());
    test_.threads.emplace_back();
    for (int value = 1; value < layout_.writes[static_cast<std::size_t>(location)]; ++value) {
      int into = new_local(index, value);
      thread(index).body.push_back(
          evaluate(assign(into, load(Order::Relaxed, address_of(location)))));
    }
  }

  void name_parameters(Thread& in) {
    std::vector<bool> named(test_.locations.size());
    for (const Statement& statement : in.body) mark(statement, named);
    for (std::size_t i = 0; i < named.size(); ++i) {
      if (named[i]) in.parameters.push_back(static_cast<int>(i));
    }
  }
  static void mark(const Statement& statement, std::vector<bool>& named) {
    mark(statement.expr, named);
    for (const Statement& inner : statement.body) mark(inner, named);
  }
  static void mark(const Expr& expr, std::vector<bool>& named) {
    if (expr.kind == Expr::Kind::Address) named[static_cast<std::size_t>(expr.index)] = true;
    for (const Expr& operand : expr.operands) mark(operand, named);
  }

  const Cycle& cycle_;
  CycleLayout layout_;
  Test test_;
  Proposition proposition_;
  int source_ = -1;  // the local the access before this one was read into
  int latest_ = -1;
};

}  // namespace

Test make_test(const Cycle& canonical_cycle, std::string name) {
  return TestMaker(canonical_cycle, std::move(name)).make();
}

}  // namespace litmus
