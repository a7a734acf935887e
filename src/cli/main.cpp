// litmus: the command. Read the command line, run what was chosen, and say in the exit code how it
// went (exit_code.h). Every error of input or environment ends here.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <system_error>

#include "cli/can_not_run.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/kernel_programs.h"
#include "cli/terminal.h"
#include "cli/usage.h"
#include "cli/version.h"
#include "harness/error.h"

namespace litmus {
namespace {

constexpr void (*kCommands[])(CLI::App&, Chosen&) = {
    add_list,     // the catalogue
    add_show,     // one test, in several spellings
    add_check,    // what models allow
    add_run,      // what this machine does
    add_weakest,  // the weakest orders that forbid
    add_machine,  // what this machine is
};

int run(int argc, char** argv) {
  if (is_kernel_program(argc, argv)) return play_kernel(argc, argv);
  CLI::App program;
  Chosen chosen = [](const Style& style) { return say_what_this_is(style); };
  ColourChoice colour = ColourChoice::Auto;
  for (const auto add : kCommands) add(program, chosen);
  describe(program, colour);

  if (const std::optional<int> ended = parse(program, argc, argv)) return *ended;
  const int code = chosen(style_of_output(colour));
  if (std::fflush(stdout) != 0) throw CanNotRun("can not write to standard output");
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
