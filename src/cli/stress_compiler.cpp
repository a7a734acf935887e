// Tested by stress_command_test.cpp.
#include "cli/stress_compiler.h"

#include <fmt/core.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/can_not_run.h"
#include "cli/kernel_compiler.h"
#include "cli/process.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;

// A file of our own, gone when we are.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& ending)
      : path_(fmt::format("{}/stress-{}{}", cache_folder(), getpid(), ending)) {}
  ~TemporaryFile() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

  std::string text() const {
    std::ostringstream text;
    text << std::ifstream(path_, std::ios::binary).rdbuf();
    return text.str();
  }

 private:
  std::string path_;
};

// Flags of the user's may name libraries, so they come last; of two that disagree the last counts.
KernelCompiler kernel_compiler(const StressCompiler& wanted) {
  KernelCompiler compiler{.path = find_compiler(wanted.program),
                          .flags = {"-O2", "-std=c++20", "-pthread", "-fPIC",
                                    "-DLITMUS_STRESS_LIBRARY", "-I" + headers_folder()}};
  for (const std::string& folder : wanted.folders) compiler.flags.push_back("-I" + folder);
  for (std::string& flag : words_of(wanted.flags)) compiler.flags.push_back(std::move(flag));
  return compiler;
}

void compile_source(const KernelCompiler& compiler, std::vector<std::string> words,
                    const std::string& source) {
  words.insert(words.begin(), compiler.path);
  words.insert(words.end(), compiler.flags.begin(), compiler.flags.end());
  const Finished finished = run_program(words);
  if (finished.started && finished.status == 0) return;
  throw Error(fmt::format("{} does not compile\n{}", source, finished.output),
              "harness/stress.h opens with an example; -I and --flags tell the compiler more");
}

}  // namespace

std::string compiled_stress_tests(const StressCompiler& wanted, const std::string& source) {
  const KernelCompiler compiler = kernel_compiler(wanted);
  const TemporaryFile preprocessed(".ii");
  compile_source(compiler, {"-E", source, "-o", preprocessed.path()}, source);
  const fs::path library =
      fs::path(cache_folder()) / ("stress-" + key_of(compiler, preprocessed.text()) + ".so");
  if (fs::exists(library)) return library;
  const TemporaryFile unfinished(".so");
  compile_source(compiler, {"-shared", preprocessed.path(), "-o", unfinished.path()}, source);
  fs::rename(unfinished.path(), library);
  return library;
}

}  // namespace litmus
