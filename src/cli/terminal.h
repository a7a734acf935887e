// What we print to: how wide, with colour or without.
//
// Colour appears on a terminal only, and not where NO_COLOR is set or TERM is "dumb"; --color
// decides otherwise. A pipe or file has no width, so that nothing is cut there; COLUMNS sets one.
#pragma once

#include <string_view>

#include "report/style.h"

namespace litmus {

enum class ColourChoice { Auto, Always, Never };

// How to present text on standard output.
Style style_of_output(ColourChoice choice);

// The same for standard error, where messages go.
Style style_of_messages(ColourChoice choice);

// The decision itself, from facts: for tests.
struct TerminalFacts {
  bool is_terminal = false;
  int window_columns = 0;    // 0: unknown
  std::string_view columns;  // environment variables, empty when not set
  std::string_view no_color;
  std::string_view term;
};
Style style_for(const TerminalFacts& facts, ColourChoice choice);

}  // namespace litmus
