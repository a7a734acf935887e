// The program as a user meets it: each file of golden/ is a command line, and what it must print.
//
//     $ litmus show NoSuchTest
//     [stdout]
//     [stderr]
//     error: no test is called 'NoSuchTest'
//     [exit 2]
//
// The command runs in golden/, where small inputs lie, on an output of 80 columns. To accept what
// it prints now, or to add a case (a file with its first line is enough):
//
//     LITMUS_PROMOTE=1 build/release/src/cli/cli_test --gtest_filter='*CommandLine*'
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace litmus {
namespace {

namespace fs = std::filesystem;

const fs::path kGolden = fs::path(LITMUS_SOURCE_DIR) / "src/cli/golden";

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// What must not differ between machines and builds: the commit, the compiler.
std::string stable(std::string text) {
  const std::size_t version = text.find("litmus 0.");
  if (version != std::string::npos)
    text.replace(version, text.find('\n') - version, "litmus VERSION");
  return text;
}

// The command's transcript, in the form of the golden files. With a cache of its own it does not
// notice what else runs on this machine.
std::string transcript(const std::string& command) {
  const fs::path out =
      fs::path(::testing::TempDir()) / fmt::format("command-line-{}", static_cast<long>(getpid()));
  const std::string script = fmt::format(
      "cd '{0}' && PATH='{1}':\"$PATH\" COLUMNS=80 NO_COLOR=1 XDG_CACHE_HOME='{3}.cache' && "
      "export PATH COLUMNS NO_COLOR XDG_CACHE_HOME && {{ {2} ; }} >'{3}.out' 2>'{3}.err' "
      "</dev/null",
      kGolden.string(), fs::path(LITMUS_PROGRAM).parent_path().string(), command, out.string());
  const int status = std::system(script.c_str());
  const std::string text = fmt::format(
      "$ {}\n[stdout]\n{}[stderr]\n{}[exit {}]\n", command, stable(read(out.string() + ".out")),
      stable(read(out.string() + ".err")), WIFEXITED(status) ? WEXITSTATUS(status) : -1);
  fs::remove(out.string() + ".out");
  fs::remove(out.string() + ".err");
  fs::remove_all(out.string() + ".cache");
  return text;
}

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kGolden)) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class CommandLine : public ::testing::TestWithParam<std::string> {};

TEST_P(CommandLine, PrintsWhatItDid) {
  const fs::path path = kGolden / (GetParam() + ".txt");
  const std::string golden = read(path);
  ASSERT_TRUE(golden.starts_with("$ litmus")) << path << " begins with the command";
  const std::string found = transcript(golden.substr(2, golden.find('\n') - 2));
  if (std::getenv("LITMUS_PROMOTE")) {
    std::ofstream(path) << found;
  } else {
    EXPECT_EQ(found, golden) << "if this is right, promote it (see command_line_test.cpp)";
  }
}

INSTANTIATE_TEST_SUITE_P(Golden, CommandLine, ::testing::ValuesIn(cases()),
                         [](const auto& golden) { return golden.param; });

}  // namespace
}  // namespace litmus
