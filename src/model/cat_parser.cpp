// The instructions of cat: definitions, checks, includes. Expressions are cat_expressions.h's.
#include "model/cat_parser.h"

#include <fmt/format.h>

#include <array>

#include "lang/nearest.h"
#include "model/cat_cursor.h"
#include "model/cat_expressions.h"

namespace litmus {
namespace {

constexpr std::array kBeginnings = std::to_array<std::string_view>(
    {"let", "include", "acyclic", "irreflexive", "empty", "flag", "undefined_unless", "show"});

class Instructions {
 public:
  explicit Instructions(const CatSource& source) : in_(source) {}

  CatText text() {
    CatText text{.title = title(), .instructions = {}};
    text.instructions.reserve(32);
    while (in_.peek().kind != CatToken::Kind::End) instruction(text.instructions);
    return text;
  }

 private:
  // `C RC11`, `"Sequential consistency"`, `RISCV "partial order"`: whatever stands before the first
  // keyword, on one line.
  std::string title() {
    const int first = in_.peek().at.line;
    std::string title;
    while (in_.peek().kind == CatToken::Kind::Name || in_.peek().kind == CatToken::Kind::String) {
      if (in_.peek().at.line != first) break;
      if (!title.empty()) title += ' ';
      title += in_.take().text;
    }
    return title;
  }

  void instruction(std::vector<CatInstruction>& out) {
    CatInstruction instruction{.at = in_.peek().at};
    if (in_.accept("let")) {
      bool recursive = in_.accept("rec");
      instruction.kind = recursive ? CatInstruction::Kind::LetRec : CatInstruction::Kind::Let;
      instruction.bindings = parse_cat_bindings(in_);
      for (const CatBinding& binding : instruction.bindings) defined_.push_back(binding.name);
      if (in_.peek().is("when"))
        in_.fail(in_.peek(), "'when' is not part of the cat that litmus reads");
      in_.accept("in");
    } else if (in_.accept("include")) {
      if (in_.peek().kind != CatToken::Kind::String) {
        in_.fail(in_.peek(),
                 fmt::format("expected a file name in quotes, not {}", to_string(in_.peek())),
                 "include \"cos.cat\"");
      }
      instruction.kind = CatInstruction::Kind::Include;
      instruction.at = in_.peek().at;
      instruction.include = in_.take().text;
    } else if (in_.peek().is("show") || in_.peek().is("unshow")) {
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
    return in_.peek().is("acyclic") || in_.peek().is("irreflexive") || in_.peek().is("empty") ||
           in_.peek().is("~") || in_.peek().is("flag") || in_.peek().is("undefined_unless");
  }

  void check(CatInstruction& instruction) {
    Check& check = instruction.check;
    if (in_.accept("flag")) {
      check.role = Check::Role::Flag;
    } else if (in_.accept("undefined_unless")) {
      check.role = Check::Role::UndefinedUnless;
    }
    check.negated = in_.accept("~");
    if (in_.accept("acyclic")) {
      check.kind = Check::Kind::Acyclic;
    } else if (in_.accept("irreflexive")) {
      check.kind = Check::Kind::Irreflexive;
    } else if (in_.accept("empty")) {
      check.kind = Check::Kind::Empty;
    } else {
      in_.fail(in_.peek(), fmt::format("expected acyclic, irreflexive or empty, not {}",
                                       to_string(in_.peek())));
    }
    instruction.expr = parse_cat_expression(in_);
    if (in_.accept("as")) check.name = in_.name("a name for the check");
  }

  // Drawings are none of the model's business, but the names in them must be spelled as names.
  void show() {
    in_.take();
    do {
      parse_cat_expression(in_);
      if (in_.accept("as")) in_.name("a name to show it by");
    } while (in_.accept(","));
  }

  [[noreturn]] void not_an_instruction() {
    const CatToken& token = in_.peek();
    in_.refuse_unsupported();
    std::string hint = fmt::format("instructions begin with {}", fmt::join(kBeginnings, ", "));
    if (token.kind == CatToken::Kind::Name) {
      hint = in_.after(1).is("=") ? "definitions begin with 'let'" : misspelt(token.text, hint);
    }
    if (token.is("||")) hint = "union is written '|'";
    if (token.is("and")) hint = "'and' continues a 'let' that stands right before it";
    if (token.is(")") || token.is("]") || token.is("}")) hint = "it closes nothing";
    in_.fail(token, fmt::format("expected an instruction, not {}", to_string(token)), hint);
  }

  // A name that is meant for one of the text's own is no beginning that was mistyped.
  std::string misspelt(std::string_view word, const std::string& otherwise) const {
    std::vector<std::string_view> known = defined_;
    known.insert(known.end(), kBeginnings.begin(), kBeginnings.end());
    const std::string_view near = nearest(word, known);
    return among(defined_, near) ? otherwise : did_you_mean(word, kBeginnings, otherwise);
  }

  CatCursor in_;
  std::vector<std::string_view> defined_;  // so far
};

}  // namespace

CatText parse_cat(const CatSource& source) { return Instructions(source).text(); }

}  // namespace litmus
