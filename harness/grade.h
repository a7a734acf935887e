// What the author of a stress test thinks of its outcomes: allowed, interesting or forbidden, each
// with a sentence that says why.
//
//     {0, -1}       allowed      "not published yet"
//     {1, 42}       allowed      "published, and whole"
//     {1, anything}      forbidden    "the flag is there, and what it announces is not"
//
// A row has a value for each column, or a range of them. The first row that fits an outcome grades
// it; what no row fits is forbidden. The column order is the kernel's.
//
// Part of litmus_base, because a kernel carries its grades with it (kernel.h).
//
// Tested by grade_test.cpp.
#pragma once

#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <string_view>

#include "harness/outcome.h"

namespace litmus {

enum class Grade : std::uint8_t {
  Allowed,
  Interesting,  // nothing is wrong, and yet it is what the test is there to show
  Forbidden,
};

constexpr std::string_view to_string(Grade grade) {
  return grade == Grade::Allowed       ? "allowed"
         : grade == Grade::Interesting ? "interesting"
                                       : "forbidden";
}

// The values low ... high. Made from a number, so that a row of numbers is a row of patterns.
struct Pattern {
  Value low;
  Value high;

  constexpr Pattern(Value value) : low(value), high(value) {}
  constexpr Pattern(Value lowest, Value highest) : low(lowest), high(highest) {}

  constexpr bool fits(Value value) const { return low <= value && value <= high; }
  bool operator==(const Pattern&) const = default;
};

constexpr Value kLowest = std::numeric_limits<Value>::min();
constexpr Value kHighest = std::numeric_limits<Value>::max();

inline constexpr Pattern anything{kLowest, kHighest};
constexpr Pattern at_least(Value low) { return {low, kHighest}; }
constexpr Pattern at_most(Value high) { return {kLowest, high}; }
constexpr Pattern between(Value low, Value high) { return {low, high}; }

// In place of a row: what a test is graded if its roles never come to their ends.
class NeverEnds {
 public:
  struct Key {};  // so that {} is a row, and never this
  explicit constexpr NeverEnds(Key) {}
};
inline constexpr NeverEnds never_ends{NeverEnds::Key{}};

struct GradedRow {
  std::span<const Pattern> row;
  Grade grade = Grade::Forbidden;
  std::string_view why;
  bool never_ends = false;  // grades a hang; `row` is empty
};

// The first row that fits, or null. Rows are GradedRow, or anything that has the same fields.
template <typename Rows>
auto* graded_row(const Rows& grades, std::span<const Value> outcome) {
  for (const auto& graded : grades) {
    if (graded.never_ends || graded.row.size() != outcome.size()) continue;
    bool fits = true;
    for (std::size_t i = 0; i < outcome.size(); ++i) fits &= graded.row[i].fits(outcome[i]);
    if (fits) return &graded;
  }
  return static_cast<decltype(&*std::begin(grades))>(nullptr);
}

// The row that grades a hang, or null: then it is forbidden.
template <typename Rows>
auto* graded_hang(const Rows& grades) {
  for (const auto& graded : grades) {
    if (graded.never_ends) return &graded;
  }
  return static_cast<decltype(&*std::begin(grades))>(nullptr);
}

}  // namespace litmus
