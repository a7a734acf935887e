// A piece of text without the blanks at its ends.
//
// Tested by whoever reads lines: parse_test.cpp, assembly_test.cpp, log_reader_test.cpp.
#pragma once

#include <string_view>

namespace litmus {

constexpr std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\f";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace litmus
