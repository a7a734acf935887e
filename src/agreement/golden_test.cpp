// The models against what an established simulator answered: results/golden holds 370 tests and
// their outcomes, each under up to seven models. Where a test races, only that is compared.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "agreement/models.h"
#include "lang/parse.h"
#include "report/json.h"

namespace litmus {
namespace {

const std::filesystem::path kGolden = std::filesystem::path(LITMUS_SOURCE_DIR) / "results/golden";

std::string read(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::set<Outcome> rows(const Json& outcomes, const litmus::Test& test) {
  std::set<Outcome> rows;
  for (const auto& outcome : outcomes) {
    Outcome row;
    for (int i = 0; i < test.shown; ++i) {
      row.push_back(outcome.at(test.observed[static_cast<std::size_t>(i)].name).get<Value>());
    }
    rows.insert(row);
  }
  return rows;
}

// Compares a folder; returns the number of answers compared.
int compare(const std::string& folder) {
  const auto golden = parse_json(read(kGolden / folder / "expected.json"));
  int compared = 0;
  for (const auto& [name, models] : golden.items()) {
    const litmus::Test test = parse_test(read(kGolden / folder / (name + ".litmus")), name);
    for (const auto& [model, answer] : models.items()) {
      SCOPED_TRACE(name + " under " + model);
      const Judgement judgement = checker(model).judge(test);
      const bool race = answer.at("race").get<bool>();
      EXPECT_EQ(!judgement.races.empty(), race);
      EXPECT_FALSE(judgement.bounded);
      std::set<Outcome> found(judgement.outcomes.begin(), judgement.outcomes.end());
      if (!race) {
        EXPECT_EQ(found, rows(answer.at("outcomes"), test));
      }
      ++compared;
    }
  }
  return compared;
}

TEST(Golden, Oracle) { EXPECT_EQ(compare("oracle"), 1355); }
TEST(Golden, OracleLanguage) { EXPECT_EQ(compare("oracle-language"), 320); }

}  // namespace
}  // namespace litmus
