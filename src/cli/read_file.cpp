// Files and folders. Tested by resolve_test.cpp.
#include "cli/read_file.h"

#include <dirent.h>
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

namespace {

// Not every file system says what an entry is.
bool is_folder(const dirent& entry, const std::string& path) {
  if (entry.d_type != DT_UNKNOWN) return entry.d_type == DT_DIR;
  std::error_code ignored;
  return fs::is_directory(fs::symlink_status(path, ignored));
}

// Where it is a link, which is not followed.
bool leads_to_folder(const dirent& entry, const std::string& path) {
  std::error_code ignored;
  return entry.d_type != DT_REG && fs::is_directory(path, ignored);
}

}  // namespace

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

// By readdir: a folder may hold thousands of tests, and std::filesystem takes every path apart.
std::vector<std::string> litmus_files_below(const std::string& folder) {
  const auto close = [](DIR* entries) { ::closedir(entries); };
  const auto cannot_read = [&] {
    return Error(fmt::format("can not read the folder {}: {}", folder, std::strerror(errno)));
  };
  std::vector<std::string> files;
  std::vector<std::string> folders = {folder.ends_with('/') ? folder : folder + '/'};
  while (!folders.empty()) {
    const std::string here = std::move(folders.back());
    folders.pop_back();
    const std::unique_ptr<DIR, decltype(close)> entries(::opendir(here.c_str()), close);
    if (!entries) throw cannot_read();
    for (errno = 0; const dirent* entry = ::readdir(entries.get()); errno = 0) {
      if (entry->d_name[0] == '.') continue;
      std::string path = here + entry->d_name;
      if (is_folder(*entry, path)) {
        folders.push_back(path + '/');
      } else if (path.ends_with(".litmus") && !leads_to_folder(*entry, path)) {
        files.push_back(std::move(path));
      }
    }
    if (errno != 0) throw cannot_read();
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace litmus
