// What a test says that the field's dialect of C has no words for. Tested by print_test.cpp.
#include <algorithm>

#include "lang/operators.h"
#include "lang/print.h"
#include "lang/print_code.h"

namespace litmus {
namespace {

class Search {
 public:
  std::vector<std::string> run(const Test& test) {
    if (test.header == Test::Header::Cpp) add("the header C++");
    for (const Location& location : test.locations) {
      type(location.type);
      if (location.array > 0 && location.type.atomic) add("an array of atomics");
    }
    for (const Thread& thread : test.threads) {
      for (const Local& local : thread.locals) type(local.type);
      statements(thread.body);
      if (thread.body.empty()) add("an empty thread");
    }
    proposition(test.condition.proposition);
    proposition(test.filter);
    return std::move(found_);
  }

 private:
  void add(const std::string& what) {
    if (std::find(found_.begin(), found_.end(), what) == found_.end()) found_.push_back(what);
  }

  void type(Type type) {
    if (type.base == Type::Base::Bool) add("bool");
    if (type.base == Type::Base::Flag) add("atomic_flag");
    if (type.is_pointer() && type.atomic) add("an atomic pointer");
  }

  void statements(const std::vector<Statement>& body) {
    for (const Statement& each : body) statement(each);
  }

  void statement(const Statement& s) {
    const bool holds_block = s.kind == Statement::Kind::Block || s.kind == Statement::Kind::If ||
                             s.kind == Statement::Kind::While;
    if (s.kind == Statement::Kind::For) add("a for loop");
    if (s.kind == Statement::Kind::DoWhile) add("a do loop");
    if (s.kind == Statement::Kind::Break) add("break");
    if (s.kind == Statement::Kind::Continue) add("continue");
    if (s.kind == Statement::Kind::Return) add("return");
    if (holds_block && s.body.empty()) add("an empty block");
    // An assignment that is a statement is fine; inside an expression it is not.
    const bool assigns = s.kind == Statement::Kind::Evaluate &&
                         (s.expr.kind == Expr::Kind::Assign || s.expr.kind == Expr::Kind::Store);
    if (assigns && s.expr.order == Order::Plain) {
      if (s.expr.kind == Expr::Kind::Store && s.expr.object.atomic) add("atomic_init");
      for (const Expr& operand : s.expr.operands) expression(operand);
    } else {
      expression(s.expr);
    }
    statements(s.init);
    statements(s.step);
    statements(s.body);
    statements(s.otherwise);
  }

  void expression(const Expr& e) {
    switch (e.kind) {
      case Expr::Kind::Constant:
        if (e.type.base == Type::Base::Integer && (!e.type.is_signed || e.type.bits == 64)) {
          add("literals with a suffix");
        }
        break;
      case Expr::Kind::Unary:
        add("unary '" + std::string(symbol(e.op)) + "'");
        break;
      case Expr::Kind::Binary:
        binary(e.op);
        break;
      case Expr::Kind::Conditional:
        add("'?:'");
        break;
      case Expr::Kind::Cast:
        add("casts that convert");
        break;
      case Expr::Kind::Assign:
        add("an assignment inside an expression");
        break;
      case Expr::Kind::SignalFence:
        add("atomic_signal_fence");
        break;
      case Expr::Kind::CompareExchange:
        if (e.operands[1].kind == Expr::Kind::Register) add("'&' of a local");
        break;
      default:
        break;
    }
    const bool expected_local = e.kind == Expr::Kind::CompareExchange;
    for (std::size_t i = 0; i < e.operands.size(); ++i) {
      if (!(expected_local && i == 1)) expression(e.operands[i]);
    }
  }

  void binary(Operator op) {
    const bool missing = op == Operator::LogicalAnd || op == Operator::LogicalOr ||
                         op == Operator::Remainder || op == Operator::ShiftLeft ||
                         op == Operator::ShiftRight;
    if (missing) add("'" + std::string(symbol(op)) + "'");
  }

  void proposition(const Proposition& p) {
    const bool compares =
        p.kind == Proposition::Kind::Compare || p.kind == Proposition::Kind::CompareColumns;
    if (compares && p.op != Operator::Equal && p.op != Operator::NotEqual) {
      add("'" + std::string(symbol(p.op)) + "' in the condition");
    }
    if (p.kind == Proposition::Kind::Member) add("a set of values in the condition");
    for (const Proposition& operand : p.operands) proposition(operand);
  }

  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> beyond_herd(const Test& test) { return Search().run(test); }

}  // namespace litmus
