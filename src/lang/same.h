// Are two words the same? Asked of every word of a text, many times, and nearly always of a literal
// or of a list's words, so it is inlined: most are told apart by their length or first letter, and
// of a literal the rest is one or two comparisons.
//
// Tested by whoever reads texts: parse_test.cpp, cat_test.cpp.
#pragma once

#include <cstring>
#include <string_view>

namespace litmus {

[[gnu::always_inline]] inline bool same(std::string_view word, std::string_view other) {
  if (word.size() != other.size()) return false;
  return word.empty() ||
         (word[0] == other[0] && std::memcmp(word.data(), other.data(), word.size()) == 0);
}

// True if `words` has one that is the same.
template <typename Words>
bool among(const Words& words, std::string_view word) {
  for (std::string_view known : words) {
    if (same(known, word)) return true;
  }
  return false;
}

}  // namespace litmus
