// Ink, and text cut and wrapped to a width. Tested by style_test.cpp.
#include "report/style.h"

#include <algorithm>

namespace litmus {
namespace {

std::string_view escape(Ink ink) {
  switch (ink) {
    case Ink::Plain:
      return "";
    case Ink::Bold:
      return "\033[1m";
    case Ink::Faint:
      return "\033[2m";
    case Ink::Good:
      return "\033[32m";
    case Ink::Note:
      return "\033[33m";
    case Ink::Bad:
      return "\033[1;31m";
  }
  return "";
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }

}  // namespace

std::string paint(std::string_view text, Ink ink, const Style& style) {
  if (!style.colour || ink == Ink::Plain || text.empty()) return std::string(text);
  return std::string(escape(ink)) + std::string(text) + "\033[0m";
}

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string shortened(std::string_view text, std::size_t columns) {
  constexpr std::string_view kDots = "...";
  if (columns_of(text) <= columns) return std::string(text);
  if (columns <= kDots.size()) return std::string(kDots.substr(0, columns));
  std::size_t left = columns - kDots.size();
  std::size_t bytes = 0;
  while (bytes < text.size() && (left > 0 || !begins_character(text[bytes]))) {
    if (begins_character(text[bytes])) --left;
    ++bytes;
  }
  while (bytes > 0 && text[bytes - 1] == ' ') --bytes;
  return std::string(text.substr(0, bytes)) + std::string(kDots);
}

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent) {
  std::string lines;
  std::size_t used = 0;
  while (true) {
    const std::size_t begin = text.find_first_not_of(" \n");
    if (begin == std::string_view::npos) return lines;
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    text.remove_prefix(end);
    const std::size_t needed = columns_of(word);
    if (used == 0) {
      lines += word;
    } else if (used + 1 + needed <= columns) {
      lines += ' ';
      lines += word;
      ++used;
    } else {
      lines += '\n';
      lines.append(indent, ' ');
      lines += word;
      used = indent;
    }
    used += needed;
  }
}

}  // namespace litmus
