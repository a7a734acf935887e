// Tested by stress_command_test.cpp.
#include "cli/stress_programs.h"

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "cli/kernel_programs.h"
#include "harness/error.h"
#include "harness/stress.h"
#include "lang/nearest.h"

namespace litmus {
namespace {

// What it has, and how to play one of them.
struct BuiltTests {
  std::vector<Description> tests;
  Launch launch;
};

std::vector<Description> built_in_tests() {
  std::vector<Description> tests;
  for (const Kernel& kernel : stress_kernels()) tests.push_back(description_of(kernel));
  return tests;
}

BuiltTests program_of(const Asked& asked, const StressCompiler& compiler) {
  if (asked.program == kBuiltIn) return {built_in_tests(), launch_of_library(kBuiltIn, "--serve")};
  if (!is_stress_source(asked.program)) {
    const std::string path = std::filesystem::absolute(asked.program).string();
    return {ask_what_it_has(path, {"--describe"}), {.program = path, .arguments = {"--serve"}}};
  }
  const std::string library = compiled_stress_tests(compiler, asked.program);
  const Launch describe = launch_of_library(library, "--describe");
  return {ask_what_it_has(describe.program, describe.arguments),
          launch_of_library(library, "--serve")};
}

Error no_such_test(const Asked& asked, const BuiltTests& program) {
  std::vector<std::string_view> names;
  for (const Description& test : program.tests) names.push_back(test.name);
  return Error(fmt::format("there is no test '{}' in {}", asked.only, asked.program),
               did_you_mean(asked.only, names, fmt::format("it has {}", fmt::join(names, ", "))));
}

constexpr std::string_view kSourceEndings[] = {".cpp", ".cc", ".cxx"};

}  // namespace

bool is_built_in_stress_test(const std::string& name) {
  return std::any_of(StressTest::all().begin(), StressTest::all().end(),
                     [&](const StressTest* test) { return test->name() == name; });
}

std::vector<std::string_view> built_in_stress_tests() {
  std::vector<std::string_view> names;
  for (const StressTest* test : StressTest::all()) names.push_back(test->name());
  return names;
}

bool is_stress_source(const std::string& path) {
  return std::any_of(std::begin(kSourceEndings), std::end(kSourceEndings),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

bool is_program(const std::string& path) {
  if (path.ends_with(".litmus") || access(path.c_str(), X_OK) != 0) return false;
  std::ifstream file(path, std::ios::binary);
  char first[4] = {};
  file.read(first, sizeof first);
  const std::string_view magic(first, sizeof first);
  return magic ==
             "\x7f"
             "ELF" ||
         magic.starts_with("#!");
}

std::vector<StressJob> stress_jobs(const Asked& asked, const StressCompiler& compiler) {
  const BuiltTests program = program_of(asked, compiler);
  if (program.tests.empty()) {
    throw Error(fmt::format("{} has no stress tests", asked.program),
                "harness/stress.h opens with an example of one");
  }
  const auto word_of = [&](const Description& test) {
    if (asked.program == kBuiltIn) return test.name;
    return asked.program + (program.tests.size() > 1 ? ":" + test.name : "");
  };
  std::vector<StressJob> jobs;
  for (const Description& test : program.tests) {
    if (!asked.only.empty() && test.name != asked.only) continue;
    jobs.push_back({.test = test, .launch = program.launch, .word = word_of(test)});
    jobs.back().launch.grace = test.patience;
  }
  if (jobs.empty()) throw no_such_test(asked, program);
  return jobs;
}

}  // namespace litmus
