// The outside of the program: what it says of itself, and how it answers a mistyped command line.
#pragma once

#include <optional>
#include <string>

#include "cli/terminal.h"
#include "report/style.h"

namespace CLI {
class App;
}

namespace litmus {

class Error;
struct Warning;

// `litmus` alone: what it is, and three commands to try.
int say_what_this_is(const Style& style);

// Gives the program, whose commands are all there, its name, help, version and options.
void describe(CLI::App& program, ColourChoice& colour);

// Reads the command line. A value means that all is said (--help, --version, a usage error) and is
// the exit code.
std::optional<int> parse(CLI::App& program, int argc, char** argv);

// "error: ..." and "warning: ...", as a person reads them on standard error.
std::string message(const Error& error);
std::string message(const Warning& warning);

}  // namespace litmus
