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

namespace {

// A word of a line and the blanks in front of it.
struct Word {
  std::size_t blanks = 0;
  std::string_view text;
  std::size_t columns = 0;  // without what is only ink
};

Word next_word(std::string_view& line) {
  Word word{.blanks = std::min(line.find_first_not_of(' '), line.size())};
  line.remove_prefix(word.blanks);
  word.text = line.substr(0, line.find(' '));
  line.remove_prefix(word.text.size());
  bool ink = false;
  for (const char c : word.text) {
    ink |= c == '\033';
    word.columns += !ink && begins_character(c) ? 1 : 0;
    ink &= c != 'm';
  }
  return word;
}

// Where the rest of a line goes on: below its last column, unless that is far to the right.
std::size_t hanging(std::string_view line, std::size_t columns) {
  std::size_t begin = 0, used = 0;
  while (!line.empty()) {
    const Word word = next_word(line);
    used += word.blanks;
    if ((used == word.blanks || word.blanks > 1) && used <= columns * 2 / 3) begin = used;
    used += word.columns;
  }
  return begin;
}

std::string folded_line(std::string_view line, std::size_t columns) {
  const std::size_t indent = hanging(line, columns);
  std::string text;
  std::size_t used = 0;
  while (!line.empty()) {
    const Word word = next_word(line);
    const bool fits = text.empty() || used + word.blanks + word.columns <= columns;
    if (!fits) text += '\n';
    const std::size_t blanks = fits ? word.blanks : indent;
    text.append(blanks, ' ');
    text += word.text;
    used = (fits ? used : 0) + blanks + word.columns;
  }
  return text;
}

}  // namespace

std::string folded(std::string_view text, const Style& style) {
  if (style.width <= 0) return std::string(text);
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += folded_line(text.substr(0, end), static_cast<std::size_t>(style.width));
    if (end < text.size()) result += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
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
