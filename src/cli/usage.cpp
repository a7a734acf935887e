// Help, version and usage errors. Tested by command_line_test.cpp.
#include "cli/usage.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <vector>

#include "cli/catalogue.h"
#include "cli/exit_code.h"
#include "cli/version.h"
#include "harness/error.h"
#include "lang/nearest.h"
#include "lang/parse.h"

namespace litmus {
namespace {

constexpr std::string_view kWhatThisIs =
    "litmus asks processors, compilers and memory models the same small questions about "
    "concurrent programs, and sets their answers side by side.";

constexpr std::size_t kWidth = 80;          // of texts where the terminal is wider
constexpr std::size_t kOptionColumns = 26;  // of options in the help

// The command that was being typed, or the program itself.
const CLI::App& innermost(const CLI::App& program) {
  const auto chosen = program.get_subcommands();
  return chosen.empty() ? program : *chosen.front();
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string hint_for_option(const CLI::App& program, std::string_view word) {
  std::vector<std::string> names = option_names(program);
  const CLI::App& command = innermost(program);
  for (std::string& name : option_names(command)) names.push_back(std::move(name));
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string_view option = word.substr(0, word.find('='));
  const std::string path = &command == &program ? "litmus" : "litmus " + command.get_name();
  return did_you_mean(option, known, path + " --help shows the options");
}

std::string hint_for_command(const CLI::App& program, std::string_view word) {
  if (find_in_catalogue(word)) return fmt::format("to ask about a test: litmus check {}", word);
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands({})) names.push_back(command->get_name());
  const std::vector<std::string_view> known(names.begin(), names.end());
  return did_you_mean(word, known, "litmus --help shows the commands");
}

// The option parser's message is right in general; a word it did not expect deserves better.
Error usage_error(const CLI::App& program, const CLI::ParseError& error) {
  const std::vector<std::string> extra = program.remaining(true);
  if (extra.empty()) {
    const CLI::App& command = innermost(program);
    return Error(error.what(), &command == &program
                                   ? "litmus --help shows the commands"
                                   : fmt::format("see litmus {} --help", command.get_name()));
  }
  const std::string& word = extra.front();
  if (word.starts_with('-') && word.size() > 1)
    return Error(fmt::format("no option is called '{}'", word), hint_for_option(program, word));
  if (program.get_subcommands().empty())
    return Error(fmt::format("no command is called '{}'", word), hint_for_command(program, word));
  return Error(fmt::format("'{}' is one word too many", word),
               fmt::format("see litmus {} --help", innermost(program).get_name()));
}

}  // namespace

int say_what_this_is(const Style& style) {
  const std::size_t width =
      style.width > 0 ? std::min(static_cast<std::size_t>(style.width), kWidth) : kWidth;
  const auto example = [&](std::string_view command, std::string_view what) {
    fmt::print("  {}{:>{}}{}\n", paint(command, Ink::Bold, style), "", 20 - command.size(), what);
  };
  fmt::print("{}\n\nTry:\n", wrapped(kWhatThisIs, width));
  example("litmus show SB", "a question: may both threads miss the other's store?");
  example("litmus check SB", "what memory models answer");
  example("litmus list", "all the questions of the catalogue");
  fmt::print("\nlitmus --help shows the commands, litmus COMMAND --help the options of one.\n");
  return kOk;
}

void describe(CLI::App& program, ColourChoice& colour) {
  program.name("litmus");
  program.description(wrapped(kWhatThisIs, kWidth) + "\n");
  program.set_version_flag("--version", version_text(), "Print the version and its commit");
  program.set_help_flag("-h,--help", "Print this help");
  program
      .add_option_function<std::string>(
          "--color,--colour",
          [&colour](const std::string& word) {
            colour = word == "always"  ? ColourChoice::Always
                     : word == "never" ? ColourChoice::Never
                                       : ColourChoice::Auto;
          },
          "Colour: auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}).description(""))
      ->type_name("WHEN");
  program.get_formatter()->column_width(kOptionColumns);
  program.get_formatter()->label("SUBCOMMAND", "COMMAND [TEST...]");
  for (CLI::App* command : program.get_subcommands({})) {
    command->fallthrough();  // the program's own options may follow the command
    command->set_help_flag("-h,--help", "Print this help");
    command->group("Commands");
  }
  program.footer(
      "TEST is a file, a folder, - (standard input), a name or family from the catalogue,\n"
      "a family with orders (MP+rel+acq), a cycle (\"PodWR Fre PodWR Fre\"), @SUITE, or\n"
      "@path/to/list. Exit codes: 0 as expected, 1 a finding, 2 bad input, 3 not possible\n"
      "here, 4 nothing ran.");
}

std::optional<int> parse(CLI::App& program, int argc, char** argv) {
  try {
    program.parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::Success& done) {
    program.exit(done);
    return kOk;
  } catch (const CLI::ParseError& error) {
    throw usage_error(program, error);
  }
}

std::string message(const Error& error) {
  const Style style = style_of_messages(ColourChoice::Auto);
  return fmt::format("{} {}", paint("error:", Ink::Bad, style), error.what());
}

std::string message(const Warning& warning) {
  const Style style = style_of_messages(ColourChoice::Auto);
  return fmt::format("{} {}", paint("warning:", Ink::Note, style),
                     Error(warning.place, warning.message).what());
}

}  // namespace litmus
