// Tested by run_command_test.cpp.
#include "cli/kernel_programs.h"

#include <dlfcn.h>
#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>

#include "backend/catalogue_kernels.h"
#include "backend/kernel_source.h"
#include "cli/can_not_run.h"
#include "cli/stress_programs.h"
#include "cli/parallel.h"
#include "harness/kernel.h"
#include "harness/kernel_main.h"
#include "harness/sample_kernels.h"
#include "harness/stress.h"

namespace litmus {
namespace {

constexpr const char* kPlayKernel = "play-kernel";
constexpr const char* kCatalogue = "catalogue";
constexpr const char* kSamples = "samples";
constexpr const char* kTable = "litmus_kernels";
constexpr std::size_t kMost = 24;  // tests for one compiler: about a second
constexpr std::size_t kWorth = 8;  // tests that are worth another compiler

// The hash says nothing of the order in which columns are shown, so they are compared as well.
bool is_kernel_of(const Kernel& kernel, const Test& test) {
  const auto same_name = [](const Recorded& recorded, const Column& column) {
    return recorded.name == column.name;
  };
  return kernel.hash == test.hash && kernel.name == test.name &&
         std::equal(kernel.recorded.begin(), kernel.recorded.end(), test.observed.begin(),
                    test.observed.end(), same_name);
}

std::vector<Kernel> loaded_kernels(const std::string& library) {
  void* const handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) throw CanNotRun(fmt::format("can not load kernels: {}", dlerror()));
  using Table = const Kernel* (*)(std::size_t*);
  const auto table = reinterpret_cast<Table>(dlsym(handle, kTable));
  if (table == nullptr) return {};  // made from a source that has none
  std::size_t count = 0;
  const Kernel* const kernels = table(&count);
  return {kernels, kernels + count};
}

// This program, started again to play one kernel; also if its file has been replaced since.
Launch launch_of_kernel(const std::string& library, std::size_t number) {
  return {.program = "/proc/self/exe",
          .arguments = {kPlayKernel, library, fmt::format("{}", number)}};
}

std::vector<Kernel> kernels_of(const std::string& library) {
  if (library == kCatalogue) return catalogue_kernels();
  if (library == kBuiltIn) return stress_kernels();
  if (library != kSamples) return loaded_kernels(library);
  return {sample_kernels().begin(), sample_kernels().end()};
}

}  // namespace

KernelPrograms::KernelPrograms(std::vector<const Test*> tests, std::string compiler,
                               std::string flags, const std::atomic<bool>& stop)
    : tests_(std::move(tests)),
      compiler_(std::move(compiler)),
      flags_(std::move(flags)),
      stop_(stop),
      places_(tests_.size()),
      compiled_(tests_.size()) {
  if (!compiler_.empty() || !flags_.empty()) return;
  const std::vector<Kernel> kernels = catalogue_kernels();
  std::multimap<std::string_view, std::size_t> by_hash;
  for (std::size_t i = 0; i < kernels.size(); ++i) by_hash.emplace(kernels[i].hash, i);
  for (std::size_t test = 0; test < tests_.size(); ++test) {
    const auto [first, last] = by_hash.equal_range(tests_[test]->hash);
    for (auto found = first; found != last; ++found) {
      if (is_kernel_of(kernels[found->second], *tests_[test])) places_[test] = found->second;
    }
  }
}

// Compiles `test` and those after it that will need it too, on all CPUs: nothing else is going on.
void KernelPrograms::compile_from(std::size_t test) {
  KernelCompiler compiler = find_kernel_compiler(compiler_, flags_);
  compiler.stop = &stop_;
  const std::vector<std::size_t> numbers = next_to_compile(test, threads_for(SIZE_MAX) * kMost);
  const std::size_t compilers = threads_for((numbers.size() + kWorth - 1) / kWorth);
  const std::size_t share = (numbers.size() + compilers - 1) / compilers;
  const auto first_of = [&](std::size_t job) { return std::min(job * share, numbers.size()); };
  in_parallel<std::string>(
      compilers, compilers,
      [&](std::size_t job) {
        std::vector<Test> together;
        for (std::size_t n = first_of(job); n < first_of(job + 1); ++n)
          together.push_back(*tests_[numbers[n]]);
        return compiled_kernels(compiler, kernel_source(together, kTable));
      },
      [&](std::size_t job, const std::string& library) {
        for (std::size_t n = first_of(job); n < first_of(job + 1); ++n)
          compiled_[numbers[n]] = Compiled{library, n - first_of(job)};
      });
}

// `test`, and so many after it that are not compiled yet. One that can not be made a kernel is left
// for its own turn, which will say why.
std::vector<std::size_t> KernelPrograms::next_to_compile(std::size_t test, std::size_t most) const {
  std::vector<std::size_t> numbers;
  for (std::size_t i = test; i < tests_.size() && numbers.size() < most; ++i) {
    // A stress test has no threads that could be compiled.
    if (places_[i] || compiled_[i] || tests_[i]->threads.empty()) continue;
    try {
      kernel_text(*tests_[i], kTable);
      numbers.push_back(i);
    } catch (const Error&) {
      if (i == test) throw;
    }
  }
  return numbers;
}

Launch KernelPrograms::launch_of(std::size_t test) {
  if (!places_[test] && !compiled_[test]) compile_from(test);
  const std::string library = places_[test] ? kCatalogue : compiled_[test]->library;
  const std::size_t number = places_[test] ? *places_[test] : compiled_[test]->number;
  return launch_of_kernel(library, number);
}

CodePlace KernelPrograms::code_of(std::size_t test) const {
  if (places_[test]) return place_in_this_program(catalogue_kernels()[*places_[test]]);
  CHECK(compiled_[test].has_value());
  CodePlace place{.file = compiled_[test]->library, .functions = {}, .addresses = {}};
  for (std::size_t role = 0; role < tests_[test]->threads.size(); ++role)
    place.functions.push_back(role_function(kTable, compiled_[test]->number, role));
  return place;
}

Launch launch_of_library(const std::string& library, const std::string& word) {
  return {.program = "/proc/self/exe", .arguments = {kPlayKernel, library, word}};
}

Launch canary_launch() { return launch_of_kernel(kSamples, 0); }

bool is_kernel_program(int argc, char** argv) {
  return argc == 4 && std::string_view(argv[1]) == kPlayKernel;
}

int play_kernel(int argc, char** argv) {
  CHECK(is_kernel_program(argc, argv));
  const std::vector<Kernel> kernels = kernels_of(argv[2]);
  char program[] = "litmus", serve[] = "--serve";
  if (std::string_view(argv[3]).starts_with("--")) {
    char* arguments[] = {program, argv[3], nullptr};
    return kernel_main(2, arguments, kernels);
  }
  const std::size_t number = std::strtoul(argv[3], nullptr, 10);
  if (number >= kernels.size()) throw CanNotRun(fmt::format("there is no kernel {}", number));
  char* arguments[] = {program, serve, nullptr};
  return kernel_main(2, arguments, {&kernels[number], 1});
}

}  // namespace litmus
