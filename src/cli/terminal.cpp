// The terminal's width and colours. Tested by terminal_test.cpp.
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>

namespace litmus {
namespace {

constexpr int kUsualWidth = 80;
constexpr int kLeastWidth = 40;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

TerminalFacts facts_of(int descriptor) {
  TerminalFacts facts;
  facts.is_terminal = isatty(descriptor) == 1;
  winsize window{};
  if (facts.is_terminal && ioctl(descriptor, TIOCGWINSZ, &window) == 0)
    facts.window_columns = window.ws_col;
  facts.columns = environment("COLUMNS");
  facts.no_color = environment("NO_COLOR");
  facts.term = environment("TERM");
  return facts;
}

int number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

int width_for(const TerminalFacts& facts) {
  int width = number(facts.columns);
  if (width <= 0) width = facts.window_columns;
  if (width <= 0) width = facts.is_terminal ? kUsualWidth : 0;
  return width > 0 && width < kLeastWidth ? kLeastWidth : width;
}

}  // namespace

Style style_for(const TerminalFacts& facts, ColourChoice choice) {
  const bool wanted = facts.is_terminal && facts.no_color.empty() && facts.term != "dumb";
  return {.width = width_for(facts),
          .colour = choice == ColourChoice::Always || (choice == ColourChoice::Auto && wanted)};
}

Style style_of_output(ColourChoice choice) { return style_for(facts_of(STDOUT_FILENO), choice); }

Style style_of_messages(ColourChoice choice) { return style_for(facts_of(STDERR_FILENO), choice); }

}  // namespace litmus
