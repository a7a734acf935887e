// Where a parser of cat stands in its tokens, and how it complains about what it finds there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/cat_lexer.h"

namespace litmus {

// Deeper texts are refused, so that no text can exhaust the stack.
constexpr int kMaxCatNesting = 100;

class CatCursor {
 public:
  explicit CatCursor(const CatSource& source) : source_(source), tokens_(cat_tokens(source)) {}

  const CatToken& peek() const { return tokens_[next_]; }
  const CatToken& after(std::size_t further) const;  // so many behind peek()
  const CatToken& before() const;  // the last one taken; the first of all at the beginning
  const CatToken& take() { return tokens_[next_++]; }

  [[gnu::always_inline]] bool accept(std::string_view symbol) {
    const bool taken = peek().is(symbol);
    next_ += taken;
    return taken;
  }
  // Throws: "expected ')' after the set, not ...".
  void expect(std::string_view symbol, std::string_view where) {
    if (!accept(symbol)) fail_missing(symbol, where);
  }
  // A name that the text chooses; `what` says for what.
  std::string_view name(std::string_view what);

  [[noreturn]] void fail(const CatToken& at, std::string message, std::string hint = "") const;
  [[noreturn]] void fail_missing(std::string_view symbol, std::string_view where) const;
  // Throws if the next word belongs to cat, but not to the fragment that is read here.
  void refuse_unsupported() const;

  // One level deeper for as long as it lives; too deep is an error.
  class Deeper {
   public:
    explicit Deeper(CatCursor& cursor) : cursor_(cursor) {
      if (++cursor_.depth_ > kMaxCatNesting) cursor_.too_deep();
    }
    ~Deeper() { --cursor_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    CatCursor& cursor_;
  };
  [[noreturn]] void too_deep() const;

 private:
  const CatSource& source_;
  std::vector<CatToken> tokens_;
  std::size_t next_ = 0;
  int depth_ = 0;
};

}  // namespace litmus
