// Recursive descent over expressions. From loose to tight:
//
//     |  ++    ;    \    &    postfix * + ? ^-1    prefix ~    *    ^-1    f(x)
//
// A star is the cartesian product when an expression follows, and the closure otherwise.
//
// Tested by cat_test.cpp (what is read) and malformed_test.cpp (what is refused).
#include "model/cat_expressions.h"

#include <fmt/format.h>

#include <array>

namespace litmus {
namespace {

struct Infix {
  std::string_view symbol;
  CatExpr::Kind kind;
  int level;  // higher binds tighter
};
constexpr std::array kInfixes = {
    Infix{"|", CatExpr::Kind::Union, 0},        Infix{"++", CatExpr::Kind::Union, 0},
    Infix{";", CatExpr::Kind::Sequence, 1},     Infix{"\\", CatExpr::Kind::Difference, 2},
    Infix{"&", CatExpr::Kind::Intersection, 3},
};

class Expressions {
 public:
  explicit Expressions(CatCursor& in) : in_(in) {}

  std::vector<CatBinding> bindings() {
    std::vector<CatBinding> all;
    do {
      all.push_back(binding());
    } while (in_.accept("and"));
    return all;
  }

  CatExpr expression() {
    CatCursor::Deeper deeper(in_);
    if (in_.peek().is("let")) return let_in();
    if (in_.peek().is("try")) return try_with();
    in_.refuse_unsupported();
    return joined(0);
  }

 private:
  CatBinding binding() {
    CatBinding binding{.at = in_.peek().at};
    binding.name = in_.name("a name to define");
    if (in_.accept("(")) {
      do {
        binding.parameters.push_back(in_.name("a parameter"));
      } while (in_.accept(","));
      in_.expect(")", "after the parameters");
    } else if (in_.peek().kind == CatToken::Kind::Name) {
      binding.parameters.emplace_back(in_.take().text);
    }
    if (!in_.accept("=")) in_.fail_missing("=", fmt::format("after '{}'", binding.name));
    binding.body = expression();
    return binding;
  }

  CatExpr let_in() {
    CatExpr expr{.kind = CatExpr::Kind::Let, .at = in_.take().at};
    if (in_.accept("rec")) expr.kind = CatExpr::Kind::LetRec;
    expr.bindings = bindings();
    in_.expect("in", "after a 'let' inside an expression");
    expr.operands.push_back(expression());
    return expr;
  }

  CatExpr try_with() {
    CatExpr expr{.kind = CatExpr::Kind::Try, .at = in_.take().at};
    expr.operands.push_back(expression());
    in_.expect("with", "after 'try' and its expression");
    expr.operands.push_back(expression());
    return expr;
  }

  // Operands joined by operators that bind at least as tight as `level`; a chain of one operator is
  // one expression.
  CatExpr joined(int level) {
    CatExpr expr = postfix();
    while (const Infix* infix = next_infix(level)) {
      expr = unary(infix->kind, std::move(expr));
      expr.operands.push_back(joined(infix->level + 1));
      while (const Infix* same = next_infix(infix->level)) {
        if (same->level != infix->level) break;
        in_.take();
        expr.operands.push_back(joined(infix->level + 1));
      }
    }
    return expr;
  }

  const Infix* next_infix(int level) const {
    for (const Infix& infix : kInfixes) {
      if (in_.peek().is(infix.symbol)) return infix.level >= level ? &infix : nullptr;
    }
    return nullptr;
  }

  CatExpr postfix() {
    CatExpr expr = prefix();
    for (int depth = 0;; ++depth) {
      if (depth == kMaxCatNesting) in_.too_deep();
      if (in_.peek().is("*")) {
        expr = unary(CatExpr::Kind::Star, std::move(expr));
      } else if (in_.peek().is("+")) {
        expr = unary(CatExpr::Kind::Plus, std::move(expr));
      } else if (in_.peek().is("?")) {
        expr = unary(CatExpr::Kind::Optional, std::move(expr));
      } else if (in_.peek().is("^-1")) {
        expr = unary(CatExpr::Kind::Inverse, std::move(expr));
      } else {
        return expr;
      }
    }
  }

  CatExpr prefix() {
    if (!in_.peek().is("~")) return product();
    CatCursor::Deeper deeper(in_);
    CatExpr expr{.kind = CatExpr::Kind::Complement, .at = in_.take().at};
    expr.operands.push_back(prefix());
    return expr;
  }

  CatExpr product() {
    CatExpr expr = inverse();
    if (!joins_sets()) return expr;
    expr = unary(CatExpr::Kind::Product, std::move(expr));
    expr.operands.push_back(in_.peek().is("~") ? prefix() : inverse());
    if (joins_sets()) {
      in_.fail(in_.peek(), "a product of three sets", "a relation has two ends: A * B");
    }
    return expr;
  }

  CatExpr inverse() {
    CatExpr expr = application();
    for (int depth = 0; in_.peek().is("^-1"); ++depth) {
      if (depth == kMaxCatNesting) in_.too_deep();
      expr = unary(CatExpr::Kind::Inverse, std::move(expr));
    }
    return expr;
  }

  CatExpr application() { return in_.peek().kind == CatToken::Kind::Name ? named() : primary(); }

  CatExpr named() {
    CatExpr expr{.kind = CatExpr::Kind::Name, .at = in_.peek().at};
    expr.name = in_.take().text;
    if (!starts_expression(in_.peek()) || in_.peek().is("~") || begins_anew(in_.peek()))
      return expr;
    expr.kind = CatExpr::Kind::Apply;
    if (in_.accept("(")) {
      do {
        expr.operands.push_back(expression());
      } while (in_.accept(","));
      if (!in_.accept(")")) {
        in_.fail_missing(")", fmt::format("after the arguments of '{}'", expr.name));
      }
    } else if (in_.peek().kind == CatToken::Kind::Name) {
      CatExpr argument{.kind = CatExpr::Kind::Name, .at = in_.peek().at};
      argument.name = in_.take().text;
      expr.operands.push_back(std::move(argument));
    } else {
      expr.operands.push_back(primary());
    }
    return expr;
  }

  // A name at the very beginning of a line, or before '=', is no argument: a keyword is missing or
  // misspelled.
  bool begins_anew(const CatToken& token) const {
    if (token.kind != CatToken::Kind::Name) return false;
    return in_.after(1).is("=") || (token.at.column == 1 && token.at.line > in_.before().at.line);
  }

  CatExpr primary() {
    CatExpr expr{.at = in_.peek().at};
    if (in_.accept("0")) return expr;
    if (in_.accept("_")) {
      expr.kind = CatExpr::Kind::AllEvents;
      return expr;
    }
    if (in_.accept("{")) {
      if (!in_.peek().is("}"))
        in_.fail(in_.peek(), "only the empty set is written with braces: {}");
      in_.take();
      expr.kind = CatExpr::Kind::NoEvents;
      return expr;
    }
    if (in_.accept("[")) {
      expr.kind = CatExpr::Kind::Identity;
      expr.operands.push_back(expression());
      in_.expect("]", "after the set");
      return expr;
    }
    if (in_.accept("(")) {
      expr = expression();
      if (in_.peek().is(",")) in_.fail(in_.peek(), "tuples are only arguments: f(x, y)");
      in_.expect(")", "to close the parenthesis");
      return expr;
    }
    not_an_expression();
  }

  [[noreturn]] void not_an_expression() {
    const CatToken& token = in_.peek();
    std::string hint;
    if (token.kind == CatToken::Kind::Keyword) {
      hint = fmt::format("'{}' is a keyword and can not be a name", token.text);
    } else if (token.kind == CatToken::Kind::String) {
      hint = "strings stand only after 'include'";
    } else if (token.is("||")) {
      hint = "union is written '|'";
    }
    in_.fail(token, fmt::format("expected an expression, not {}", to_string(token)), hint);
  }

  // The operator that comes next, and what stands before it.
  CatExpr unary(CatExpr::Kind kind, CatExpr&& operand) {
    CatExpr expr{.kind = kind, .at = in_.take().at};
    expr.operands.reserve(2);
    expr.operands.push_back(std::move(operand));
    return expr;
  }

  // A star between two sets, and not the closure at the end of an expression. What follows may be
  // the next check: `let r = po*` and in the next line `~empty r`.
  bool joins_sets() const {
    if (!in_.peek().is("*") || !starts_expression(in_.after(1))) return false;
    return !in_.after(1).is("~") || in_.after(2).kind != CatToken::Kind::Keyword;
  }

  static bool starts_expression(const CatToken& token) {
    return token.kind == CatToken::Kind::Name || token.is("(") || token.is("[") || token.is("{") ||
           token.is("0") || token.is("_") || token.is("~");
  }

  CatCursor& in_;
};

}  // namespace

CatExpr parse_cat_expression(CatCursor& in) { return Expressions(in).expression(); }

std::vector<CatBinding> parse_cat_bindings(CatCursor& in) { return Expressions(in).bindings(); }

}  // namespace litmus
