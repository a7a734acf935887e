// Which program plays a test: this one, as a child of itself.
//
//     litmus play-kernel catalogue 17        the kernel that was compiled into it
//     litmus play-kernel /.../kernels-1f.so 3    one that was compiled for a test of the user's
//     litmus play-kernel samples 0               one of the harness's own, for the canary
//     litmus play-kernel /.../stress-2e.so --serve   stress tests: whichever the plan names
//     litmus play-kernel course --serve              the same, of those compiled into it
//
// Tests of the user's are compiled when the first of them is about to be played, several at a time.
//
// Tested by run_command_test.cpp.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "cli/kernel_code.h"
#include "cli/kernel_compiler.h"
#include "harness/launch.h"
#include "lang/test.h"

namespace litmus {

class KernelPrograms {
 public:
  // With a compiler or flags of the user's, the catalogue's tests are compiled as well. When `stop`
  // is set, that is given up.
  KernelPrograms(std::vector<const Test*> tests, std::string compiler, std::string flags,
                 const std::atomic<bool>& stop);

  // How to start the program that plays test number `test`. Throws Error if the test can not be
  // made a kernel, CanNotRun if it does not compile.
  Launch launch_of(std::size_t test);

  // Where the code is that it plays, after launch_of().
  CodePlace code_of(std::size_t test) const;

  // True if it is one that was compiled into litmus.
  bool is_built_in(std::size_t test) const { return places_[test].has_value(); }

 private:
  struct Compiled {
    std::string library;
    std::size_t number = 0;
  };

  void compile_from(std::size_t test);
  std::vector<std::size_t> next_to_compile(std::size_t test, std::size_t most) const;

  std::vector<const Test*> tests_;
  std::string compiler_, flags_;
  const std::atomic<bool>& stop_;
  std::vector<std::optional<std::size_t>> places_;  // in the catalogue's kernels
  std::vector<std::optional<Compiled>> compiled_;
};

// This program with a library's kernels, told `word`: --serve, --describe.
Launch launch_of_library(const std::string& library, const std::string& word);

// The program that plays relaxed store buffering, called "SB".
Launch canary_launch();

// The child, told from a command line of a person's by its first words, plays one kernel as its
// standard input says (harness/kernel_main.h).
bool is_kernel_program(int argc, char** argv);
int play_kernel(int argc, char** argv);

}  // namespace litmus
