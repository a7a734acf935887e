// The words of the cat language, one function per kind of word.
#include "model/cat_lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/lexer.h"

namespace litmus {
namespace {

constexpr std::array kKeywords = std::to_array<std::string_view>(
    {"let",     "rec",          "and",  "in",     "as",   "acyclic", "irreflexive",
     "empty",   "flag",         "show", "unshow", "try",  "include", "undefined_unless",
     "with",    "from",         "fun",  "if",     "then", "else",    "match",
     "begin",   "end",          "do",   "forall", "enum", "call",    "procedure",
     "default", "instructions", "when", "debug"});

// Longer symbols before their beginnings, and frequent ones early.
constexpr std::array kSymbols =
    std::to_array<std::string_view>({";", "(",  ")", "=", "[", "]",   "||", "|", "&", "\\",
                                     "*", "++", "+", "?", ",", "^-1", "->", "~", "{", "}"});

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
    all.reserve(text_.size() / 4 + 1);
    do {
      all.push_back(next());
    } while (all.back().kind != CatToken::Kind::End);
    return all;
  }

 private:
  CatToken next() {
    skip_blanks();
    const char first = peek();
    if (at_ == text_.size()) return {CatToken::Kind::End, text_.substr(at_), after_last_};
    if (is_letter(first)) return name();
    if (is_digit(first)) return number();
    if (first == '"') return string();
    for (std::string_view symbol : kSymbols) {
      if (symbol[0] == first && begins(symbol)) return take(CatToken::Kind::Symbol, symbol.size());
    }
    unknown_character();
  }

  CatToken name() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && in_name(end)) ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    if (same(word, "_")) return take(CatToken::Kind::Symbol, 1);
    const bool keyword = among(kKeywords, word);
    return take(keyword ? CatToken::Kind::Keyword : CatToken::Kind::Name, word.size());
  }

  // Dashes belong to names, but not the one of an arrow: fun x->e.
  bool in_name(std::size_t i) const {
    const char c = text_[i];
    if (c == '-') return i + 1 == text_.size() || text_[i + 1] != '>';
    return is_letter(c) || is_digit(c) || c == '.' || c == '\'';
  }

  CatToken number() {
    std::size_t length = 1;
    while (is_digit(peek(length)) || is_letter(peek(length))) ++length;
    const std::string_view digits = text_.substr(at_, length);
    if (digits != "0") {
      fail(fmt::format("'{}' is not a cat expression", digits),
           "the only number is 0, the empty relation");
    }
    return take(CatToken::Kind::Symbol, 1);
  }

  CatToken string() {
    const std::size_t close = text_.find_first_of("\"\n", at_ + 1);
    if (close == std::string_view::npos || text_[close] == '\n') {
      fail("this string does not end on its line", "close it with '\"'");
    }
    CatToken token = take(CatToken::Kind::String, close + 1 - at_);
    token.text = token.text.substr(1, token.text.size() - 2);
    return token;
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      const char first = text_[at_];
      if (is_space(first)) {
        move_to(at_ + 1);
      } else if (first == '(' && peek(1) == '*') {
        skip_comment();
      } else if (first == '#' || (first == '/' && peek(1) == '/')) {
        move_to(std::min(text_.find('\n', at_), text_.size()));
      } else {
        return;
      }
    }
  }

  void skip_comment() {
    const std::size_t end = end_of_comment(text_, at_);
    if (end == std::string_view::npos) fail("this comment does not end", "close it with '*)'");
    move_to(end);
  }

  [[noreturn]] void unknown_character() {
    const char c = peek();
    if (c == '^') fail("'^' stands only in '^-1', the inverse", "write r^-1");
    if (c == '\'') fail("tags ('name) are not part of the cat that litmus reads");
    if (c == '!') fail("unexpected '!'", "the complement is written '~'");
    bool printable = c > ' ' && c < '\x7f';
    fail(printable ? fmt::format("unexpected '{}'", c)
                   : fmt::format("unexpected byte 0x{:02x}", static_cast<unsigned char>(c)),
         printable ? "" : "outside comments a model is plain ASCII");
  }

  [[noreturn]] void fail(std::string message, std::string hint = "") const {
    throw Error(place_in(source_, position()), std::move(message), std::move(hint));
  }

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool begins(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  CatToken take(CatToken::Kind kind, std::size_t length) {
    const CatToken token{kind, text_.substr(at_, length), position()};
    at_ += length;
    after_last_ = position();
    return token;
  }

  // Lines are counted as the text is passed; no token holds the end of one.
  Position position() const { return {line_, static_cast<int>(at_ - line_begin_) + 1}; }
  void move_to(std::size_t offset) {
    for (; at_ < offset; ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      line_begin_ = at_ + 1;
    }
  }

  const CatSource& source_;
  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t line_begin_ = 0;
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

std::vector<CatToken> cat_tokens(const CatSource& source) { return Lexer(source).tokens(); }

std::string to_string(const CatToken& token) {
  if (token.kind == CatToken::Kind::End) return "the end of the text";
  if (token.kind == CatToken::Kind::String) return fmt::format("\"{}\"", token.text);
  return fmt::format("'{}'", token.text);
}

}  // namespace litmus
