// Malformed models and the exact messages they earn: malformed/NAME.cat and NAME.expected.
//
// To accept new messages, read them in the difference after
//     LITMUS_PROMOTE=1 model_test --gtest_filter='MalformedCat.*'
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "model/cat.h"
#include "model/cat_lexer.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(LITMUS_SOURCE_DIR) / "src/model/malformed";

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

std::string message_for(std::string_view text, std::string_view file) {
  Resolver resolver = [](std::string_view name) -> std::optional<std::string> {
    if (name == "broken.cat") return "let a = po\nlet b = a ;\n";
    return std::nullopt;
  };
  try {
    compile_cat(text, file, resolver);
  } catch (const Error& error) {
    return std::string(error.what()) + "\n";
  }
  return "";
}

TEST(MalformedCat, EveryMessageIsTheExpectedOne) {
  const bool promote = std::getenv("LITMUS_PROMOTE") != nullptr;
  for (const fs::path& path : files(".cat")) {
    SCOPED_TRACE(path.filename());
    fs::path expected = path;
    expected.replace_extension(".expected");
    const std::string message = message_for(contents(path), path.filename().string());
    ASSERT_FALSE(message.empty()) << "it was compiled without an error";
    if (promote) std::ofstream(expected) << message;
    EXPECT_EQ(message, contents(expected));
  }
}

TEST(MalformedCat, ThereAreManyAndEachHasItsPlaceAndCaret) {
  EXPECT_GE(files(".cat").size(), 80u);
  EXPECT_EQ(files(".cat").size(), files(".expected").size());
  for (const fs::path& path : files(".expected")) {
    const std::string message = contents(path);
    EXPECT_NE(message.find(".cat:"), std::string::npos) << message;
    EXPECT_NE(message.find("^\n"), std::string::npos) << message;
  }
}

// Sizes that no file of ours should have.
TEST(MalformedCat, HugeTextsEndWithAMessage) {
  std::string large(kMaxCatBytes + 1, ' ');
  EXPECT_EQ(message_for(large, "m.cat"), "m.cat: a model of 262145 bytes: the limit is 262144\n");
  std::string unions = "acyclic po";
  for (int i = 0; i < 20'000; ++i) unions += " | (po ; rf)";
  EXPECT_EQ(message_for(unions, "m.cat"), "");  // long, but the same two nodes again and again
}

}  // namespace
}  // namespace litmus
