// How text is presented: how wide, and in which ink. What the terminal is like is found out by the
// command line; everything that presents takes a Style and stays pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace litmus {

struct Style {
  int width = 0;  // columns; 0: no limit (a pipe, a file)
  bool colour = false;
};

enum class Ink : std::uint8_t {
  Plain,
  Bold,   // names and headings
  Faint,  // what may be skipped
  Good,   // as expected, allowed on purpose
  Note,   // what a reader should look at
  Bad,    // broken expectations, races
};

// `text` in that ink, or as it is where the style has no colour.
std::string paint(std::string_view text, Ink ink, const Style& style);

// Columns a terminal gives to `text`: characters, not bytes.
std::size_t columns_of(std::string_view text);

// `text` in at most `columns` columns, its end replaced by "..." where it is longer.
std::string shortened(std::string_view text, std::size_t columns);

// `text` with its words in lines of at most `columns`; every line but the first begins with
// `indent` blanks.
std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent = 0);

// `text` with the lines that are too wide for the style broken between words. What follows stands
// where the line's last column does, or below its beginning. Painted text may be folded too.
std::string folded(std::string_view text, const Style& style);

}  // namespace litmus
