// The command line, over the option parser CLI11. Tested by command_line_test.cpp.
#include "cli/command_line.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>
#include <string_view>

#include "cli/catalogue.h"
#include "cli/exit_code.h"
#include "cli/terminal.h"
#include "cli/usage.h"
#include "cli/version.h"
#include "harness/error.h"
#include "lang/nearest.h"

namespace litmus {
namespace {

constexpr std::size_t kOptionColumns = 26;  // of options in the help

// The command that was being typed, or the program itself.
const CLI::App& innermost(const CLI::App& program) {
  const auto chosen = program.get_subcommands();
  return chosen.empty() ? program : *chosen.front();
}

void add_option_names(const CLI::App& app, std::vector<std::string>& names) {
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
}

std::string hint_for_option(const CLI::App& program, std::string_view word) {
  const CLI::App& command = innermost(program);
  std::vector<std::string> names;
  add_option_names(program, names);
  if (&command != &program) add_option_names(command, names);
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string path = &command == &program ? "litmus" : "litmus " + command.get_name();
  return did_you_mean(word.substr(0, word.find('=')), known, path + " --help shows the options");
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
  const CLI::App& command = innermost(program);
  const bool in_command = &command != &program;
  if (extra.empty()) {
    return Error(error.what(), in_command ? fmt::format("see litmus {} --help", command.get_name())
                                          : "litmus --help shows the commands");
  }
  const std::string& word = extra.front();
  if (word.starts_with('-') && word.size() > 1)
    return Error(fmt::format("no option is called '{}'", word), hint_for_option(program, word));
  if (!in_command)
    return Error(fmt::format("no command is called '{}'", word), hint_for_command(program, word));
  return Error(fmt::format("'{}' is one word too many", word),
               fmt::format("see litmus {} --help", command.get_name()));
}

// The option parser itself would take -5 for a very large number, and 23 digits for the largest.
CLI::Validator whole_number(std::uint64_t low) {
  const auto complaint = [low](const std::string& text) -> std::string {
    std::uint64_t value = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value);
    if (error == std::errc() && end == last && value >= low) return "";
    return fmt::format("'{}' is no whole number from {} to {}", text, low,
                       std::numeric_limits<std::uint64_t>::max());
  };
  return CLI::Validator(complaint, "");
}

ColourChoice colour_choice(std::string_view word) {
  if (word == "always") return ColourChoice::Always;
  return word == "never" ? ColourChoice::Never : ColourChoice::Auto;
}

}  // namespace

Options& Options::words(std::vector<std::string>& into, const std::string& help, bool required,
                        const std::string& name) {
  command_.add_option(name, into, help)->required(required)->type_name("");
  return *this;
}

Options& Options::flag(const std::string& names, bool& into, const std::string& help) {
  command_.add_flag(names, into, help);
  return *this;
}

Options& Options::text(const std::string& names, std::string& into, const std::string& type,
                       const std::string& help) {
  command_.add_option(names, into, help)->type_name(type);
  return *this;
}

Options& Options::texts(const std::string& names, std::vector<std::string>& into,
                        const std::string& type, const std::string& help) {
  command_.add_option(names, into, help)->type_name(type)->expected(1)->allow_extra_args(false);
  return *this;
}

Options& Options::choice(const std::string& names, std::string& into,
                         const std::vector<std::string>& choices, const std::string& type,
                         const std::string& help) {
  command_.add_option(names, into, help)
      ->check(CLI::IsMember(choices).description(""))
      ->type_name(type);
  return *this;
}

Options& Options::number(const std::string& names, int& into, int low, int high,
                         const std::string& type, const std::string& help) {
  command_.add_option(names, into, help)
      ->check(CLI::Range(low, high).description(""))
      ->type_name(type);
  return *this;
}

Options& Options::number(const std::string& names, std::uint64_t& into, std::uint64_t low,
                         const std::string& type, const std::string& help) {
  command_.add_option(names, into, help)->check(whole_number(low))->type_name(type);
  return *this;
}

Options& Options::number(const std::string& names, std::optional<std::uint64_t>& into,
                         const std::string& type, const std::string& help) {
  command_.add_option(names, into, help)->check(whole_number(0))->type_name(type);
  return *this;
}

CommandLine::CommandLine() : app_(std::make_unique<CLI::App>()), chosen_(say_what_this_is) {
  app_->name("litmus");
  app_->description(what_this_is() + "\n");
  app_->get_formatter()->column_width(kOptionColumns);
  app_->get_formatter()->label("SUBCOMMAND", "COMMAND [TEST...]");
}

CommandLine::~CommandLine() = default;

Options CommandLine::command(const std::string& name, const std::string& help, Chosen run) {
  CLI::App* command = app_->add_subcommand(name, help);
  command->fallthrough();  // the program's own options may follow the command
  command->set_help_flag("-h,--help", "Print this help");
  command->group("Commands");
  command->callback([this, run = std::move(run)] { chosen_ = run; });
  return Options(*command);
}

int CommandLine::run(int argc, char** argv) {
  std::string colour = "auto";
  app_->set_version_flag("--version", version_text(), "Print the version and its commit");
  app_->set_help_flag("-h,--help", "Print this help");
  Options(*app_).choice("--color,--colour", colour, {"auto", "always", "never"}, "WHEN",
                        "Colour: auto, always or never");
  app_->footer(what_arguments_mean());
  try {
    app_->parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    fmt::print("{}", folded(app_->help(), style_of_texts()));
    return kOk;
  } catch (const CLI::Success& done) {
    app_->exit(done);
    return kOk;
  } catch (const CLI::ParseError& error) {
    throw usage_error(*app_, error);
  }
  return chosen_(style_of_output(colour_choice(colour)));
}

}  // namespace litmus
