// Texts for the user. Tested by command_line_test.cpp.
#include "cli/usage.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "cli/exit_code.h"
#include "cli/terminal.h"
#include "harness/error.h"
#include "lang/parse.h"
#include "report/record.h"

namespace litmus {
namespace {

constexpr std::string_view kWhatThisIs =
    "litmus asks processors, compilers and memory models the same small questions about "
    "concurrent programs, and sets their answers side by side.";

constexpr std::size_t kWidth = 80;  // of texts where the terminal is wider

// A message may show what stands in a file, which may be anything; its own lines and tabs stay.
std::string harmless(std::string_view text) {
  std::string result;
  while (true) {
    const std::size_t end = std::min(text.find_first_of("\n\t"), text.size());
    result += printable(text.substr(0, end));
    if (end == text.size()) return result;
    result += text[end];
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string what_this_is() { return wrapped(kWhatThisIs, kWidth); }

std::string what_arguments_mean() {
  return wrapped(
      "TEST is a file, a folder, - (standard input), a name or family from the catalogue, a family "
      "with orders (MP+rel+acq), a cycle (\"PodWR Fre PodWR Fre\"), @SUITE, @path/to/list, or "
      "@generate:SELECTION; for litmus run also a C++ source with stress tests (queue.cpp, "
      "queue.cpp:NAME) or a program of them. Exit codes: 0 as expected, 1 a finding, 2 bad input, "
      "3 not possible here or cut short, 4 nothing ran.",
      kWidth);
}

Style style_of_texts() {
  Style style = style_of_output(ColourChoice::Auto);
  const int most = static_cast<int>(kWidth);
  style.width = style.width > 0 ? std::min(style.width, most) : most;
  return style;
}

int say_what_this_is(const Style& style) {
  const std::size_t width =
      style.width > 0 ? std::min(static_cast<std::size_t>(style.width), kWidth) : kWidth;
  const auto example = [&](std::string_view command, std::string_view what) {
    fmt::print("  {}{:>{}}{}\n", paint(command, Ink::Bold, style), "", 20 - command.size(), what);
  };
  fmt::print("{}\n\nTry:\n", wrapped(kWhatThisIs, width));
  example("litmus show SB", "a question: may both threads miss the other's store?");
  example("litmus check SB", "what memory models answer");
  example("litmus run SB", "what this machine answers");
  fmt::print("\nlitmus --help shows the commands, litmus COMMAND --help the options of one.\n");
  return kOk;
}

std::string message(const Error& error) {
  const Style style = style_of_messages(ColourChoice::Auto);
  return fmt::format("{} {}", paint("error:", Ink::Bad, style), harmless(error.what()));
}

std::string message(const Warning& warning) {
  const Style style = style_of_messages(ColourChoice::Auto);
  return fmt::format("{} {}", paint("warning:", Ink::Note, style),
                     harmless(Error(warning.place, warning.message).what()));
}

}  // namespace litmus
