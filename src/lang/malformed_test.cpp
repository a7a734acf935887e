// Malformed tests and the exact messages they earn: malformed/NAME.litmus and NAME.expected.
//
// To accept new messages, read them in the difference after
//     LITMUS_PROMOTE=1 lang_test --gtest_filter='Malformed.*'
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "lang/parse.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(LITMUS_SOURCE_DIR) / "src/lang/malformed";

std::string contents(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<fs::path> files(std::string_view extension) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == extension) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string message_for(const fs::path& path) {
  try {
    parse_test(contents(path), path.filename().string());
  } catch (const Error& error) {
    return std::string(error.what()) + "\n";
  }
  return "";
}

TEST(Malformed, EveryMessageIsTheExpectedOne) {
  const bool promote = std::getenv("LITMUS_PROMOTE") != nullptr;
  for (const fs::path& path : files(".litmus")) {
    SCOPED_TRACE(path.filename());
    fs::path expected = path;
    expected.replace_extension(".expected");
    const std::string message = message_for(path);
    ASSERT_FALSE(message.empty()) << "it was read without an error";
    if (promote) std::ofstream(expected) << message;
    EXPECT_EQ(message, contents(expected));
  }
}

TEST(Malformed, ThereAreManyAndEachHasItsPlace) {
  const std::vector<fs::path> inputs = files(".litmus");
  EXPECT_GE(inputs.size(), 80u);
  EXPECT_EQ(inputs.size(), files(".expected").size());
  for (const fs::path& path : inputs) {
    SCOPED_TRACE(path.filename());
    const std::string message = message_for(path);
    EXPECT_EQ(message.rfind(path.filename().string() + ":", 0), 0u) << message;
    // Lines that no terminal could show are left out.
    const std::string text = contents(path);
    const bool shown = !text.empty() && text.size() < 400;
    EXPECT_EQ(shown, shown && message.find("^") != std::string::npos) << "no caret: " << message;
  }
}

}  // namespace
}  // namespace litmus
