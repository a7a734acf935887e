// Finds the assignments that can declare a local: its first mention, in a block that holds all its
// other mentions, and not before the declaration of a local with a smaller index.
//
// Tested by print_test.cpp.
#include "lang/declarations.h"

#include "lang/print_code.h"

namespace litmus {
namespace {

// Mentions and blocks are numbered as they come in the text.
struct Usage {
  const Statement* candidate = nullptr;
  int first = -1;      // when the local is first mentioned
  int last = -1;       // and last
  int block_end = -1;  // when the block of the candidate ends
};

class Survey {
 public:
  explicit Survey(const Thread& thread) : usages_(thread.locals.size()) { block(thread.body); }

  const std::vector<Usage>& usages() const { return usages_; }

 private:
  Usage& usage(int local) { return usages_[static_cast<std::size_t>(local)]; }

  void mention(int local) {
    Usage& used = usage(local);
    used.last = clock_++;
    if (used.first < 0) used.first = used.last;
  }

  void expression(const Expr& expr) {
    if (expr.kind == Expr::Kind::Register || expr.kind == Expr::Kind::Assign) mention(expr.index);
    for (const Expr& operand : expr.operands) expression(operand);
  }

  // Locals whose candidate stands here; their block ends when `finish` is called.
  void evaluate(const Statement& statement, std::vector<int>& declared) {
    const Expr& expr = statement.expr;
    if (expr.kind == Expr::Kind::Assign && usage(expr.index).first < 0) {
      expression(expr.operands[0]);
      if (usage(expr.index).first < 0) {
        usage(expr.index).candidate = &statement;
        declared.push_back(expr.index);
      }
      mention(expr.index);
    } else {
      expression(expr);
    }
  }

  void finish(const std::vector<int>& declared) {
    for (int local : declared) usage(local).block_end = clock_;
  }

  void block(const std::vector<Statement>& body) {
    std::vector<int> declared;
    for (const Statement& statement : body) visit(statement, declared);
    finish(declared);
  }

  void visit(const Statement& statement, std::vector<int>& declared) {
    switch (statement.kind) {
      case Statement::Kind::Evaluate:
        evaluate(statement, declared);
        return;
      case Statement::Kind::DoWhile:
        block(statement.body);
        expression(statement.expr);
        return;
      case Statement::Kind::For:
        visit_for(statement);
        return;
      default:
        expression(statement.expr);
        block(statement.body);
        block(statement.otherwise);
    }
  }

  // `for (int i = 0; ...)` declares one local or none.
  void visit_for(const Statement& statement) {
    std::vector<int> declared, ignored;
    const bool one = statement.init.size() == 1;
    for (const Statement& step : statement.init) {
      if (one) {
        evaluate(step, declared);
      } else {
        expression(step.expr);
      }
    }
    expression(statement.expr);
    block(statement.body);
    for (const Statement& step : statement.step) expression(step.expr);
    finish(declared);
  }

  std::vector<Usage> usages_;
  int clock_ = 0;
};

}  // namespace

std::vector<const Statement*> declaration_places(const Thread& thread) {
  const Survey survey(thread);
  const std::vector<Usage>& usages = survey.usages();
  std::vector<const Statement*> places(usages.size(), nullptr);
  // From the last local back, as long as each can be declared in place and before the next.
  int next = -1;
  for (std::size_t i = usages.size(); i-- > locals_in_init(thread);) {
    const Usage& used = usages[i];
    const bool in_block = used.last < used.block_end;
    const bool in_order = next < 0 || used.first < next;
    if (used.candidate == nullptr || !in_block || !in_order) break;
    places[i] = used.candidate;
    next = used.first;
  }
  return places;
}

}  // namespace litmus
