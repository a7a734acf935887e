// What comes first in an assignment, derived by hand.
#include <gtest/gtest.h>

#include "lang/parse.h"
#include "model/exhaustive.h"
#include "model/judge.h"

namespace litmus {
namespace {

// One row an outcome, as in "0 1", under sequential consistency; the slow twin finds the same.
using Rows = std::vector<std::string>;

Rows outcomes_of(const std::string& text) {
  const litmus::Test test = parse_test(text, "t");
  const CatModel sc = compile_cat("acyclic po | rf | co | fr as sc", "sc");
  const std::vector<Outcome> found = judge(test, sc).outcomes;
  EXPECT_EQ(judge_exhaustively(test, sc, 2).outcomes, found);
  Rows rows;
  for (const Outcome& outcome : found) {
    std::string& row = rows.emplace_back();
    for (Value value : outcome) row += (row.empty() ? "" : " ") + std::to_string(value);
  }
  return rows;
}

// C++ takes the right side of an assignment before the left one, and `+=` reads after it.
TEST(Assignment, TakesItsRightSideFirst) {
  // The writer stores y before x. Whoever reads y first may miss y's 1 and see x's; whoever read x
  // first and saw its 1 would have to see y's.
  const std::string index = R"(C++ index
{ int a[2]={9,9}; }
P0 (std::atomic<int>& x, std::atomic<int>& y) { y.store(1); x.store(1); }
P1 (std::atomic<int>& x, std::atomic<int>& y, int* a) { a[x.load()] = y.load(); }
exists (a[0]=9 /\ a[1]=9))";
  EXPECT_EQ(outcomes_of(index), Rows({"0 9", "1 9", "9 0", "9 1"}));
  // Locals are what they were when their turn came.
  const auto alone = [](const std::string& statement) {
    return "C++ alone\n{ std::atomic<int> a[2]={8,9}; }\nP0 (std::atomic<int>* a) { int i = 0; " +
           statement + " }\nlocations [a[0]; a[1];]\nexists (a[0]=0)";
  };
  EXPECT_EQ(outcomes_of(alone("a[i++] = i;")), Rows({"0 9"}));
  EXPECT_EQ(outcomes_of(alone("a[i] = i++;")), Rows({"8 0"}));
  EXPECT_EQ(outcomes_of(alone("a[i++] += i + 1;")), Rows({"9 9"}));
  EXPECT_EQ(outcomes_of(alone("a[i].store(i++ + 5);")), Rows({"5 9"}));
  // d is 1 before x is: it is read after x, so nothing but 1 + 1 goes with x's 1.
  const std::string sum = R"(C++ sum
{ }
P0 (int& d, std::atomic<int>& x) { d = 1; x.store(1); }
P1 (int& d, std::atomic<int>& x) { if (x.load() == 1) { d += x.load(); } }
exists (d=0))";
  EXPECT_EQ(outcomes_of(sum), Rows({"1", "2"}));
}

}  // namespace
}  // namespace litmus
