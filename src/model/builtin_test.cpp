// The built-in models: found by any of their names, compiled, and what they are told to be.
#include "model/builtin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace litmus {
namespace {

std::optional<std::string> read_text(std::string_view path) {
  std::ifstream file(std::string(LITMUS_SOURCE_DIR "/litmus/") + std::string(path));
  if (!file) return std::nullopt;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Builtin, EveryTextHasARowAndCompiles) {
  std::vector<std::string> texts, rows;
  for (const auto& file : std::filesystem::directory_iterator(LITMUS_SOURCE_DIR "/litmus/models")) {
    if (file.path().extension() != ".cat") continue;
    texts.push_back("models/" + file.path().filename().string());
  }
  for (const Builtin& row : builtin_models()) {
    rows.emplace_back(row.path);
    CatModel model = builtin_model(row.name, read_text);
    EXPECT_EQ(model.name, row.name);
    EXPECT_FALSE(model.checks.empty()) << row.name;
  }
  EXPECT_THAT(texts, testing::UnorderedElementsAreArray(rows));
}

// A search relies on both: all of them close coherence, and nearly all of what they forbid can be
// seen on a part of an execution.
TEST(Builtin, AllAreCoherentAndPrunable) {
  for (const Builtin& row : builtin_models()) {
    CatModel model = builtin_model(row.name, read_text);
    EXPECT_TRUE(model.coherent) << row.name;
    for (const Check& check : model.checks) {
      bool axiom = check.role == Check::Role::Axiom;
      EXPECT_EQ(check.bound >= 0, axiom) << row.name << " " << check.name;
      bool by_what_is_not_read = row.name == "riscv" && check.name == "rvwmo";  // rule 2
      EXPECT_EQ(check.monotone(), axiom && !by_what_is_not_read) << row.name << " " << check.name;
    }
  }
}

TEST(Builtin, ArchitecturesAreToldByTheTexts) {
  auto of = [](std::string_view name) { return builtin_model(name, read_text).architecture; };
  EXPECT_EQ(of("sc"), std::nullopt);
  EXPECT_EQ(of("tso"), Architecture::X86);
  EXPECT_EQ(of("armv8"), Architecture::Armv8);
  EXPECT_EQ(of("riscv"), Architecture::RiscV);
  EXPECT_EQ(of("power"), Architecture::Power);
  EXPECT_EQ(of("rc11"), std::nullopt);
  EXPECT_EQ(of("c++20"), std::nullopt);
}

TEST(Builtin, LanguagesTellRacesAndThinAir) {
  for (std::string_view name : {"rc11", "c++20"}) {
    CatModel model = builtin_model(name, read_text);
    EXPECT_EQ(model.checks.back().name, "race");
    EXPECT_EQ(model.checks.back().role, Check::Role::UndefinedUnless);
    EXPECT_EQ(model.checks[model.checks.size() - 2].name, "no-thin-air");
  }
}

TEST(Builtin, NamesAndAliases) {
  for (std::string_view name : {"tso", "TSO", "x86", "x86-64", "amd64"}) {
    ASSERT_NE(find_builtin(name), nullptr) << name;
    EXPECT_EQ(find_builtin(name)->name, "tso");
  }
  EXPECT_EQ(find_builtin("aarch64")->name, "armv8");
  EXPECT_EQ(find_builtin("C++")->name, "c++20");
  EXPECT_EQ(find_builtin("ppc")->name, "power");
  EXPECT_EQ(find_builtin("x8"), nullptr);
  EXPECT_EQ(find_builtin(""), nullptr);
}

std::string refusal(std::string_view name) {
  try {
    builtin_model(name, read_text);
  } catch (const Error& e) {
    return e.what();
  }
  return "it is a model";
}

TEST(Builtin, UnknownNamesGetTheNearestOrTheList) {
  EXPECT_EQ(refusal("riscvv"), "there is no model 'riscvv'\nhint: did you mean 'riscv'?");
  EXPECT_EQ(refusal("alpha"),
            "there is no model 'alpha'\n"
            "hint: the models are sc, tso, armv8, riscv, power, rc11, c++20, and any file that "
            "ends in .cat");
}

}  // namespace
}  // namespace litmus
