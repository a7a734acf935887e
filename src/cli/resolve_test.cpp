// Words become tests: names, families, files, folders, suites and lists; and mistyped ones a hint.
#include "cli/resolve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cli/catalogue.h"
#include "cli/read_file.h"
#include "harness/error.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

// A folder that goes when the test ends.
class Resolve : public ::testing::Test {
 protected:
  Resolve() : folder_(fs::path(::testing::TempDir()) / fs::path("resolve-" + name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Resolve() override { fs::remove_all(folder_); }

  static std::string name() {
    return ::testing::UnitTest::GetInstance()->current_test_info()->name();
  }

  std::string write(const std::string& path, const std::string& text) const {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path) << text;
    return (folder_ / path).string();
  }

  std::string folder() const { return folder_.string(); }

 private:
  fs::path folder_;
};

std::vector<std::string> texts(const std::vector<std::string>& words) {
  std::vector<std::string> all;
  for (const Asked& asked : resolve(words)) {
    all.push_back(asked.path.empty() ? asked.text : read_file(asked.path, kMaxFileBytes));
  }
  return all;
}

std::string error_of(const std::vector<std::string>& words) {
  try {
    resolve(words);
  } catch (const Error& error) {
    return error.what();
  }
  return "resolved";
}

TEST_F(Resolve, FindsATestOfTheCatalogueByName) {
  const auto found = resolve({"SB"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_THAT(found[0].file, EndsWith("/SB.litmus"));
  EXPECT_THAT(found[0].text, HasSubstr("C SB"));
}

TEST_F(Resolve, EveryCatalogueNameFindsItself) {
  for (const CatalogueTest& test : catalogue()) {
    const auto found = resolve({std::string(test.name)});
    ASSERT_EQ(found.size(), 1u) << test.name;
    EXPECT_EQ(found[0].file, test.path);
  }
}

TEST_F(Resolve, AFamilyIsAllItsTests) {
  for (const std::string_view family : family_names()) {
    if (find_in_catalogue(family)) continue;  // a test of that name comes first
    const auto belongs = [&](const CatalogueTest& test) { return test.family == family; };
    EXPECT_EQ(resolve({std::string(family)}).size(),
              std::count_if(catalogue().begin(), catalogue().end(), belongs))
        << family;
  }
}

TEST_F(Resolve, ReadsFilesAndFolders) {
  const std::string b = write("b.litmus", "text b");
  write("deeper/a.litmus", "text a");
  write(".hidden/c.litmus", "text c");
  write("notes.txt", "no test");
  EXPECT_EQ(texts({b}), std::vector<std::string>({"text b"}));
  EXPECT_EQ(texts({folder()}), std::vector<std::string>({"text b", "text a"}));
}

TEST_F(Resolve, FollowsLinksToFilesAndNotToFolders) {
  const std::string a = write("tests/a.litmus", "text a");
  write("elsewhere/b.litmus", "text b");
  const fs::path tests = fs::path(folder()) / "tests";
  fs::create_symlink(a, tests / "link.litmus");
  fs::create_directory_symlink(folder() + "/elsewhere", tests / "deeper");
  fs::create_directory_symlink(folder() + "/elsewhere", tests / "folder.litmus");
  fs::create_directory_symlink(tests, tests / "round");
  EXPECT_EQ(texts({tests.string()}), std::vector<std::string>({"text a", "text a"}));
  EXPECT_EQ(texts({tests.string() + "/"}), std::vector<std::string>({"text a", "text a"}));
}

TEST_F(Resolve, EverySuiteResolves) {
  EXPECT_FALSE(suite_names().empty());
  for (const std::string_view suite : suite_names())
    EXPECT_FALSE(resolve_to_run({"@" + std::string(suite)}).empty()) << suite;
}

TEST_F(Resolve, WhoOnlyReadsIsNotGivenTheCodeOfASuite) {
  const auto is_code = [](const Asked& asked) { return !asked.program.empty(); };
  EXPECT_TRUE(std::ranges::none_of(resolve({"@course"}), is_code));
  EXPECT_TRUE(std::ranges::any_of(resolve_to_run({"@course"}), is_code));
  EXPECT_GT(resolve({"@course"}).size(), 50u);
}

TEST_F(Resolve, ListsHoldNamesPathsAndComments) {
  write("tests/a.litmus", "text a");
  const std::string list = write("mine.txt", "# mine\n\n  tests/a.litmus  # a comment\nSB\n");
  const auto found = resolve({"@" + list});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(fs::relative(found[0].path, folder()), "tests/a.litmus")
      << "paths begin where the list stands";
  EXPECT_THAT(found[1].file, EndsWith("/SB.litmus"));
}

TEST_F(Resolve, SaysWhereAListIsWrong) {
  const std::string list = write("mine.txt", "SB\n  SBB\n");
  EXPECT_EQ(error_of({"@" + list}), list +
                                        ":2:3: no test is called 'SBB'\n    SBB\n    ^\n"
                                        "hint: did you mean 'SB'?");
}

TEST_F(Resolve, AListThatNamesItselfEnds) {
  const std::string list = write("loop.txt", "@./loop.txt\n");
  EXPECT_THAT(error_of({"@" + list}), HasSubstr("does a list name itself?"));
}

TEST_F(Resolve, MakesFamiliesWithOrdersAndCycles) {
  // Not in the catalogue: made.
  const auto found = resolve({"3.LB+acq+rlx+rel", "PodWR Fre PodWR Fre"});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(read_test(found[0]).threads.size(), 3u);
  EXPECT_EQ(read_test(found[1]).name, "SB");
  EXPECT_THAT(error_of({"PodWR Fre PodWR"}), Not(HasSubstr("no test is called")));
  EXPECT_THAT(error_of({"SB+acquire+rel"}), Not(HasSubstr("no test is called")));
}

TEST_F(Resolve, GeneratesSelections) {
  const auto found = resolve({"@generate:size=4 threads=2"});
  EXPECT_GE(found.size(), 6u) << "MP, SB, LB, S, R, 2+2W";
  for (const Asked& asked : found) EXPECT_LE(read_test(asked).threads.size(), 2u) << asked.file;
  EXPECT_THAT(error_of({"@generate:sise=4"}), HasSubstr("size"));
}

TEST_F(Resolve, HintsAtWhatWasMeant) {
  EXPECT_EQ(error_of({"sb"}), "no test is called 'sb'\nhint: did you mean 'SB'?");
  EXPECT_EQ(error_of({"classic"}), "no test is called 'classic'\nhint: a suite is: write @classic");
  EXPECT_EQ(error_of({"@clasic"}), "no suite is called 'clasic'\nhint: did you mean 'classic'?");
  EXPECT_EQ(error_of({"no/such.litmus"}), "no such file or folder: no/such.litmus");
  EXPECT_THAT(error_of({"bananas-in-pyjamas"}), HasSubstr("hint: litmus list"));
}

TEST_F(Resolve, RefusesWhatIsNoTest) {
  const std::string big = write("big.litmus", std::string(kMaxFileBytes + 1, ' '));
  try {
    read_test(resolve({big}).front());
    ADD_FAILURE() << "it was read";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("is longer than"));
  }
  EXPECT_THAT(error_of({folder() + "/no/such"}), HasSubstr("no such file or folder"));
  fs::create_directories(folder() + "/empty");
  EXPECT_THAT(error_of({folder() + "/empty"}), HasSubstr("no .litmus file in the folder"));
}

}  // namespace
}  // namespace litmus
