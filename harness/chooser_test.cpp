// What a search is after, and that it goes where that shows.
#include "harness/chooser.h"

#include <gtest/gtest.h>

#include <array>

namespace litmus {
namespace {

constexpr std::array<Pattern, 2> kWholePair = {1, 1};
constexpr std::array<Pattern, 2> kTornPair = {1, anything};
constexpr std::array<GradedRow, 3> kPairGrades = {
    {{.row = kWholePair, .grade = Grade::Allowed, .why = "whole"},
     {.row = kTornPair, .grade = Grade::Interesting, .why = "torn"},
     {.row = {}, .grade = Grade::Forbidden, .why = "for ever", .never_ends = true}}};

Kernel kernel_of(const Subject& subject) { return {.name = "pair", .subject = &subject}; }
const Subject kPair{.grades = kPairGrades};

Plan search_of(std::size_t environments) {
  return {.kernel = "pair", .search = true, .environments = std::vector<Environment>(environments)};
}

// Where a search of the pair goes in a hundred turns, if environment 2 alone shows these rows.
std::vector<int> turns_of(const std::vector<Outcome>& shown) {
  const Kernel kernel = kernel_of(kPair);
  const Plan plan = search_of(4);
  Chooser chooser(plan, kernel);
  std::vector<int> turns(4);
  for (int n = 0; n < 100; ++n) {
    const Chosen chosen = chooser.next();
    ++turns[chosen.environment];
    Slice slice{.environment = static_cast<int>(chosen.environment), .seconds = 0.001};
    slice.tally.add({1, 1}, 50);
    if (chosen.environment == 2) {
      for (const Outcome& row : shown) slice.tally.unexpected[row] = 1;
    }
    chooser.learn(slice);
  }
  return turns;
}

TEST(Chooser, OfAnObjectItLooksForWhatIsNotAllowed) {
  ASSERT_TRUE(can_search(search_of(4), kernel_of(kPair)));
  EXPECT_GT(turns_of({{1, 7}, {0, 7}})[2], 50) << "one is interesting, one not graded";
}

TEST(Chooser, ItLooksOnForWhatNobodyGraded) {
  for (const int turns : turns_of({{1, 7}})) EXPECT_GT(turns, 15);
}

TEST(Chooser, WhatIsAllowedIsNotLookedFor) {
  for (const int turns : turns_of({{1, 1}})) EXPECT_EQ(turns, 25);
}

TEST(Chooser, WhereEverythingIsAllowedThereIsNothingToSearch) {
  const Subject subject{.grades = std::span(kPairGrades).first(1)};
  EXPECT_FALSE(can_search(search_of(4), kernel_of(subject)));
  const Kernel numbers{.name = "SB"};
  EXPECT_TRUE(can_search(search_of(4), numbers)) << "of numbers the plan says what is wanted";
}

TEST(Chooser, ObjectsAreTriedForLonger) {
  EXPECT_LT(search_size(kernel_of(kPair), 0.4), search_size({.name = "SB"}, 0.4));
}

}  // namespace
}  // namespace litmus
