// litmus: the command. Read the command line, run what was chosen, and say in the exit code how it
// went (exit_code.h). Every error of input or environment ends here.
#include <fmt/core.h>

#include <cstdio>
#include <system_error>

#include "cli/can_not_run.h"
#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/kernel_programs.h"
#include "cli/usage.h"
#include "harness/error.h"

namespace litmus {
namespace {

int run(int argc, char** argv) {
  if (is_kernel_program(argc, argv)) return play_kernel(argc, argv);
  CommandLine line;
  add_list(line);      // the catalogue
  add_show(line);      // one test, in several spellings
  add_check(line);     // what models allow
  add_run(line);       // what this machine does
  add_explain(line);   // why a model allows it, or does not
  add_generate(line);  // tests from cycles, suites and orders
  add_weakest(line);   // the weakest orders that forbid
  add_compare(line);   // what differs between results
  add_merge(line);     // many results into one file
  add_report(line);    // results by tests and machines
  add_machine(line);   // what this machine is

  const int code = line.run(argc, argv);
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
