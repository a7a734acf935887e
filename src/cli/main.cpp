// litmus: the command. Read the command line, run what was chosen, and say in the exit code how it
// went (exit_code.h). Every error of input or environment ends here.
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/can_not_run.h"
#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/kernel_programs.h"
#include "cli/usage.h"
#include "harness/error.h"

namespace litmus {
namespace {

struct Command {
  std::string_view name;
  void (*add)(CommandLine& line);
};

constexpr Command kCommands[] = {
    {"list", add_list},          // the catalogue
    {"show", add_show},          // one test, in several spellings
    {"check", add_check},        // what models allow
    {"run", add_run},            // what this machine does
    {"explain", add_explain},    // why a model allows it, or does not
    {"generate", add_generate},  // tests from cycles, suites and orders
    {"weakest", add_weakest},    // the weakest orders that forbid
    {"compare", add_compare},    // what differs between results
    {"merge", add_merge},        // many results into one file
    {"report", add_report},      // results by tests and machines
    {"machine", add_machine},    // what this machine is
};

// The command that the first word names is all there is to know of: other commands would cost time,
// and their names would not be words of its own.
void add_commands(CommandLine& line, std::string_view first_word) {
  for (const Command& command : kCommands) {
    if (command.name == first_word) return command.add(line);
  }
  for (const Command& command : kCommands) command.add(line);
}

// `litmus help check` is what many try first: it means `litmus check --help`.
std::vector<char*> words_meant(int argc, char** argv) {
  static char help[] = "--help";
  std::vector<char*> words(argv, argv + argc);
  if (argc < 2 || argc > 3 || std::string_view(argv[1]) != "help") return words;
  const std::string_view last = argv[argc - 1];
  const bool known = std::any_of(std::begin(kCommands), std::end(kCommands),
                                 [&](const Command& command) { return command.name == last; });
  words.erase(words.begin() + 1);
  if (argc == 2 || known) words.push_back(help);
  return words;
}

int run(int argc, char** argv) {
  if (is_kernel_program(argc, argv)) return play_kernel(argc, argv);
  std::vector<char*> words = words_meant(argc, argv);
  CommandLine line;
  add_commands(line, words.size() > 1 ? words[1] : "");

  const int code = line.run(static_cast<int>(words.size()), words.data());
  // A flush that failed before says so in the stream, and not again.
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
    throw CanNotRun("can not write to standard output");
  return code;
}

}  // namespace
}  // namespace litmus

int main(int argc, char** argv) {
  using namespace litmus;
  try {
    return run(argc, argv);
  } catch (const CanNotRun& error) {
    fmt::print(stderr, "{}\n", message(error));
    return kCanNotRun;
  } catch (const Error& error) {
    std::fflush(stdout);
    fmt::print(stderr, "{}\n", message(error));
    return kBadInput;
  } catch (const std::system_error& error) {  // what fmt throws when it can not write
    fmt::print(stderr, "{}\n", message(Error(error.what())));
    return kCanNotRun;
  }
}
