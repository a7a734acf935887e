// The body of a thread: declarations, expressions, if, loops.
//
//     int r0 = atomic_load_explicit(x, memory_order_relaxed);
//     if (r0 == 1) { *y = 1; } else return;
//
// One name is one local of the thread, in however many blocks it is declared. A declaration that
// would hide another that is still in scope is refused: C would make two variables of it.
//
// Tested by parse_test.cpp.
#include <algorithm>
#include <array>

#include "lang/nearest.h"
#include "lang/parser.h"

namespace litmus {
namespace {

void parse_statement(Parser& parser, std::vector<Statement>& into);

// Locals declared in a block go out of scope where it ends.
class Scope {
 public:
  explicit Scope(Parser& parser) : parser_(parser), begin_(parser.declared.size()) {}
  ~Scope() {
    for (std::size_t i = begin_; i < parser_.declared.size(); ++i) {
      parser_.names[parser_.declared[i]].in_scope = false;
    }
    parser_.declared.resize(begin_);
  }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  Parser& parser_;
  std::size_t begin_;
};

Statement statement(Statement::Kind kind, Position at) {
  Statement result;
  result.kind = kind;
  result.at = at;
  return result;
}

Statement evaluate(Expr&& expr) {
  Statement result = statement(Statement::Kind::Evaluate, expr.at);
  result.expr = std::move(expr);
  return result;
}

// --- declarations

void check_local_type(const Parser& parser, const TypeName& type, const Token& name) {
  const bool value = type.type.is_pointer() || type.type.base == Type::Base::Integer ||
                     type.type.base == Type::Base::Bool;
  if (type.is_reference) {
    parser.fail(type.at, "a local reference is not modelled", "use the variable itself");
  }
  if (!value || type.type.atomic || type.type.pointers == 2) {
    parser.fail(type.at, "local " + shown(name) + " can not be " + to_c(type.type),
                type.type.is_pointer() ? "a local holds an integer or points to a shared variable"
                                       : "what threads share stands in the parameter list");
  }
}

int declare_local(Parser& parser, const Token& name, const TypeName& type) {
  check_local_type(parser, type, name);
  auto known = std::find_if(parser.names.begin(), parser.names.end(),
                            [&](const Name& other) { return other.name == name.text; });
  if (known == parser.names.end()) {
    std::vector<Local>& locals = parser.body().locals;
    if (locals.size() >= kMaxLocals) {
      parser.fail(name.at, "more than " + std::to_string(kMaxLocals) + " locals in one thread");
    }
    locals.push_back({.name = std::string(name.text), .type = type.type});
    parser.names.push_back({.name = std::string(name.text), .at = name.at});
    known = parser.names.end() - 1;
    known->local = static_cast<int>(locals.size()) - 1;
  } else if (known->location >= 0) {
    parser.fail(name.at, shown(name) + " is a shared variable here", "give the local another name");
  } else {
    Local& local = parser.body().locals[static_cast<std::size_t>(known->local)];
    if (local.type != type.type) {
      parser.fail(name.at,
                  "local " + shown(name) + " is " + to_c(type.type) + " here and " +
                      to_c(local.type) + " on line " + std::to_string(known->at.line),
                  "one name is one local of the thread");
    }
    const std::size_t index = static_cast<std::size_t>(known - parser.names.begin());
    const auto declared = std::find(parser.declared.begin(), parser.declared.end(), index);
    const bool outer =
        static_cast<std::size_t>(declared - parser.declared.begin()) < parser.scope_begin;
    if (known->in_scope && outer) {
      parser.fail(
          name.at,
          shown(name) + " hides the local declared on line " + std::to_string(known->at.line),
          "assign to it, or give this one another name");
    }
  }
  known->in_scope = true;
  parser.declared.push_back(static_cast<std::size_t>(known - parser.names.begin()));
  return known->local;
}

// int r0 = 1, *p = x, r1;
void parse_declaration(Parser& parser, std::vector<Statement>& into) {
  const TypeName base = parse_base_type(parser);
  do {
    TypeName type = base;
    parse_stars(parser, type);
    const Token& name = parse_new_name(parser, "the name of a local");
    if (parser.peek().is("[")) {
      parser.fail(parser.peek().at, "local arrays are not modelled",
                  "declare several locals, or an array in the init block");
    }
    const bool braces = parser.peek().is("{");
    if (!braces && !parser.peek().is("=")) {
      if (type.is_auto) parser.fail(name.at, "'auto' needs a value to take its type from");
      declare_local(parser, name, type);
      continue;
    }
    parser.next();
    Expr value = parse_expression(parser);
    if (braces) parser.expect("}", "after the initial value");
    if (type.is_auto) type.type = value.type.value();
    const int local = declare_local(parser, name, type);
    into.push_back(evaluate(assign_local(parser, local, std::move(value), name.at)));
  } while (parser.accept(","));
}

// --- expressions as statements

void parse_expression_statement(Parser& parser, std::vector<Statement>& into) {
  const Position at = parser.peek().at;
  bool discarded = false;
  if (parser.peek().is("(") && parser.peek(1).is("void") && parser.peek(2).is(")")) {
    parser.next_token += 3;
    discarded = true;
  }
  Expr expr = parse_effect(parser);
  if (!discarded && !has_effect(expr)) {
    parser.warn(at, "this statement does nothing");
  }
  into.push_back(evaluate(std::move(expr)));
}

// What may stand before and after the semicolons of a `for`.
void parse_simple(Parser& parser, std::vector<Statement>& into) {
  if (type_begins(parser)) return parse_declaration(parser, into);
  do {
    parse_expression_statement(parser, into);
  } while (parser.accept(","));
}

// --- control

// The statement under an if or a loop; a block's statements stand for themselves.
std::vector<Statement> parse_branch(Parser& parser) {
  Scope scope(parser);
  std::vector<Statement> statements;
  parse_statement(parser, statements);
  if (statements.size() == 1 && statements[0].kind == Statement::Kind::Block) {
    return std::move(statements[0].body);
  }
  return statements;
}

std::vector<Statement> parse_loop_body(Parser& parser) {
  ++parser.loops;
  std::vector<Statement> body = parse_branch(parser);
  --parser.loops;
  return body;
}

Expr parse_condition(Parser& parser, std::string_view keyword) {
  parser.expect("(", "after '" + std::string(keyword) + "'");
  if (type_begins(parser)) {
    parser.fail(parser.peek().at, "a declaration can not stand in a condition",
                "declare it on the line before");
  }
  Expr condition = parse_expression(parser);
  if (parser.peek().is("=")) parser.fail_expected("')'", "equality is '=='");
  parser.expect(")", "after the condition of '" + std::string(keyword) + "'");
  return condition;
}

void parse_semicolon(Parser& parser, std::string_view after) {
  parser.expect(
      ";", [&] { return "after " + std::string(after); }, "every statement ends with ';'");
}

Statement parse_if(Parser& parser, Position at) {
  Statement result = statement(Statement::Kind::If, at);
  result.expr = parse_condition(parser, "if");
  result.body = parse_branch(parser);
  if (parser.accept("else")) result.otherwise = parse_branch(parser);
  return result;
}

Statement parse_while(Parser& parser, Position at) {
  Statement result = statement(Statement::Kind::While, at);
  result.expr = parse_condition(parser, "while");
  result.body = parse_loop_body(parser);
  return result;
}

Statement parse_do(Parser& parser, Position at) {
  Statement result = statement(Statement::Kind::DoWhile, at);
  result.body = parse_loop_body(parser);
  parser.expect("while", "after the body of 'do'");
  result.expr = parse_condition(parser, "while");
  parse_semicolon(parser, "'do ... while (...)'");
  return result;
}

Statement parse_for(Parser& parser, Position at) {
  Scope scope(parser);
  Statement result = statement(Statement::Kind::For, at);
  parser.expect("(", "after 'for'");
  if (!parser.peek().is(";")) parse_simple(parser, result.init);
  parser.expect(";", "after the start of 'for'", "for (start; condition; step)");
  if (parser.peek().is(";")) {
    result.expr.value = 1;
  } else {
    result.expr = parse_expression(parser);
  }
  parser.expect(";", "after the condition of 'for'", "for (start; condition; step)");
  if (!parser.peek().is(")")) {
    if (type_begins(parser)) parser.fail_expected("an expression");
    parse_simple(parser, result.step);
  }
  parser.expect(")", "after 'for (...; ...; ...'");
  result.body = parse_loop_body(parser);
  return result;
}

Statement parse_jump(Parser& parser, const Token& word) {
  const bool leaves_thread = word.is("return");
  Statement result = statement(leaves_thread      ? Statement::Kind::Return
                               : word.is("break") ? Statement::Kind::Break
                                                  : Statement::Kind::Continue,
                               word.at);
  if (!leaves_thread && parser.loops == 0) parser.fail(word.at, shown(word) + " outside a loop");
  if (leaves_thread && !parser.peek().is(";")) {
    parser.fail(parser.peek().at, "a thread returns no value",
                "keep it in a local and name that in the condition");
  }
  parse_semicolon(parser, shown(word));
  return result;
}

Statement parse_block(Parser& parser, Position at) {
  Statement result = statement(Statement::Kind::Block, at);
  Scope scope(parser);
  const std::size_t outer = std::exchange(parser.scope_begin, parser.declared.size());
  while (!parser.peek().is("}")) parse_statement(parser, result.body);
  parser.next();
  parser.scope_begin = outer;
  return result;
}

void refuse_statement(const Parser& parser) {
  const Token& word = parser.peek();
  if (word.is("goto") || word.is("switch") || word.is("case") || word.is("try") ||
      word.is("throw")) {
    parser.fail(word.at, shown(word) + " is not modelled", "use if, loops, break and continue");
  }
  if (word.is_word() && parser.peek(1).is(":") && !word.is("default")) {
    parser.fail(word.at, "labels are not modelled", "use if, loops, break and continue");
  }
  if (word.is("asm") || word.is("__asm__") || word.is("__asm")) {
    parser.fail(word.at, "assembly is not modelled",
                "for a compiler barrier write atomic_signal_fence(memory_order_seq_cst)");
  }
}

void parse_statement(Parser& parser, std::vector<Statement>& into) {
  Nested nested(parser);
  parser.operands = 0;
  const Token& first = parser.peek();
  const auto takes = [&](std::string_view word) { return parser.accept(word); };
  if (takes("{")) {
    into.push_back(parse_block(parser, first.at));
  } else if (takes(";")) {
    into.push_back(statement(Statement::Kind::Block, first.at));
  } else if (takes("if")) {
    into.push_back(parse_if(parser, first.at));
  } else if (takes("while")) {
    into.push_back(parse_while(parser, first.at));
  } else if (takes("do")) {
    into.push_back(parse_do(parser, first.at));
  } else if (takes("for")) {
    into.push_back(parse_for(parser, first.at));
  } else if (takes("break") || takes("continue") || takes("return")) {
    into.push_back(parse_jump(parser, first));
  } else if (first.is("else")) {
    parser.fail(first.at, "'else' without an 'if' before it");
  } else if (type_begins(parser)) {
    parse_declaration(parser, into);
    parse_semicolon(parser, "a declaration");
  } else {
    refuse_statement(parser);
    parse_expression_statement(parser, into);
    parse_semicolon(parser, "this statement");
  }
}

}  // namespace

void parse_body(Parser& parser) {
  parser.scope_begin = 0;
  parser.declared.clear();
  parser.body().locals.reserve(kUsualCount);
  parser.body().body.reserve(kUsualCount);
  while (!parser.peek().is("}")) parse_statement(parser, parser.body().body);
}

}  // namespace litmus
