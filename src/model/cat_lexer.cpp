// The words of the cat language, one function per kind of word.
#include "model/cat_lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace litmus {
namespace {

constexpr std::array kKeywords = std::to_array<std::string_view>(
    {"let",     "rec",          "and",  "in",     "as",   "acyclic", "irreflexive",
     "empty",   "flag",         "show", "unshow", "try",  "include", "undefined_unless",
     "with",    "from",         "fun",  "if",     "then", "else",    "match",
     "begin",   "end",          "do",   "forall", "enum", "call",    "procedure",
     "default", "instructions", "when", "debug"});

// Longer symbols before their beginnings.
constexpr std::array kSymbols =
    std::to_array<std::string_view>({"^-1", "++", "->", "||", "|", ";", "\\", "&", "*", "+",
                                     "?",   "~",  "(",  ")",  "[", "]", "{",  "}", ",", "="});

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class Lexer {
 public:
  explicit Lexer(const CatSource& source) : source_(source), text_(source.text) {}

  std::vector<CatToken> tokens() {
    if (text_.size() > kMaxCatBytes) {
      throw Error(Place{source_.file, 0, 0, {}},
                  fmt::format("a model of {} bytes: the limit is {}", text_.size(), kMaxCatBytes));
    }
    std::vector<CatToken> all;
    do {
      all.push_back(next());
    } while (all.back().kind != CatToken::Kind::End);
    return all;
  }

 private:
  CatToken next() {
    skip_blanks();
    if (rest().empty()) return {CatToken::Kind::End, rest(), after_last_};
    if (is_letter(rest()[0])) return name();
    if (is_digit(rest()[0])) return number();
    if (rest()[0] == '"') return string();
    for (std::string_view symbol : kSymbols) {
      if (rest().starts_with(symbol)) return take(CatToken::Kind::Symbol, symbol.size());
    }
    unknown_character();
  }

  CatToken name() {
    std::size_t length = 1;
    while (length < rest().size() && in_name(length)) ++length;
    std::string_view word = rest().substr(0, length);
    if (word == "_") return take(CatToken::Kind::Symbol, 1);
    bool keyword = std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
    return take(keyword ? CatToken::Kind::Keyword : CatToken::Kind::Name, length);
  }

  // Dashes belong to names, but not the one of an arrow: fun x->e.
  bool in_name(std::size_t i) const {
    char c = rest()[i];
    if (c == '-') return !rest().substr(i).starts_with("->");
    return is_letter(c) || is_digit(c) || c == '.' || c == '\'';
  }

  CatToken number() {
    std::size_t length = 1;
    while (length < rest().size() && (is_digit(rest()[length]) || is_letter(rest()[length]))) {
      ++length;
    }
    if (rest().substr(0, length) != "0") {
      fail(fmt::format("'{}' is not a cat expression", rest().substr(0, length)),
           "the only number is 0, the empty relation");
    }
    return take(CatToken::Kind::Symbol, 1);
  }

  CatToken string() {
    std::size_t close = rest().find_first_of("\"\n", 1);
    if (close == std::string_view::npos || rest()[close] == '\n') {
      fail("this string does not end on its line", "close it with '\"'");
    }
    CatToken token = take(CatToken::Kind::String, close + 1);
    token.text = token.text.substr(1, close - 1);
    return token;
  }

  void skip_blanks() {
    while (!rest().empty()) {
      if (is_space(rest()[0])) {
        advance(1);
      } else if (rest().starts_with("(*")) {
        skip_comment();
      } else if (rest()[0] == '#' || rest().starts_with("//")) {
        advance(std::min(rest().find('\n'), rest().size()));
      } else {
        return;
      }
    }
  }

  void skip_comment() {
    Position open = at_;
    int depth = 0;
    do {
      if (rest().empty()) {
        throw Error(place_in(source_, open), "this comment does not end", "close it with '*)'");
      }
      if (rest().starts_with("(*")) {
        ++depth;
        advance(2);
      } else if (rest().starts_with("*)")) {
        --depth;
        advance(2);
      } else {
        advance(1);
      }
    } while (depth > 0);
  }

  [[noreturn]] void unknown_character() {
    char c = rest()[0];
    if (c == '^') fail("'^' stands only in '^-1', the inverse", "write r^-1");
    if (c == '\'') fail("tags ('name) are not part of the cat that litmus reads");
    if (c == '!') fail("unexpected '!'", "the complement is written '~'");
    bool printable = c > ' ' && c < '\x7f';
    fail(printable ? fmt::format("unexpected '{}'", c)
                   : fmt::format("unexpected byte 0x{:02x}", static_cast<unsigned char>(c)),
         printable ? "" : "outside comments a model is plain ASCII");
  }

  [[noreturn]] void fail(std::string message, std::string hint = "") const {
    throw Error(place_in(source_, at_), std::move(message), std::move(hint));
  }

  std::string_view rest() const { return text_.substr(offset_); }

  CatToken take(CatToken::Kind kind, std::size_t length) {
    CatToken token{kind, rest().substr(0, length), at_};
    advance(length);
    after_last_ = at_;
    return token;
  }

  void advance(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i, ++offset_) {
      if (text_[offset_] == '\n') {
        ++at_.line;
        at_.column = 1;
      } else {
        ++at_.column;
      }
    }
  }

  const CatSource& source_;
  std::string_view text_;
  std::size_t offset_ = 0;
  Position at_{1, 1};
  Position after_last_{1, 1};  // where the text ends for a reader: no blank lines, no comments
};

}  // namespace

Place place_in(const CatSource& source, Position at) {
  std::string_view rest = source.text;
  for (int line = 1; line < at.line; ++line) rest.remove_prefix(rest.find('\n') + 1);
  std::string_view line = rest.substr(0, rest.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return {source.file, at.line, at.column, std::string(line)};
}

std::span<const std::string_view> cat_keywords() { return kKeywords; }

std::vector<CatToken> cat_tokens(const CatSource& source) { return Lexer(source).tokens(); }

std::string to_string(const CatToken& token) {
  if (token.kind == CatToken::Kind::End) return "the end of the text";
  if (token.kind == CatToken::Kind::String) return fmt::format("\"{}\"", token.text);
  return fmt::format("'{}'", token.text);
}

}  // namespace litmus
