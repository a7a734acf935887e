// Tested by kernel_compiler_test.cpp.
#include "cli/kernel_compiler.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "backend/kernel_headers.h"
#include "backend/kernel_source.h"
#include "cli/can_not_run.h"
#include "cli/process.h"
#include "lang/md5.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;

// Written under another name first: who else does the same sees a whole file or none.
void write_file(const fs::path& path, std::string_view text) {
  static std::atomic<unsigned> files = 0;
  const fs::path temporary = fmt::format("{}.{}.{}", path.string(), getpid(), ++files);
  std::ofstream file(temporary, std::ios::binary);
  file << text;
  if (!file.flush()) throw CanNotRun(fmt::format("can not write {}", temporary.string()));
  file.close();
  fs::rename(temporary, path);
}

fs::path made_folder(const fs::path& path) {
  std::error_code failed;
  fs::create_directories(path, failed);
  if (failed) {
    throw CanNotRun(fmt::format("can not make the folder {}: {}", path.string(), failed.message()),
                    "set XDG_CACHE_HOME to a folder that can be written");
  }
  return path;
}

// What tells one version of a compiler from another without asking it.
std::string identity(const std::string& program) {
  std::error_code failed;
  const fs::path path = fs::canonical(program, failed);
  const auto changed = fs::last_write_time(path, failed).time_since_epoch().count();
  return fmt::format("{} {} {}", path.string(), fs::file_size(path, failed), changed);
}

// Runs the compiler on a source that has just been written.
void compile_kernels(const KernelCompiler& compiler, const fs::path& source, const fs::path& output,
                     const std::vector<std::string>& mode) {
  std::vector<std::string> command = {compiler.path};
  command.insert(command.end(), compiler.flags.begin(), compiler.flags.end());
  command.insert(command.end(), mode.begin(), mode.end());
  command.insert(command.end(), {"-I", headers_folder(), "-o", output, source});
  const Finished finished = run_program(command, compiler.stop);
  if (finished.stopped) throw Error("interrupted while the kernels were compiled");
  if (finished.started && finished.status == 0) return;
  throw CanNotRun(fmt::format("{} could not compile the kernels in {}\n{}", compiler.path,
                              source.string(), finished.output),
                  "without --compiler and --flags this is a mistake in litmus; the source is kept");
}

}  // namespace

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string headers_folder() {
  std::string texts;
  for (const KernelHeader& header : kernel_headers()) texts += header.text;
  const fs::path folder = fs::path(cache_folder()) / ("headers-" + hex(md5(texts)));
  for (const KernelHeader& header : kernel_headers()) {
    const fs::path file = folder / header.path;
    made_folder(file.parent_path());
    if (!fs::exists(file)) write_file(file, header.text);
  }
  return folder;
}

std::string key_of(const KernelCompiler& compiler, const std::string& source) {
  std::string all = identity(compiler.path);
  for (const std::string& flag : compiler.flags) all += "\n" + flag;
  for (const KernelHeader& header : kernel_headers()) all.append("\n").append(header.text);
  return hex(md5(all + "\n" + source));
}

std::string find_compiler(const std::string& wanted) {
  std::vector<std::string> candidates = {wanted};
  if (wanted.empty()) {
    const char* cxx = std::getenv("CXX");
    candidates = {cxx != nullptr ? cxx : "", "c++", "g++", "clang++"};
  }
  for (const std::string& candidate : candidates) {
    const std::string path = candidate.empty() ? "" : find_program(candidate);
    if (!path.empty()) return path;
  }
  throw CanNotRun(wanted.empty() ? "no C++ compiler was found (tried $CXX, c++, g++, clang++)"
                                 : fmt::format("there is no compiler '{}'", wanted),
                  "tests of the catalogue run without one; others need g++ 12 or clang++ 14");
}

KernelCompiler find_kernel_compiler(const std::string& wanted, const std::string& flags) {
  KernelCompiler compiler{.path = find_compiler(wanted), .flags = {"-O2"}};
  compiler.flags.insert(compiler.flags.end(), std::begin(kKernelFlags), std::end(kKernelFlags));
  for (std::string& flag : words_of(flags)) compiler.flags.push_back(std::move(flag));
  return compiler;
}

std::string compiled_kernels(const KernelCompiler& compiler, const std::string& source) {
  const fs::path stem = fs::path(cache_folder()) / ("kernels-" + key_of(compiler, source));
  const fs::path library = stem.string() + ".so";
  if (fs::exists(library)) return library;
  const fs::path text = stem.string() + ".cpp";
  write_file(text, source);
  const fs::path unfinished = fmt::format("{}.{}", library.string(), getpid());
  compile_kernels(compiler, text, unfinished, {"-shared", "-fPIC"});
  fs::rename(unfinished, library);
  return library;
}

std::string assembly_of(const KernelCompiler& compiler, const std::string& source) {
  const fs::path stem = fs::path(cache_folder()) / ("kernels-" + key_of(compiler, source));
  const fs::path text = stem.string() + ".cpp";
  const fs::path output = fmt::format("{}.{}.s", stem.string(), getpid());
  write_file(text, source);
  compile_kernels(compiler, text, output, {"-S", "-fPIC", "-g0"});
  std::ostringstream assembly;
  assembly << std::ifstream(output).rdbuf();
  fs::remove(output);
  return assembly.str();
}

std::string cache_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  fs::path base = cache != nullptr && *cache == '/' ? fs::path(cache)
                  : home != nullptr && *home == '/' ? fs::path(home) / ".cache"
                                                    : fs::temp_directory_path();
  return made_folder(base / "litmus");
}

}  // namespace litmus
