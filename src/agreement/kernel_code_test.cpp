// The catalogue's kernels are the standard compilation of their tests: what the compiler made of
// all of them, read back from this very program; and changed code is seen to be different.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <map>
#include <set>

#include "agreement/catalogue.h"
#include "backend/catalogue_kernels.h"
#include "cli/kernel_code.h"
#include "cli/process.h"
#include "lang/effects.h"

namespace litmus {
namespace {

using Is = CodeAnswer::Is;

// All of this program's code.
const Listing& this_program() {
  static const Listing listing = [] {
    const Finished finished = run_program({"objdump", "-d", "--no-show-raw-insn", "-M", "intel",
                                           fmt::format("/proc/{}/exe", getpid())});
    EXPECT_EQ(finished.status, 0) << "objdump is part of binutils, as the linker is";
    return read_listing(finished.output);
  }();
  return listing;
}

bool has_plain_accesses(const litmus::Test& test) {
  for (std::size_t thread = 0; thread < test.threads.size(); ++thread) {
    for (const Instruction& instruction : effects(test, static_cast<int>(thread)).code) {
      const bool access = instruction.kind == Instruction::Kind::Load ||
                          instruction.kind == Instruction::Kind::Store;
      if (access && instruction.order == Order::Plain) return true;
    }
  }
  return false;
}

// Where this compiler leaves the table: clang makes a plain store of an exchange whose old value
// nobody asks for, and a fence and a load of an addition of zero.
const std::set<std::string>& other_ways() {
#if defined(__clang__)
  static const std::set<std::string> names = {"LB+u.rlx-u.rlx+u.rlx-u.rlx", "MP+u.rel+acq",
                                              "SB+u.rlx-rlx+u.rlx-rlx", "reading-by-update"};
#else
  static const std::set<std::string> names;
#endif
  return names;
}

// Plain accesses may be merged and change places, as no other thread may look; all else may not.
TEST(KernelCode, OfTheCatalogueIsTheStandardCompilation) {
  std::map<std::string, const litmus::Test*> tests;
  for (const litmus::Test& test : catalogue_tests()) tests[test.name] = &test;
  int with_plain = 0, different = 0;
  for (const Kernel& kernel : catalogue_kernels()) {
    const litmus::Test& test = *tests.at(std::string(kernel.name));
    const CodeAnswer answer =
        compare_with_standard(test, this_program(), place_in_this_program(kernel).addresses);
    if (has_plain_accesses(test)) {
      ++with_plain;
      different += answer.is == Is::Different ? 1 : 0;
      EXPECT_NE(answer.is, Is::Unknown) << kernel.name << " " << answer.why;
    } else if (other_ways().count(test.name) == 0) {
      EXPECT_EQ(answer.is, Is::Standard) << kernel.name << " " << answer.why;
    }
  }
  EXPECT_LT(different, with_plain / 2) << "most of them are as written all the same";
}

// The same question as the command asks it, of one kernel.
TEST(KernelCode, IsFoundByItsAddresses) {
  const Kernel kernel = catalogue_kernels().front();
  for (const litmus::Test& test : catalogue_tests()) {
    if (test.name != kernel.name) continue;
    const CodeAnswer answer = look_at_code(test, place_in_this_program(kernel));
    EXPECT_EQ(answer.is, Is::Standard) << answer.why;
  }
}

// What the course shows of it: a loop stores 1 and then 2, and one store of 2 is left.
TEST(KernelCode, OfALoopOverAPlainVariableIsOneStore) {
  for (const Kernel& kernel : catalogue_kernels()) {
    if (kernel.name != "loop-store+plain") continue;
    for (const litmus::Test& test : catalogue_tests()) {
      if (test.name != kernel.name) continue;
      const CodeAnswer answer = look_at_code(test, place_in_this_program(kernel));
      const std::string line = in_a_line(answer.instructions);
      EXPECT_EQ(line.substr(0, 8), "P0 mov [") << line;
      EXPECT_NE(line.find("],0x2; P1 mov"), line.npos) << line;
      return;
    }
  }
  FAIL() << "there is no such test";
}

}  // namespace
}  // namespace litmus
