// Recursive descent over cat, a function per level of precedence. From loose to tight:
//
//     |  ++    ;    \    &    postfix * + ? ^-1    prefix ~    *    ^-1    f(x)
//
// A star is the cartesian product when an expression follows, and the closure otherwise.
#include "model/cat_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/nearest.h"

namespace litmus {
namespace {

using Kind = CatExpr::Kind;

// What the whole language has and this fragment does not, with what to do about it.
struct Unsupported {
  std::string_view keyword;
  std::string_view hint;
};
constexpr std::array kUnsupported = std::to_array<Unsupported>(
    {{"if", "write the variant you need"},
     {"match", "sets of sets are not supported"},
     {"procedure", "write the checks where the procedure is called"},
     {"call", "write the checks of the procedure here"},
     {"forall", "sets of sets are not supported"},
     {"with", "co is already chosen for every execution: include \"cos.cat\""},
     {"enum", "tags are not supported"},
     {"instructions", "annotations are the built-in sets"},
     {"default", "annotations are the built-in sets"},
     {"debug", "remove it"},
     {"fun", "write let f(x) = ..."},
     {"begin", "use parentheses"}});

class Parser {
 public:
  explicit Parser(const CatSource& source) : source_(source), tokens_(cat_tokens(source)) {}

  CatText text() {
    CatText text{.title = title(), .instructions = {}};
    while (peek().kind != CatToken::Kind::End) instruction(text.instructions);
    return text;
  }

 private:
  // `C RC11`, `"Sequential consistency"`, `RISCV "partial order"`: whatever stands before the first
  // keyword, on one line.
  std::string title() {
    std::string title;
    while (peek().kind == CatToken::Kind::Name || peek().kind == CatToken::Kind::String) {
      if (peek().at.line != tokens_[0].at.line) break;
      if (!title.empty()) title += ' ';
      title += take().text;
    }
    return title;
  }

  // --- instructions ---

  void instruction(std::vector<CatInstruction>& out) {
    CatInstruction instruction{.at = peek().at};
    if (accept("let")) {
      bool recursive = accept("rec");
      instruction.kind = recursive ? CatInstruction::Kind::LetRec : CatInstruction::Kind::Let;
      instruction.bindings = bindings();
      if (peek().is("when")) fail(peek(), "'when' is not part of the cat that litmus reads");
      accept("in");
    } else if (accept("include")) {
      if (peek().kind != CatToken::Kind::String) {
        fail(peek(), fmt::format("expected a file name in quotes, not {}", to_string(peek())),
             "include \"cos.cat\"");
      }
      instruction.kind = CatInstruction::Kind::Include;
      instruction.at = peek().at;
      instruction.include = take().text;
    } else if (peek().is("show") || peek().is("unshow")) {
      show();
      return;
    } else if (starts_check()) {
      instruction.kind = CatInstruction::Kind::Check;
      check(instruction);
    } else {
      not_an_instruction();
    }
    out.push_back(std::move(instruction));
  }

  bool starts_check() const {
    return peek().is("acyclic") || peek().is("irreflexive") || peek().is("empty") ||
           peek().is("~") || peek().is("flag") || peek().is("undefined_unless");
  }

  void check(CatInstruction& instruction) {
    Check& check = instruction.check;
    if (accept("flag")) {
      check.role = Check::Role::Flag;
    } else if (accept("undefined_unless")) {
      check.role = Check::Role::UndefinedUnless;
    }
    check.negated = accept("~");
    if (accept("acyclic")) {
      check.kind = Check::Kind::Acyclic;
    } else if (accept("irreflexive")) {
      check.kind = Check::Kind::Irreflexive;
    } else if (accept("empty")) {
      check.kind = Check::Kind::Empty;
    } else {
      fail(peek(),
           fmt::format("expected acyclic, irreflexive or empty, not {}", to_string(peek())));
    }
    instruction.expr = expression();
    if (accept("as")) check.name = name("a name for the check");
  }

  // Drawings are none of the model's business, but the names in them must be spelled as names.
  void show() {
    take();
    do {
      expression();
      if (accept("as")) name("a name to show it by");
    } while (accept(","));
  }

  [[noreturn]] void not_an_instruction() {
    const CatToken& token = peek();
    for (const Unsupported& u : kUnsupported) {
      if (token.is(u.keyword)) unsupported(u);
    }
    std::string hint =
        "instructions begin with let, include, acyclic, irreflexive, empty, flag, "
        "undefined_unless, show";
    if (token.kind == CatToken::Kind::Name) {
      hint = after().is("=") ? "definitions begin with 'let'"
                             : did_you_mean(token.text, cat_keywords(), hint);
    }
    if (token.is("||")) hint = "union is written '|'";
    if (token.is("and")) hint = "'and' continues a 'let' that stands right before it";
    if (token.is(")") || token.is("]") || token.is("}")) hint = "it closes nothing";
    fail(token, fmt::format("expected an instruction, not {}", to_string(token)), hint);
  }

  std::vector<CatBinding> bindings() {
    std::vector<CatBinding> all;
    do {
      all.push_back(binding());
    } while (accept("and"));
    return all;
  }

  CatBinding binding() {
    CatBinding binding{.at = peek().at};
    binding.name = name("a name to define");
    if (accept("(")) {
      do {
        binding.parameters.push_back(name("a parameter"));
      } while (accept(","));
      expect(")", "after the parameters");
    } else if (peek().kind == CatToken::Kind::Name) {
      binding.parameters.emplace_back(take().text);
    }
    expect("=", fmt::format("after '{}'", binding.name));
    binding.body = expression();
    return binding;
  }

  // --- expressions ---

  CatExpr expression() {
    Deeper deeper(*this);
    if (peek().is("let")) return let_in();
    if (peek().is("try")) return try_with();
    for (const Unsupported& u : kUnsupported) {
      if (peek().is(u.keyword)) unsupported(u);
    }
    return union_();
  }

  CatExpr let_in() {
    CatExpr expr{.kind = Kind::Let, .at = take().at};
    if (accept("rec")) expr.kind = Kind::LetRec;
    expr.bindings = bindings();
    expect("in", "after a 'let' inside an expression");
    expr.operands.push_back(expression());
    return expr;
  }

  CatExpr try_with() {
    CatExpr expr{.kind = Kind::Try, .at = take().at};
    expr.operands.push_back(expression());
    expect("with", "after 'try' and its expression");
    expr.operands.push_back(expression());
    return expr;
  }

  // One level: operands of the tighter level, joined by `symbol`.
  template <typename Tighter>
  CatExpr joined(std::initializer_list<std::string_view> symbols, Kind kind, Tighter tighter) {
    CatExpr first = tighter();
    auto joins = [&] {
      return std::any_of(symbols.begin(), symbols.end(), [&](auto s) { return peek().is(s); });
    };
    if (!joins()) return first;
    CatExpr expr{.kind = kind, .at = peek().at};
    expr.operands.push_back(std::move(first));
    while (joins()) {
      take();
      expr.operands.push_back(tighter());
    }
    return expr;
  }

  CatExpr union_() {
    return joined({"|", "++"}, Kind::Union, [this] { return sequence(); });
  }
  CatExpr sequence() {
    return joined({";"}, Kind::Sequence, [this] { return difference(); });
  }
  CatExpr difference() {
    return joined({"\\"}, Kind::Difference, [this] { return intersection(); });
  }
  CatExpr intersection() {
    return joined({"&"}, Kind::Intersection, [this] { return postfix(); });
  }

  CatExpr postfix() {
    CatExpr expr = prefix();
    for (int depth = 0;; ++depth) {
      if (depth == kMaxCatNesting) too_deep();
      if (peek().is("*")) {
        expr = unary(Kind::Star, std::move(expr));
      } else if (peek().is("+")) {
        expr = unary(Kind::Plus, std::move(expr));
      } else if (peek().is("?")) {
        expr = unary(Kind::Optional, std::move(expr));
      } else if (peek().is("^-1")) {
        expr = unary(Kind::Inverse, std::move(expr));
      } else {
        return expr;
      }
    }
  }

  CatExpr prefix() {
    if (!peek().is("~")) return product();
    Deeper deeper(*this);
    CatExpr expr{.kind = Kind::Complement, .at = take().at};
    expr.operands.push_back(prefix());
    return expr;
  }

  CatExpr product() {
    CatExpr left = inverse();
    if (!peek().is("*") || !starts_expression(after())) return left;
    CatExpr expr{.kind = Kind::Product, .at = take().at};
    expr.operands.push_back(std::move(left));
    expr.operands.push_back(peek().is("~") ? prefix() : inverse());
    if (peek().is("*") && starts_expression(after())) {
      fail(peek(), "a product of three sets", "a relation has two ends: A * B");
    }
    return expr;
  }

  CatExpr inverse() {
    CatExpr expr = application();
    for (int depth = 0; peek().is("^-1"); ++depth) {
      if (depth == kMaxCatNesting) too_deep();
      expr = unary(Kind::Inverse, std::move(expr));
    }
    return expr;
  }

  CatExpr application() {
    if (peek().kind != CatToken::Kind::Name) return primary();
    CatExpr expr{.kind = Kind::Name, .at = peek().at};
    expr.name = take().text;
    if (!starts_expression(peek()) || peek().is("~") || begins_anew(peek())) return expr;
    expr.kind = Kind::Apply;
    if (accept("(")) {
      do {
        expr.operands.push_back(expression());
      } while (accept(","));
      expect(")", fmt::format("after the arguments of '{}'", expr.name));
    } else if (peek().kind == CatToken::Kind::Name) {
      CatExpr argument{.kind = Kind::Name, .at = peek().at};
      argument.name = take().text;
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
    return after().is("=") || (token.at.column == 1 && token.at.line > tokens_[next_ - 1].at.line);
  }

  CatExpr primary() {
    CatExpr expr{.at = peek().at};
    if (accept("0")) return expr;
    if (accept("_")) {
      expr.kind = Kind::AllEvents;
      return expr;
    }
    if (accept("{")) {
      if (!peek().is("}")) fail(peek(), "only the empty set is written with braces: {}");
      take();
      expr.kind = Kind::NoEvents;
      return expr;
    }
    if (accept("[")) {
      expr.kind = Kind::Identity;
      expr.operands.push_back(expression());
      expect("]", "after the set");
      return expr;
    }
    if (accept("(")) {
      expr = expression();
      if (peek().is(",")) fail(peek(), "tuples are only arguments: f(x, y)");
      expect(")", "to close the parenthesis");
      return expr;
    }
    not_an_expression();
  }

  [[noreturn]] void not_an_expression() {
    const CatToken& token = peek();
    std::string hint;
    if (token.kind == CatToken::Kind::Keyword) {
      hint = fmt::format("'{}' is a keyword and can not be a name", token.text);
    } else if (token.kind == CatToken::Kind::String) {
      hint = "strings stand only after 'include'";
    } else if (token.is("||")) {
      hint = "union is written '|'";
    }
    fail(token, fmt::format("expected an expression, not {}", to_string(token)), hint);
  }

  CatExpr unary(Kind kind, CatExpr operand) {
    CatExpr expr{.kind = kind, .at = take().at};
    expr.operands.push_back(std::move(operand));
    return expr;
  }

  static bool starts_expression(const CatToken& token) {
    return token.kind == CatToken::Kind::Name || token.is("(") || token.is("[") || token.is("{") ||
           token.is("0") || token.is("_") || token.is("~");
  }

  // --- tokens ---

  const CatToken& peek() const { return tokens_[next_]; }
  const CatToken& after() const { return tokens_[std::min(next_ + 1, tokens_.size() - 1)]; }
  const CatToken& take() { return tokens_[next_++]; }

  bool accept(std::string_view symbol) {
    if (!peek().is(symbol)) return false;
    take();
    return true;
  }

  void expect(std::string_view symbol, std::string_view where) {
    if (accept(symbol)) return;
    fail(peek(), fmt::format("expected '{}' {}, not {}", symbol, where, to_string(peek())));
  }

  std::string name(std::string_view what) {
    if (peek().kind != CatToken::Kind::Name) {
      bool keyword = peek().kind == CatToken::Kind::Keyword;
      fail(peek(), fmt::format("expected {}, not {}", what, to_string(peek())),
           keyword ? fmt::format("'{}' is a keyword and can not be a name", peek().text) : "");
    }
    return std::string(take().text);
  }

  // --- errors ---

  [[noreturn]] void fail(const CatToken& token, std::string message, std::string hint = "") const {
    throw Error(place_in(source_, token.at), std::move(message), std::move(hint));
  }

  [[noreturn]] void unsupported(const Unsupported& u) const {
    fail(peek(), fmt::format("'{}' is not part of the cat that litmus reads", u.keyword),
         std::string(u.hint));
  }

  [[noreturn]] void too_deep() const {
    fail(peek(), fmt::format("nested more than {} levels deep", kMaxCatNesting),
         "give parts of it a name with 'let'");
  }

  struct Deeper {
    explicit Deeper(Parser& p) : parser(p) {
      if (++parser.depth_ > kMaxCatNesting) parser.too_deep();
    }
    ~Deeper() { --parser.depth_; }
    Deeper(const Deeper&) = delete;
    Parser& parser;
  };

  const CatSource& source_;
  std::vector<CatToken> tokens_;
  std::size_t next_ = 0;
  int depth_ = 0;
};

}  // namespace

CatText parse_cat(const CatSource& source) { return Parser(source).text(); }

}  // namespace litmus
