// Statements as text; expressions are print_expressions.cpp's. Tested by print_test.cpp.
#include "lang/print_code.h"

#include "lang/declarations.h"

namespace litmus {
namespace {

class CodePrinter {
 public:
  CodePrinter(const Test& test, int thread, Spelling spelling)
      : test_(test),
        thread_(test.threads[static_cast<std::size_t>(thread)]),
        number_(thread),
        spelling_(spelling),
        places_(declaration_places(thread_)) {}

  std::string run() {
    indent_ = 2;
    for (std::size_t i = 0; i < thread_.locals.size(); ++i) declare_at_top(i);
    statements(thread_.body);
    return std::move(text_);
  }

 private:
  std::string name(const Local& local) const {
    return spelling_ == Spelling::Cpp ? cpp_name(local.name) : local.name;
  }
  std::string typed_name(const Local& local) const {
    return (spelling_ == Spelling::Cpp ? to_cpp(local.type) : to_c(local.type)) + " " + name(local);
  }
  std::string expression(const Expr& expr) const {
    return to_text(expr, test_, number_, spelling_);
  }

  void line(const std::string& text) { text_ += std::string(indent_, ' ') + text + "\n"; }

  void declare_at_top(std::size_t index) {
    const Local& local = thread_.locals[index];
    if (index < locals_in_init(thread_)) {
      // In C the init block does it.
      if (spelling_ == Spelling::Cpp) {
        line(typed_name(local) + " = " + value_text(local.initial, local.type, test_) + ";");
      }
    } else if (places_[index] == nullptr) {
      line(typed_name(local) + (spelling_ == Spelling::Cpp ? " = 0;" : ";"));
    }
  }

  void statements(const std::vector<Statement>& body) {
    for (const Statement& statement : body) print(statement);
  }

  void block(const std::string& opening, const std::vector<Statement>& body) {
    line(opening + (opening.empty() ? "{" : " {"));
    indent_ += 2;
    statements(body);
    indent_ -= 2;
  }

  // An assignment declares its local if this is the place to.
  std::string evaluate(const Statement& statement) const {
    const Expr& expr = statement.expr;
    const bool declares = expr.kind == Expr::Kind::Assign &&
                          places_[static_cast<std::size_t>(expr.index)] == &statement;
    if (!declares) return expression(expr);
    return typed_name(thread_.locals[static_cast<std::size_t>(expr.index)]) + " = " +
           expression(expr.operands[0]);
  }

  std::string listed(const std::vector<Statement>& steps) const {
    std::string text;
    for (const Statement& step : steps) {
      if (!text.empty()) text += ", ";
      text += evaluate(step);
    }
    return text;
  }

  void print(const Statement& statement) {
    switch (statement.kind) {
      case Statement::Kind::Evaluate:
        line(evaluate(statement) + ";");
        return;
      case Statement::Kind::Block:
        block("", statement.body);
        break;
      case Statement::Kind::If:
        print_if("", statement);
        return;
      case Statement::Kind::While:
        block("while (" + expression(statement.expr) + ")", statement.body);
        break;
      case Statement::Kind::DoWhile:
        block("do", statement.body);
        line("} while (" + expression(statement.expr) + ");");
        return;
      case Statement::Kind::For:
        block("for (" + listed(statement.init) + "; " + expression(statement.expr) + "; " +
                  listed(statement.step) + ")",
              statement.body);
        break;
      case Statement::Kind::Break:
        line("break;");
        return;
      case Statement::Kind::Continue:
        line("continue;");
        return;
      case Statement::Kind::Return:
        line("return;");
        return;
    }
    line("}");
  }

  // `else if` stays on one level, however long the chain.
  void print_if(const std::string& before, const Statement& statement) {
    block(before + "if (" + expression(statement.expr) + ")", statement.body);
    const std::vector<Statement>& otherwise = statement.otherwise;
    if (otherwise.size() == 1 && otherwise[0].kind == Statement::Kind::If) {
      return print_if("} else ", otherwise[0]);
    }
    if (!otherwise.empty()) block("} else", otherwise);
    line("}");
  }

  const Test& test_;
  const Thread& thread_;
  int number_;
  Spelling spelling_;
  std::vector<const Statement*> places_;
  std::size_t indent_ = 0;
  std::string text_;
};

}  // namespace

std::string code(const Test& test, int thread, Spelling spelling) {
  return CodePrinter(test, thread, spelling).run();
}

std::size_t locals_in_init(const Thread& thread) {
  std::size_t count = thread.locals.size();
  while (count > 0 && thread.locals[count - 1].initial == 0) --count;
  return count;
}

}  // namespace litmus
