// The kernels of all golden tests, compiled as the command would, compute what the effects say.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "agreement/played.h"
#include "lang/parse.h"

namespace litmus {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(Kernels, OfTheGoldenTests) {
  std::vector<litmus::Test> tests;
  for (const char* folder : {"oracle", "oracle-language"}) {
    const std::filesystem::path root = std::filesystem::path(LITMUS_SOURCE_DIR) / "results/golden";
    for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
      if (entry.path().extension() != ".litmus") continue;
      tests.push_back(parse_test(text_of(entry.path()), entry.path().filename().string()));
    }
  }
  EXPECT_EQ(tests.size(), 370u);
  expect_same_when_compiled(tests);
}

}  // namespace
}  // namespace litmus
