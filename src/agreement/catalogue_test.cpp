// The catalogue keeps its promises: every test reads, prints and re-reads equal, is called as its
// file is, says what it asks, and expects an answer of every built-in model; suites name tests that
// exist; a test whose name is a cycle's is that cycle's test.
//
// Whether the models give those answers is verdicts_test.cpp's business.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "agreement/catalogue.h"
#include "gen/names.h"
#include "harness/error.h"
#include "harness/stress.h"
#include "lang/parse.h"
#include "lang/print.h"
#include "model/builtin.h"
#include "report/expectation.h"

namespace litmus {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

TEST(Catalogue, HasWhatWasPromised) { EXPECT_GE(catalogue_tests().size(), 130u); }

TEST(Catalogue, ReadsWithoutAWarning) {
  for (const litmus::Test& test : catalogue_tests()) {
    std::vector<Warning> warnings;
    parse_test(test.source, test.file, &warnings);
    EXPECT_THAT(warnings, IsEmpty()) << test.name;
  }
}

TEST(Catalogue, PrintsWhatItReads) {
  for (const litmus::Test& test : catalogue_tests()) {
    const std::string text = to_litmus(test);
    EXPECT_TRUE(parse_test(text, test.name) == test) << text;
  }
}

TEST(Catalogue, NamesTestsAsTheirFiles) {
  std::set<std::string> names;
  for (const litmus::Test& test : catalogue_tests()) {
    const std::string file = test.file.substr(test.file.rfind('/') + 1);
    EXPECT_EQ(test.name + ".litmus", file);
    EXPECT_TRUE(names.insert(test.name).second) << "two tests are called " << test.name;
  }
}

TEST(Catalogue, SaysWhatItAsks) {
  for (const litmus::Test& test : catalogue_tests()) {
    EXPECT_THAT(test.doc, ::testing::HasSubstr("?")) << test.name << " asks nothing";
    const auto lines = std::count(test.doc.begin(), test.doc.end(), '\n') + 1;
    EXPECT_LE(lines, 6) << test.name << " says too much";
  }
}

TEST(Catalogue, ExpectsAnAnswerOfEveryModel) {
  for (const litmus::Test& test : catalogue_tests()) {
    const std::vector<Expectation> expected = expectations(test);
    EXPECT_EQ(expected.size(), builtin_models().size()) << test.name;
    for (const Expectation& one : expected) {
      EXPECT_NE(find_builtin(one.model), nullptr) << test.name << " names " << one.model;
      const bool language = one.model == "c++20" || one.model == "rc11";
      EXPECT_TRUE(language || one.answer != Answer::Race)
          << test.name << ": races are for languages, not for " << one.model;
    }
  }
}

TEST(Catalogue, SuitesNameTestsThatExist) {
  std::set<std::string> names;
  for (const litmus::Test& test : catalogue_tests()) names.insert(test.name);
  for (const StressTest* test : StressTest::all()) names.emplace(test->name());
  ASSERT_THAT(suites(), Not(IsEmpty()));
  for (const Suite& suite : suites()) {
    std::set<std::string> seen;
    EXPECT_THAT(suite.tests, Not(IsEmpty())) << suite.path;
    for (const std::string& test : suite.tests) {
      EXPECT_TRUE(names.contains(test)) << suite.path << " names " << test;
      EXPECT_TRUE(seen.insert(test).second) << suite.path << " names " << test << " twice";
    }
  }
}

TEST(Catalogue, ShowsANewcomerTwentyTests) {
  for (const Suite& suite : suites()) {
    if (suite.path == "suites/classic.suite") {
      EXPECT_EQ(suite.tests.size(), 20u);
      return;
    }
  }
  ADD_FAILURE() << "there is no suites/classic.suite";
}

// The test that the generator makes of a name, if the name is a cycle's.
std::optional<Test> generated(const std::string& name) {
  try {
    return test_named(name);
  } catch (const Error&) {
    return std::nullopt;
  }
}

TEST(Catalogue, HoldsTheCyclesThatItsNamesMean) {
  int cycles = 0;
  for (const litmus::Test& test : catalogue_tests()) {
    std::optional<litmus::Test> made = generated(test.name);
    if (!made) continue;
    ++cycles;
    made->doc = test.doc;
    made->metadata = test.metadata;
    EXPECT_TRUE(*made == test) << test.name << " is not the cycle's test";
  }
  EXPECT_GE(cycles, 130) << "the families were not recognised";
}

}  // namespace
}  // namespace litmus
