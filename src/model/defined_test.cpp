// What has no meaning is refused, where it is evaluated and nowhere else.
#include "model/defined.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lang/parse.h"
#include "model/judge.h"

namespace litmus {
namespace {

const CatModel& sc() {
  static const CatModel model = compile_cat("acyclic po | rf | co | fr as sc", "sc");
  return model;
}

// One row an outcome, as in "0 1".
using Rows = std::vector<std::string>;

Rows outcomes(const std::string& text) {
  Rows rows;
  for (const Outcome& outcome : judge(parse_test(text, "t"), sc()).outcomes) {
    std::string& row = rows.emplace_back();
    for (Value value : outcome) row += (row.empty() ? "" : " ") + std::to_string(value);
  }
  return rows;
}

std::string error_of(const std::string& text) {
  try {
    judge(parse_test(text, "t.litmus"), sc());
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

// r is 0 or 1.
std::string body_with(const std::string& statements, const std::string& columns) {
  return "C t\n{ int a[2]={3,4}; int z=1; int *p=&z; [x]=0; }\n"
         "P0 (int* a, int** p, atomic_int* x) {\n"
         "  int r = atomic_load_explicit(x, memory_order_relaxed);\n" +
         statements +
         "\n}\n"
         "P1 (atomic_int* x) { atomic_store_explicit(x, 1, memory_order_relaxed); }\n"
         "locations [" +
         columns + "]\nexists (0:r=0)\n";
}

// The second access of a pointer goes where the first one went. So r: 0, 1, and what is at a[r].
TEST(Defined, APointerIsFollowedTwice) {
  EXPECT_EQ(outcomes(body_with("a[r] = a[r] + 1;", "0:r; a[0]; a[1];")), Rows({"0 4 4", "1 3 5"}));
  EXPECT_EQ(outcomes(body_with("int* t = *p; *t = 3; int s = *t + r;", "0:r; 0:s; z;")),
            Rows({"0 3 3", "1 4 3"}));
  // r ? &a[1] : a is a[r].
  EXPECT_EQ(outcomes(body_with("int* t = r ? a + 1 : a; *t = 7; int s = *t;", "0:r; 0:s; a[0];")),
            Rows({"0 7 7", "1 7 3"}));
}

// What is not evaluated may be undefined: 7 / r is not where r is 0, and neither is a[2 * r - 1].
TEST(Defined, UndefinedIsOnlyWhatIsEvaluated) {
  EXPECT_EQ(outcomes(body_with("int s = r ? 7 / r : 5;", "0:r; 0:s;")), Rows({"0 5", "1 7"}));
  EXPECT_EQ(outcomes(body_with("int s = r != 0 && 7 / r > 3;", "0:r; 0:s;")), Rows({"0 0", "1 1"}));
  EXPECT_EQ(outcomes(body_with("int s = r == 0 || 7 % r == 0;", "0:r; 0:s;")),
            Rows({"0 1", "1 1"}));
  EXPECT_EQ(outcomes(body_with("int s = 0; if (r) { s = a[2 * r - 1]; }", "0:r; 0:s;")),
            Rows({"0 0", "1 4"}));
  for (const char* statement :
       {"int s = 7 / r;", "int s = 7 % r;", "int s = 1 << (r * 32);", "int s = 1 >> (r - 1);",
        "int s = a[r + 1];", "int s = a[r - 1];", "int s = *(a + 2 * r);",
        "int* t = a + 2 * r; int s = *t;", "int s = r != 0 || 7 / r > 3;"}) {
    EXPECT_THAT(error_of(body_with(statement, "0:r; 0:s;")),
                testing::HasSubstr("P0 may do what is undefined here"))
        << statement;
  }
}

// In C an int and an unsigned meet as unsigned, also where neither is an access.
TEST(Defined, BothSidesOfAConditionalHaveItsType) {
  EXPECT_EQ(outcomes(body_with("int64_t s = r ? 0u : -1;", "0:r; 0:s;")),
            Rows({"0 4294967295", "1 0"}));
}

}  // namespace
}  // namespace litmus
