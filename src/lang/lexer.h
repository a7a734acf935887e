// Text to tokens, for everything below a test's header: init block, threads, condition.
//
// Comments are skipped wherever they stand. `(*` opens one everywhere but inside a thread, where
// `(*x)` is a dereference; there it must be followed by a blank, begin a statement, and end with
// `*)` before another `(*`.
//
// A token's text points into the source, which must outlive it. Tested by parse_test.cpp
// and malformed_test.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "harness/error.h"
#include "lang/ast.h"
#include "lang/same.h"

namespace litmus {

struct Token {
  enum class Kind : std::uint8_t {
    Word,    // int, x, memory_order_relaxed
    Number,  // 1, 0x1f, 7u: digits and what sticks to them; number() says whether it is one
    Text,    // "quoted", without the quotes
    Sign,    // an operator or a bracket: one of the longest that fit
    End,     // of the file
  };

  Kind kind = Kind::End;
  std::string_view text;
  std::size_t offset = 0;  // of its first byte in the source
  Position at;

  [[gnu::always_inline]] bool is(std::string_view what) const {
    return same(text, what) && kind != Kind::Text;
  }
  bool is_word() const { return kind == Kind::Word; }
};

// The text of a test and its name, for messages.
struct Source {
  std::string_view text;
  std::string_view file;

  Place place(Position at) const;
  // The position of a byte; columns count bytes.
  Position position(std::size_t offset) const;
};

// The tokens from `offset` on, with an End behind them; and some more, so that a parser may look
// ahead without asking how far. Throws Error on what is no token.
constexpr int kEnds = 3;
std::vector<Token> tokenize(const Source& source, std::size_t offset);

// The end of the comment that opens at `offset` with "(*"; comments nest. npos if it never ends.
std::size_t end_of_comment(std::string_view text, std::size_t offset);

}  // namespace litmus
