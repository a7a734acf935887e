// What a command is: options on the command line, and what to do when it is chosen.
//
// Each command lives in a file of its own, which adds it to the program and, when the user chose
// it, leaves in `chosen` what main shall call. Nothing runs while the command line is still being
// read.
#pragma once

#include <functional>

#include "report/style.h"

namespace CLI {
class App;
}

namespace litmus {

// Runs the command, writing to standard output in this style; returns the exit code.
using Chosen = std::function<int(const Style&)>;

void add_list(CLI::App& program, Chosen& chosen);
void add_show(CLI::App& program, Chosen& chosen);
void add_check(CLI::App& program, Chosen& chosen);
void add_weakest(CLI::App& program, Chosen& chosen);
void add_run(CLI::App& program, Chosen& chosen);
void add_machine(CLI::App& program, Chosen& chosen);

}  // namespace litmus
