// Running another program to its end, and reading what it says.
//
// Tested by process_test.cpp.
#pragma once

#include <atomic>
#include <string>
#include <vector>

namespace litmus {

struct Finished {
  bool started = false;
  bool stopped = false;  // before its end, because the caller wanted to
  int status = -1;       // exit code, or 128 + the signal that ended it
  std::string output;    // standard output and standard error
};

// Runs `arguments[0]` (looked up in PATH) with nothing on its standard input. Waits for its end;
// when `stop` is set, it and what it has started are killed.
Finished run_program(const std::vector<std::string>& arguments,
                     const std::atomic<bool>* stop = nullptr);

// Where PATH finds a program, or "".
std::string find_program(const std::string& name);

}  // namespace litmus
