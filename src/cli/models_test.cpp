// Models by name, by file, and by mistake.
#include "cli/models.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "harness/error.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

std::vector<std::string> names_of(const std::string& words) {
  std::vector<std::string> names;
  for (const CatModel& model : load_models(words)) names.push_back(model.name);
  return names;
}

std::string error_of_models(const std::string& words) {
  try {
    load_models(words);
  } catch (const Error& error) {
    return error.what();
  }
  return "loaded";
}

TEST(Models, AreAllBuiltIn) {
  EXPECT_THAT(names_of("all"),
              UnorderedElementsAre("sc", "tso", "armv8", "riscv", "power", "c++20", "rc11"));
}

TEST(Models, ComeInTheOrderAsked) {
  EXPECT_EQ(names_of("rc11,sc"), std::vector<std::string>({"rc11", "sc"}));
  EXPECT_EQ(names_of(""), std::vector<std::string>({"sc", host_model(), "c++20"}));
}

TEST(Models, MayBeFilesOfTheUser) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(::testing::TempDir()) / "models-test";
  fs::create_directories(folder);
  std::ofstream(folder / "mine.cat") << "\"mine\"\ninclude \"part.cat\"\nacyclic order as one\n";
  std::ofstream(folder / "part.cat") << "let order = po | rf | co | fr\n";
  const std::vector<CatModel> models = load_models((folder / "mine.cat").string());
  fs::remove_all(folder);
  ASSERT_EQ(models.size(), 1u);
  EXPECT_EQ(models[0].name, "mine");
  ASSERT_EQ(models[0].checks.size(), 1u);
  EXPECT_EQ(models[0].checks[0].name, "one");
}

TEST(Models, AreAskedOnce) {
  EXPECT_EQ(names_of("tso,x86,sc,TSO"), std::vector<std::string>({"tso", "sc"}));
  EXPECT_EQ(names_of("rc11,all").size(), builtin_names().size());
}

TEST(Models, OfOneNameAreRefused) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(::testing::TempDir()) / "models-of-one-name";
  fs::create_directories(folder / "old");
  for (const fs::path& path : {folder / "tso.cat", folder / "old/tso.cat"})
    std::ofstream(path) << "\"mine\"\nacyclic po\n";
  const std::string mine = (folder / "tso.cat").string(), old = (folder / "old/tso.cat").string();
  EXPECT_THAT(error_of_models("all," + mine),
              HasSubstr("two models are called 'tso': tso and " + mine));
  EXPECT_THAT(error_of_models(old + ",sc," + mine), HasSubstr(old + " and " + mine));
  EXPECT_EQ(names_of(mine + "," + mine), std::vector<std::string>({"tso"}));
  fs::remove_all(folder);
}

TEST(Models, MistypedOnesGetAHint) {
  EXPECT_THAT(error_of_models("sc,tos"), HasSubstr("did you mean"));
  EXPECT_THAT(error_of_models("banana"), HasSubstr("'banana'"));
  EXPECT_EQ(error_of_models("no/such.cat"), "can not read no/such.cat: No such file or directory");
}

}  // namespace
}  // namespace litmus
