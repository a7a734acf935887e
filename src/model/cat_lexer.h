// The words of the cat language.
//
// Names may hold dots and dashes (DMB.ISHLD, po-loc). Comments are (* nested *), // and # to the
// end of the line.
//
// Tested by malformed_test.cpp and cat_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/error.h"
#include "lang/ast.h"
#include "lang/same.h"

namespace litmus {

// A text and where it came from. Tokens and trees point into it, so it outlives them.
struct CatSource {
  std::string file;
  std::string text;
};

struct CatToken {
  enum class Kind : unsigned char {
    Name,     // po-loc
    Keyword,  // let, acyclic, ...
    String,   // "cos.cat", without the quotes
    Symbol,   // | ++ ; \ & * + ? ~ ^-1 ( ) [ ] { } , = -> 0 _
    End,
  };

  Kind kind = Kind::End;
  std::string_view text;
  Position at;

  [[gnu::always_inline]] bool is(std::string_view symbol_or_keyword) const {
    return same(text, symbol_or_keyword) && (kind == Kind::Symbol || kind == Kind::Keyword);
  }
};

// The place of a position, with its line for the caret.
Place place_in(const CatSource& source, Position at);

// All tokens; End is last and stands right behind the last word. Throws Error.
std::vector<CatToken> cat_tokens(const CatSource& source);

// "'let'", "the end of the text": a token as messages name it.
std::string to_string(const CatToken& token);

// A file longer than this is not a memory model.
constexpr std::size_t kMaxCatBytes = 1 << 18;

}  // namespace litmus
