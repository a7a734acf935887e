// Files and folders. Tested by resolve_test.cpp.
#include "cli/read_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>

#include "harness/error.h"

namespace litmus {

namespace fs = std::filesystem;

std::string read_file(const std::string& path, std::size_t max_bytes) {
  const bool standard_input = path == "-";
  const std::string name = standard_input ? "standard input" : path;
  const auto cannot_read = [&](int error) {
    return Error(fmt::format("can not read {}: {}", name, std::strerror(error)));
  };
  const auto close = [&](std::FILE* file) { return standard_input ? 0 : std::fclose(file); };
  const std::unique_ptr<std::FILE, decltype(close)> file(
      standard_input ? stdin : std::fopen(path.c_str(), "rb"), close);
  if (!file) throw cannot_read(errno);
  // It is read in large pieces already.
  if (!standard_input) std::setvbuf(file.get(), nullptr, _IONBF, 0);

  std::string text;
  char block[1 << 14];
  for (std::size_t got = sizeof block; got == sizeof block;) {
    got = std::fread(block, 1, sizeof block, file.get());
    text.append(block, got);
    if (text.size() > max_bytes)
      throw Error(fmt::format("{} is longer than {} bytes; is it a test?", name, max_bytes));
  }
  if (std::ferror(file.get()) != 0) throw cannot_read(errno);
  return text;
}

std::vector<std::string> litmus_files_below(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    const std::string& path = entries->path().native();
    const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
    std::error_code ignored;
    if (name.starts_with('.')) {
      entries.disable_recursion_pending();
    } else if (name.ends_with(".litmus") && !entries->is_directory(ignored)) {
      paths.push_back(path);
    }
  }
  if (error) throw Error(fmt::format("can not read the folder {}: {}", folder, error.message()));
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace litmus
