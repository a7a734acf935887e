// Tested by profile_test.cpp.
#include "cli/profile_file.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/read_file.h"
#include "cli/usage.h"
#include "harness/error.h"

namespace litmus {

Profile load_profile(const std::string& path) {
  constexpr std::size_t kMaxBytes = 4 << 20;
  Profile profile;
  std::error_code failed;
  if (path.empty() || !std::filesystem::exists(path, failed)) return profile;
  try {
    profile.read(read_file(path, kMaxBytes), path);
  } catch (const Error& error) {
    fmt::print(stderr, "note: what worked before is not known: {}\n", message(error));
  }
  return profile;
}

bool save_profile(const Profile& profile, const std::string& path) {
  if (path.empty()) return false;
  std::error_code failed;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), failed);
  const std::string unfinished = fmt::format("{}.{}", path, getpid());
  {
    std::ofstream file(unfinished, std::ios::binary);
    file << profile.text();
    if (!file.flush()) return false;
  }
  std::filesystem::rename(unfinished, path, failed);
  return !failed;
}

}  // namespace litmus
