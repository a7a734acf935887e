// Recursive descent over expressions, a function per level of precedence. From loose to tight:
//
//     |  ++    ;    \    &    postfix * + ? ^-1    prefix ~    *    ^-1    f(x)
//
// A star is the cartesian product when an expression follows, and the closure otherwise.
//
// Tested by cat_test.cpp (what is read) and malformed_test.cpp (what is refused).
#include "model/cat_expressions.h"

#include <fmt/format.h>

#include <algorithm>

namespace litmus {
namespace {

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
    return union_();
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
    in_.expect("=", fmt::format("after '{}'", binding.name));
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

  // One level: operands of the tighter level, joined by `symbol`.
  template <typename Tighter>
  CatExpr joined(std::initializer_list<std::string_view> symbols, CatExpr::Kind kind,
                 Tighter tighter) {
    CatExpr first = tighter();
    auto joins = [&] {
      return std::any_of(symbols.begin(), symbols.end(), [&](auto s) { return in_.peek().is(s); });
    };
    if (!joins()) return first;
    CatExpr expr{.kind = kind, .at = in_.peek().at};
    expr.operands.push_back(std::move(first));
    while (joins()) {
      in_.take();
      expr.operands.push_back(tighter());
    }
    return expr;
  }

  CatExpr union_() {
    return joined({"|", "++"}, CatExpr::Kind::Union, [this] { return sequence(); });
  }
  CatExpr sequence() {
    return joined({";"}, CatExpr::Kind::Sequence, [this] { return difference(); });
  }
  CatExpr difference() {
    return joined({"\\"}, CatExpr::Kind::Difference, [this] { return intersection(); });
  }
  CatExpr intersection() {
    return joined({"&"}, CatExpr::Kind::Intersection, [this] { return postfix(); });
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
    CatExpr left = inverse();
    if (!in_.peek().is("*") || !starts_expression(in_.after())) return left;
    CatExpr expr{.kind = CatExpr::Kind::Product, .at = in_.take().at};
    expr.operands.push_back(std::move(left));
    expr.operands.push_back(in_.peek().is("~") ? prefix() : inverse());
    if (in_.peek().is("*") && starts_expression(in_.after())) {
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

  CatExpr application() {
    if (in_.peek().kind != CatToken::Kind::Name) return primary();
    CatExpr expr{.kind = CatExpr::Kind::Name, .at = in_.peek().at};
    expr.name = in_.take().text;
    if (!starts_expression(in_.peek()) || in_.peek().is("~") || begins_anew(in_.peek()))
      return expr;
    expr.kind = CatExpr::Kind::Apply;
    if (in_.accept("(")) {
      do {
        expr.operands.push_back(expression());
      } while (in_.accept(","));
      in_.expect(")", fmt::format("after the arguments of '{}'", expr.name));
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
    return in_.after().is("=") || (token.at.column == 1 && token.at.line > in_.before().at.line);
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

  CatExpr unary(CatExpr::Kind kind, CatExpr operand) {
    CatExpr expr{.kind = kind, .at = in_.take().at};
    expr.operands.push_back(std::move(operand));
    return expr;
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
