// See cat_cursor.h. Tested by malformed_test.cpp.
#include "model/cat_cursor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace litmus {
namespace {

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

}  // namespace

const CatToken& CatCursor::after(std::size_t further) const {
  return tokens_[std::min(next_ + further, tokens_.size() - 1)];
}

const CatToken& CatCursor::before() const { return tokens_[next_ == 0 ? 0 : next_ - 1]; }

void CatCursor::fail_missing(std::string_view symbol, std::string_view where) const {
  fail(peek(), fmt::format("expected '{}' {}, not {}", symbol, where, to_string(peek())));
}

std::string_view CatCursor::name(std::string_view what) {
  if (peek().kind != CatToken::Kind::Name) {
    const bool keyword = peek().kind == CatToken::Kind::Keyword;
    fail(peek(), fmt::format("expected {}, not {}", what, to_string(peek())),
         keyword ? fmt::format("'{}' is a keyword and can not be a name", peek().text) : "");
  }
  return take().text;
}

void CatCursor::fail(const CatToken& at, std::string message, std::string hint) const {
  throw Error(place_in(source_, at.at), std::move(message), std::move(hint));
}

void CatCursor::refuse_unsupported() const {
  if (peek().kind != CatToken::Kind::Keyword) return;
  for (const Unsupported& u : kUnsupported) {
    if (!peek().is(u.keyword)) continue;
    fail(peek(), fmt::format("'{}' is not part of the cat that litmus reads", u.keyword),
         std::string(u.hint));
  }
}

void CatCursor::too_deep() const {
  fail(peek(), fmt::format("nested more than {} levels deep", kMaxCatNesting),
       "give parts of it a name with 'let'");
}

}  // namespace litmus
