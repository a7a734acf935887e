// The tree keeps the house rules; and before that, the rules themselves raise the alarm on snippets
// that break them, one by one, so that a rule that has gone blind is noticed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "agreement/tidy.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// What the rules say of one file in a tree that is otherwise in order.
std::vector<Remark> tidy_one(const std::string& path, const std::string& text) {
  return tidy({{"src/model/CMakeLists.txt",
                "# Models.\nlitmus_module(model SOURCES cat.cpp TESTS cat_test.cpp)\n"
                "# once.cpp was here.\n"},
               {"src/lang/CMakeLists.txt", "# Language.\nlitmus_module(lang SOURCES test.cpp)\n"},
               {"harness/CMakeLists.txt", "# Engine.\nlitmus_module(harness SOURCES tally.cpp)\n"},
               {path, text}});
}

TEST(Tidy, AcceptsAFileInOrder) {
  EXPECT_THAT(tidy_one("src/model/cat.cpp",
                       "// Cat.\n#include \"harness/error.h\"\n#include \"lang/test.h\"\n"),
              IsEmpty());
}

TEST(Tidy, SeesAnArrowTheWrongWay) {
  EXPECT_THAT(tidy_one("src/model/cat.cpp", "// Cat.\n\n#include \"gen/cycle.h\"\n"),
              ElementsAre(StartsWith("src/model/cat.cpp:3: an arrow the wrong way: model may not "
                                     "see \"gen/cycle.h\"; ")));
  EXPECT_THAT(tidy_one("src/lang/test.cpp", "// Test.\n#include \"harness/tally.h\"\n"),
              ElementsAre(HasSubstr("lang may not see")));
  EXPECT_THAT(tidy_one("harness/tally.cpp", "// Tally.\n#include \"lang/test.h\"\n"),
              ElementsAre(HasSubstr("harness may not see")));
  EXPECT_THAT(tidy_one("src/model/cat.cpp", "// Cat.\n#include \"litmus/questions.h\"\n"),
              ElementsAre(HasSubstr("model may not see")));
}

TEST(Tidy, LetsATestAskTheCatalogue) {
  EXPECT_THAT(tidy_one("src/model/cat_test.cpp", "// Cat.\n#include \"litmus/questions.h\"\n"),
              IsEmpty());
}

TEST(Tidy, WantsIncludesFromTheRoot) {
  EXPECT_THAT(tidy_one("src/model/cat.cpp", "// Cat.\n#include \"cat.h\"\n"),
              ElementsAre(HasSubstr("names no room")));
}

TEST(Tidy, KeepsPureRoomsPure) {
  EXPECT_THAT(tidy_one("src/model/cat.cpp", "// Cat.\n#include <fstream>\n"),
              ElementsAre(HasSubstr("model is pure")));
  EXPECT_THAT(tidy_one("harness/tally.cpp", "// Tally.\n#include <thread>\n"), IsEmpty());
}

TEST(Tidy, SeesASourceThatNoListNames) {
  EXPECT_THAT(tidy_one("src/model/forgotten_test.cpp", "// Forgotten.\n"),
              ElementsAre("src/model/forgotten_test.cpp:1: not built; name it in "
                          "src/model/CMakeLists.txt"));
  // A comment builds nothing, and the end of a longer name in the list is not the name.
  EXPECT_THAT(tidy_one("src/model/once.cpp", "// Once.\n"), ElementsAre(HasSubstr("not built")));
  EXPECT_THAT(tidy_one("src/model/at.cpp", "// At.\n"), ElementsAre(HasSubstr("not built")));
  EXPECT_THAT(tidy_one("src/model/old/cat.cpp", "// Cat.\n"), ElementsAre(HasSubstr("not built")));
}

TEST(Tidy, KnowsSourcesThatScriptsName) {
  EXPECT_THAT(tidy({{"scripts/cmake/Room.cmake",
                     "# Rooms.\ntarget_sources(x ${PROJECT_SOURCE_DIR}/src/model/shared.cpp)\n"},
                    {"src/model/CMakeLists.txt", "# Models.\n"},
                    {"src/model/shared.cpp", "// Shared.\n"}}),
              IsEmpty());
}

TEST(Tidy, SeesAHeaderThatNobodyIncludes) {
  EXPECT_THAT(tidy_one("src/model/dead.h", "// Dead.\n#pragma once\n"),
              ElementsAre(HasSubstr("nobody includes it")));
}

TEST(Tidy, SeesTwoTypesOfOneName) {
  const std::string model = "// A.\n#pragma once\n#include \"model/a.h\"\nstruct Term {\n};\n";
  const std::string lang =
      "// B.\n#pragma once\n#include \"lang/b.h\"\nenum class Term : int {\n};\n";
  EXPECT_THAT(tidy({{"src/lang/b.h", lang}, {"src/model/a.h", model}}),
              ElementsAre("src/model/a.h:4: src/lang/b.h has a type Term too; rename one"));
  EXPECT_THAT(tidy({{"src/lang/b.h", "// B.\n#pragma once\n#include \"lang/b.h\"\nstruct Term;\n"},
                    {"src/model/a.h", model}}),
              IsEmpty());
}

TEST(Tidy, WantsAnOpeningComment) {
  EXPECT_THAT(tidy_one("src/model/cat.cpp", "#include <vector>\n"),
              ElementsAre(StartsWith("src/model/cat.cpp:1: no opening comment")));
  EXPECT_THAT(tidy_one("src/model/cat.cpp", ""), ElementsAre(HasSubstr("no opening comment")));
  EXPECT_THAT(tidy_one("scripts/run", "#!/bin/sh\necho\n"),
              ElementsAre(StartsWith("scripts/run:1: no opening comment")));
  EXPECT_THAT(tidy_one("scripts/run", "#!/bin/sh\n# Runs.\necho\n"), IsEmpty());
}

TEST(Tidy, WantsPragmaOnce) {
  EXPECT_THAT(tidy_one("src/model/cat.h", "// Cat.\n#include \"model/cat.h\"\n"),
              ElementsAre(HasSubstr("#pragma once")));
}

TEST(Tidy, MeasuresLines) {
  EXPECT_THAT(tidy_one("src/model/cat.cpp", "// " + std::string(97, 'a') + "\n"), IsEmpty());
  EXPECT_THAT(tidy_one("src/model/cat.cpp", "// " + std::string(98, 'a') + "\n"),
              ElementsAre(HasSubstr("over 100 columns")));
  EXPECT_THAT(tidy_one("src/model/cat.cpp", "// a\tb\n"), ElementsAre(HasSubstr("a tab")));
  EXPECT_THAT(tidy_one("src/model/cat.cpp", "// a \n"), ElementsAre(HasSubstr("blanks")));
  EXPECT_THAT(tidy_one("src/model/cat.cpp", "// Long.\n" + std::string(600, '\n')),
              ElementsAre(HasSubstr("over 600 lines")));
}

TEST(Tidy, CountsColumnsAsAReaderDoes) {
  std::string line = "// ";
  for (int i = 0; i < 97; ++i) line += "\u00e9";
  EXPECT_THAT(tidy_one("src/model/cat.cpp", line + "\n"), IsEmpty());
}

TEST(Tidy, KnowsBannedWords) {
  for (const char* line : {"// TO"
                           "DO: later",
                           "FIX"
                           "ME",
                           "  GTEST_"
                           "SKIP();",
                           "TEST(A, DIS"
                           "ABLED_B) {",
                           "std::vi"
                           "ews::all",
                           "// a st"
                           "ub"}) {
    EXPECT_THAT(tidy_one("src/model/cat.cpp", std::string("// Cat.\n") + line + "\n"),
                ElementsAre(StartsWith("src/model/cat.cpp:2: '")))
        << line;
  }
  EXPECT_THAT(tidy_one("src/model/cat.cpp",
                       "// A st"
                       "ubborn cat.\n"),
              IsEmpty());
}

// What the rules are about: C++ and CMake files and scripts, wherever they live.
bool is_ours(const std::filesystem::path& path) {
  const std::string extension = path.extension();
  const bool is_script = path.parent_path().filename() == "scripts" && extension.empty();
  return extension == ".cpp" || extension == ".h" || extension == ".cmake" ||
         path.filename() == "CMakeLists.txt" || is_script;
}

std::vector<SourceFile> read_tree(const std::filesystem::path& root) {
  std::vector<SourceFile> files;
  for (const char* top : {"harness", "litmus", "src", "scripts"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
      if (!entry.is_regular_file() || !is_ours(entry.path())) continue;
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      files.push_back({std::filesystem::relative(entry.path(), root).string(), text.str()});
    }
  }
  return files;
}

TEST(Tidy, EveryRoomHasAReadme) {
  namespace fs = std::filesystem;
  const fs::path root = LITMUS_SOURCE_DIR;
  std::vector<fs::path> rooms = {root / "harness", root / "litmus", root / "results",
                                 root / "scripts", root / "src"};
  for (const auto& entry : fs::directory_iterator(root / "src")) {
    if (entry.is_directory()) rooms.push_back(entry.path());
  }
  EXPECT_GE(rooms.size(), 12u) << "the rooms were not found";
  for (const fs::path& room : rooms) {
    EXPECT_TRUE(fs::exists(room / "README.md"))
        << room << " has no README.md; say which question the room answers";
  }
}

TEST(Tidy, TheTreeIsInOrder) {
  const std::vector<SourceFile> files = read_tree(LITMUS_SOURCE_DIR);
  EXPECT_GT(files.size(), 20u) << "the tree was not found";
  std::string all;
  for (const Remark& remark : tidy(files)) all += remark + "\n";
  EXPECT_EQ(all, "");
}

}  // namespace
}  // namespace litmus
