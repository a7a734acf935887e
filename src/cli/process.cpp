// Tested by process_test.cpp.
#include "cli/process.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "harness/child.h"

namespace litmus {
namespace {

bool is_executable_file(const std::string& path) {
  std::error_code ignored;  // of a folder that others may look into, and we may not
  return std::filesystem::is_regular_file(path, ignored) && access(path.c_str(), X_OK) == 0;
}

}  // namespace

Finished run_program(const std::vector<std::string>& arguments, const std::atomic<bool>* stop) {
  constexpr double kLook = 0.05;  // how soon a set `stop` is noticed
  constexpr double kForEver = 1e9;
  Finished finished;
  const std::string program = find_program(arguments.at(0));
  if (program.empty()) return finished;
  Child child(program, {arguments.begin() + 1, arguments.end()}, Child::Says::ErrorsToo);
  finished.started = true;
  child.send("");
  while (!finished.stopped && child.receive(finished.output, kLook))
    finished.stopped = stop != nullptr && stop->load(std::memory_order_relaxed);
  if (finished.stopped) child.kill();
  finished.status = exit_status(child.wait(kForEver));
  return finished;
}

std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return is_executable_file(name) ? name : "";
  const char* path = std::getenv("PATH");
  std::string_view folders = path != nullptr ? path : "";
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const std::string candidate = std::string(folders.substr(0, end)) + "/" + name;
    if (is_executable_file(candidate)) return candidate;
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return "";
}

}  // namespace litmus
