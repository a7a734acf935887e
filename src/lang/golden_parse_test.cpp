// Every golden test reads, and has the hash that the field's tools give it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "lang/parse.h"
#include "lang/print.h"

namespace litmus {
namespace {

const std::filesystem::path kGolden = std::filesystem::path(LITMUS_SOURCE_DIR) / "results/golden";

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// "s000-SB": "3f43...", one a line.
std::string golden_hash(const std::string& hashes, const std::string& name) {
  const std::string key = "\"" + name + "\": \"";
  const std::size_t at = hashes.find(key);
  return at == std::string::npos ? "" : hashes.substr(at + key.size(), 32);
}

TEST(GoldenParse, EveryTestReadsAndHasItsHash) {
  const std::string hashes = text_of(kGolden / "hashes.json");
  int tests = 0;
  for (const char* folder : {"oracle", "oracle-language"}) {
    for (const auto& entry : std::filesystem::directory_iterator(kGolden / folder)) {
      if (entry.path().extension() != ".litmus") continue;
      SCOPED_TRACE(entry.path().filename());
      std::vector<Warning> warnings;
      const litmus::Test test = parse_test(text_of(entry.path()), entry.path().string(), &warnings);
      EXPECT_EQ(test.name, entry.path().stem());
      EXPECT_EQ(test.hash, golden_hash(hashes, test.name));
      EXPECT_TRUE(warnings.empty());
      const litmus::Test again = parse_test(to_litmus(test), "printed");
      EXPECT_EQ(again, test);
      EXPECT_EQ(to_litmus(again), to_litmus(test));
      EXPECT_TRUE(beyond_herd(test).empty());
      ++tests;
    }
  }
  EXPECT_EQ(tests, 370);
}

}  // namespace
}  // namespace litmus
