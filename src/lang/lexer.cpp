// Text to tokens: see lexer.h for what a comment is where.
#include "lang/lexer.h"

#include <array>

namespace litmus {
namespace {

// Longest first, so that the first that fits is the right one.
constexpr std::array<std::string_view, 27> kLongSigns = {
    "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=",  "==",  "!=", "&&", "||", "+=",
    "-=",  "*=",  "/=", "%=", "&=", "|=", "^=", "::", "/\\", "\\/", "=>", "<>", "..."};
constexpr std::string_view kShortSigns = "{}()[];,<>=+-*/%&|^~!?:.";

// The first and second signs of the long ones.
constexpr std::string_view kFirstSigns = "<>-+=!&|*/%^:\\.";
constexpr std::string_view kSecondSigns = "=<>-+&|:/\\.";

// What a character is, looked up instead of asked for again and again.
enum : std::uint8_t {
  kBlank = 1,
  kLetter = 2,
  kDigit = 4,
  kDot = 8,
  kShortSign = 16,
  kFirstSign = 32,
  kSecondSign = 64,
};

constexpr std::array<std::uint8_t, 256> kCharacters = [] {
  std::array<std::uint8_t, 256> all{};
  const auto mark = [&](std::string_view these, std::uint8_t as) {
    for (char c : these) all[static_cast<std::uint8_t>(c)] |= as;
  };
  mark(" \t\n\r\f", kBlank);
  mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", kLetter);
  mark("0123456789", kDigit);
  mark(".", kDot);
  mark(kShortSigns, kShortSign);
  mark(kFirstSigns, kFirstSign);
  mark(kSecondSigns, kSecondSign);
  return all;
}();

bool is(char c, int what) { return (kCharacters[static_cast<std::uint8_t>(c)] & what) != 0; }

class Lexer {
 public:
  Lexer(const Source& source, std::size_t offset) : source_(source), text_(source.text) {
    move_to(offset);
  }

  std::vector<Token> run() {
    std::vector<Token> tokens;
    tokens.reserve((text_.size() - at_) / 3 + 8);
    std::size_t end = at_;  // of the last token
    while (skip_blanks_and_comments(tokens), at_ < text_.size()) {
      tokens.push_back(next());
      note_braces(tokens.back());
      end = at_;
    }
    tokens.insert(tokens.end(), kEnds, end_token(tokens, end));
    return tokens;
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool at(std::string_view what) const {
    return peek() == what[0] && text_.substr(at_, what.size()) == what;
  }

  // It stands just after the last token, where something is missing.
  Token end_token(const std::vector<Token>& tokens, std::size_t end) const {
    Position at = position();
    if (!tokens.empty()) {
      at = tokens.back().at;
      at.column += static_cast<int>(end - tokens.back().offset);
    }
    return {Token::Kind::End, text_.substr(text_.size()), text_.size(), at};
  }

  // Lines are counted as the text is passed, never by looking back.
  Position position() const { return {line_, static_cast<int>(at_ - line_begin_) + 1}; }
  void note_line(std::size_t begin) {
    ++line_;
    line_begin_ = begin;
  }
  void move_to(std::size_t offset) {
    for (; at_ < offset; ++at_) {
      if (text_[at_] == '\n') note_line(at_ + 1);
    }
  }
  // The end of the characters here that are `what`.
  std::size_t end_of(int what) const {
    std::size_t end = at_;
    while (end < text_.size() && is(text_[end], what)) ++end;
    return end;
  }

  [[noreturn]] void fail(std::string message, std::string hint) const {
    throw Error(source_.place(position()), std::move(message), std::move(hint));
  }

  void skip_to_end_of(std::string_view opened, std::size_t end) {
    if (end == std::string_view::npos) {
      fail("this comment never ends", opened == "(*" ? "close it with '*)'" : "close it with '*/'");
    }
    move_to(end);
  }

  void skip_blanks_and_comments(const std::vector<Token>& before) {
    for (;;) {
      move_to(end_of(kBlank));
      if (peek() != '/' && peek() != '(') {
        return;
      } else if (at("//")) {
        const std::size_t end = text_.find('\n', at_);
        move_to(end == std::string_view::npos ? text_.size() : end);
      } else if (at("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        skip_to_end_of("/*", end == std::string_view::npos ? end : end + 2);
      } else if (at("(*") && opens_comment(before)) {
        skip_to_end_of("(*", end_of_comment(text_, at_));
      } else {
        return;
      }
    }
  }

  bool opens_comment(const std::vector<Token>& before) const {
    if (!in_thread()) return true;
    if (!is(peek(2), kBlank)) return false;
    const Token& last = before.back();
    if (!last.is(";") && !last.is("{") && !last.is("}")) return false;
    const std::size_t close = text_.find("*)", at_ + 2);
    return close != std::string_view::npos && close < text_.find("(*", at_ + 2);
  }

  // The first block of braces is the init block; those after it are threads.
  bool in_thread() const { return blocks_ > 0 && depth_ > 0; }
  void note_braces(const Token& token) {
    if (token.is("{")) ++depth_;
    if (token.is("}") && depth_ > 0 && --depth_ == 0) ++blocks_;
  }

  Token next() {
    const std::size_t begin = at_;
    const Position where = position();
    Token::Kind kind = Token::Kind::Sign;
    if (is(peek(), kLetter)) {
      kind = Token::Kind::Word;
      at_ = end_of(kLetter | kDigit);
    } else if (is(peek(), kDigit)) {
      kind = Token::Kind::Number;
      at_ = end_of(kLetter | kDigit | kDot);
    } else if (peek() == '"') {
      return quoted();
    } else {
      at_ += sign_length();
    }
    return {kind, text_.substr(begin, at_ - begin), begin, where};
  }

  Token quoted() {
    const std::size_t begin = at_;
    const Position where = position();
    const std::size_t close = text_.find_first_of("\"\n", at_ + 1);
    if (close == std::string_view::npos || text_[close] == '\n') {
      fail("this quotation never ends", "close it with '\"' on the same line");
    }
    at_ = close + 1;
    return {Token::Kind::Text, text_.substr(begin + 1, close - begin - 1), begin, where};
  }

  std::size_t sign_length() const {
    if (is(peek(), kFirstSign) && is(peek(1), kSecondSign)) {
      for (std::string_view sign : kLongSigns) {
        if (at(sign)) return sign.size();
      }
    }
    if (is(peek(), kShortSign)) return 1;
    fail_on_character();
  }

  [[noreturn]] void fail_on_character() const {
    if (peek() == '#') {
      fail("a test has no preprocessor", "write what the macro or header would give");
    }
    if (peek() == '\'') fail("character literals are not read", "write the number");
    if (at("\xe2\x88\xa7")) fail("unexpected character", "'and' is written /\\");
    if (at("\xe2\x88\xa8")) fail("unexpected character", "'or' is written \\/");
    if (at("\xc2\xac")) fail("unexpected character", "'not' is written ~");
    if (peek() == '%' || peek() == '$') fail("unexpected character", "");
    fail("unexpected character",
         peek() & 0x80 ? "outside comments a test is plain ASCII" : "remove it");
  }

  const Source& source_;
  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t line_begin_ = 0;
  int depth_ = 0;   // open braces
  int blocks_ = 0;  // closed outermost braces
};

}  // namespace

std::vector<Token> tokenize(const Source& source, std::size_t offset) {
  return Lexer(source, offset).run();
}

std::size_t end_of_comment(std::string_view text, std::size_t offset) {
  int open = 0;
  for (std::size_t at = offset; at + 1 < text.size(); ++at) {
    const bool opens = text[at] == '(' && text[at + 1] == '*';
    const bool closes = text[at] == '*' && text[at + 1] == ')';
    open += opens - closes;
    at += opens || closes;
    if (open == 0) return at + 1;
  }
  return std::string_view::npos;
}

Place Source::place(Position at) const {
  // A line is shown only where a person could read it, and never sends a terminal commands.
  constexpr std::size_t kLongestLine = 400;
  std::size_t begin = 0;
  for (int line = 1; line < at.line; ++line) begin = text.find('\n', begin) + 1;
  std::string line(text.substr(begin, text.find('\n', begin) - begin));
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (line.size() > kLongestLine) line.clear();
  for (char& c : line) {
    if (c != '\t' && static_cast<unsigned char>(c) < 0x20) c = '?';
  }
  return {std::string(file), at.line, at.column, line};
}

Position Source::position(std::size_t offset) const {
  Position at = {1, 1};
  for (std::size_t i = 0; i < offset; ++i) {
    at = text[i] == '\n' ? Position{at.line + 1, 1} : Position{at.line, at.column + 1};
  }
  return at;
}

}  // namespace litmus
