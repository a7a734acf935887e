// Rows that grade outcomes: the first that fits counts, and what none fits has no grade.
#include "harness/grade.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

constexpr Pattern kFirst[] = {0, anything};
constexpr Pattern kSecond[] = {between(-1, 1), at_least(5)};
constexpr Pattern kThird[] = {at_most(-2), 7};
constexpr GradedRow kGrades[] = {{.grade = Grade::Interesting, .why = "hang", .never_ends = true},
                                 {.row = kFirst, .grade = Grade::Allowed, .why = "first"},
                                 {.row = kSecond, .grade = Grade::Interesting, .why = "second"},
                                 {.row = kThird, .grade = Grade::Forbidden, .why = "third"}};

std::string_view why(const Outcome& outcome) {
  const GradedRow* const row = graded_row(kGrades, outcome);
  return row == nullptr ? "none" : row->why;
}

TEST(Grade, TheFirstRowThatFitsCounts) {
  EXPECT_EQ(why({0, 9}), "first");
  EXPECT_EQ(why({1, 5}), "second");
  EXPECT_EQ(why({-1, kHighest}), "second");
  EXPECT_EQ(why({-1, 4}), "none");
  EXPECT_EQ(why({kLowest, 7}), "third");
  EXPECT_EQ(why({2, 7}), "none");
}

TEST(Grade, ARowOfAnotherLengthFitsNothing) {
  EXPECT_EQ(why({0}), "none");
  EXPECT_EQ(why({}), "none") << "a hang is no outcome";
}

TEST(Grade, AHangHasARowOfItsOwn) {
  ASSERT_NE(graded_hang(kGrades), nullptr);
  EXPECT_EQ(graded_hang(kGrades)->why, "hang");
  EXPECT_EQ(graded_hang(std::span(kGrades).subspan(1)), nullptr);
}

TEST(Grade, Words) {
  EXPECT_EQ(to_string(Grade::Allowed), "allowed");
  EXPECT_EQ(to_string(Grade::Interesting), "interesting");
  EXPECT_EQ(to_string(Grade::Forbidden), "forbidden");
}

}  // namespace
}  // namespace litmus
