// The generator's tests before the models.
//
// A cycle contradicts program order, so SC forbids its test and a model without axioms allows it:
// that is what the conditions are made for. Also: the published list of x86 cycles, the catalogue's
// cycles, and that every test prints and reads back.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

#include "agreement/catalogue.h"
#include "agreement/models.h"
#include "gen/enumerate.h"
#include "gen/make_test.h"
#include "gen/names.h"
#include "gen/recognise.h"
#include "gen/selection.h"
#include "harness/error.h"
#include "lang/parse.h"
#include "lang/print.h"

namespace litmus {
namespace {

const Checker& no_axioms() {
  static const Checker kChecker(compile_cat("\"anything goes\"\n", "none.cat",
                                            [](std::string_view) { return std::nullopt; }));
  return kChecker;
}

Frequency verdict(const Checker& checker, const Test& test) { return checker.judge(test).holds; }

void expect_contradicts_order(const Cycle& cycle) {
  Test test = make_test(cycle, name_of(cycle));
  EXPECT_EQ(verdict(checker("sc"), test), Frequency::Never) << to_litmus(test);
  EXPECT_EQ(verdict(no_axioms(), test), Frequency::Sometimes) << to_litmus(test);
}

void expect_all_contradict_order(std::string_view selection) {
  std::size_t cycles = 0;
  enumerate(parse_selection(selection), [&](const Cycle& cycle) {
    expect_contradicts_order(cycle);
    ++cycles;
    return !::testing::Test::HasFailure();
  });
  EXPECT_GT(cycles, 5u);
}

TEST(Cycles, ContradictProgramOrder) { expect_all_contradict_order("size=6"); }

TEST(Cycles, OfCoherenceContradictProgramOrder) {
  expect_all_contradict_order("size=4;edges=pos,internal");
}

TEST(Cycles, WithForwardingAndFencesContradictProgramOrder) {
  expect_all_contradict_order("size=6;edges=Rfi;fences=sc");
}

TEST(Cycles, WithDependenciesContradictProgramOrder) {
  expect_all_contradict_order("size=5;edges=dep;fences=ar");
}

TEST(Cycles, WithUpdatesContradictProgramOrder) {
  expect_all_contradict_order("size=5;threads=3;updates");
}

TEST(Cycles, WithOrdersContradictProgramOrder) {
  expect_all_contradict_order("size=5;threads=3;orders=rlx,acq,rel,sc");
}

std::vector<std::string> listed_cycles() {
  std::vector<std::string> cycles;
  std::ifstream list(LITMUS_SOURCE_DIR "/src/agreement/x86.cycles");
  for (std::string line; std::getline(list, line);) {
    if (!line.empty() && line[0] != '#') cycles.push_back(line);
  }
  return cycles;
}

TEST(Cycles, OfThePublishedListAreSeenOnX86Alone) {
  std::vector<std::string> listed = listed_cycles();
  EXPECT_EQ(listed.size(), 229u);
  std::set<Cycle> once;
  for (const std::string& text : listed) {
    Cycle cycle = parse_cycle(text);
    EXPECT_TRUE(once.insert(cycle).second) << text << " came twice";
    EXPECT_TRUE(is_critical(cycle)) << text;
    litmus::Test test = make_test(cycle, name_of(cycle));
    EXPECT_EQ(verdict(checker("sc"), test), Frequency::Never) << to_litmus(test);
    EXPECT_EQ(verdict(checker("tso"), test), Frequency::Sometimes) << to_litmus(test);
    EXPECT_EQ(recognise(test), cycle) << text;
  }
  // And of those with two or three threads, with fences behind stores, the list has all.
  std::size_t missing = 0;
  enumerate(parse_selection("size=9;threads=3;edges=Rfi,MFencedWR,MFencedWW"),
            [&](const Cycle& cycle) {
              litmus::Test test = make_test(cycle, name_of(cycle));
              if (verdict(checker("tso"), test) == Frequency::Sometimes && !once.contains(cycle)) {
                ++missing;
                ADD_FAILURE() << to_string(cycle) << " is not on the list";
              }
              return missing < 10;
            });
}

TEST(Cycles, OfTheCatalogueAreFoundUnderTheirNames) {
  int cycles = 0;
  for (const litmus::Test& test : catalogue_tests()) {
    auto cycle = recognise(test);
    std::string named;
    try {
      named = name_of(cycle_of_name(test.name));
    } catch (const Error&) {
      continue;
    }
    ++cycles;
    ASSERT_TRUE(cycle.has_value()) << to_litmus(test);
    EXPECT_EQ(name_of(*cycle), named) << test.name;
    EXPECT_EQ(test.name, named);
  }
  EXPECT_GE(cycles, 130);
}

}  // namespace
}  // namespace litmus
