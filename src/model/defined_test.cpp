// What has no meaning is refused, where it is evaluated and nowhere else.
#include "model/defined.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lang/parse.h"
#include "model/explanation.h"
#include "model/judge.h"
#include "model/path.h"

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

// What leads there may rest on what the thread does afterwards: P1 answers to the store of y,
// which stands behind a division by 0 or a pointer to nothing.
TEST(Defined, LaterStoresLeadThere) {
  const char* const division = R"(C t
{ }
P0 (atomic_int* x, atomic_int* y) {
  int r = atomic_load_explicit(x, memory_order_relaxed);
  int s = 7 / (r - 5);
  atomic_store_explicit(y, 1, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  int r = atomic_load_explicit(y, memory_order_relaxed);
  atomic_store_explicit(x, r * 5, memory_order_relaxed);
}
exists (0:r=5)
)";
  const char* const nothing = R"(C t
{ int z=1; int *p=&z; [y]=0; }
P0 (_Atomic(int*)* p, atomic_int* y) {
  int* r = atomic_load_explicit(p, memory_order_relaxed);
  int s = *r;
  atomic_store_explicit(y, 1, memory_order_relaxed);
}
P1 (_Atomic(int*)* p, atomic_int* y, int* z) {
  int r = atomic_load_explicit(y, memory_order_relaxed);
  int* q = r ? NULL : z;
  atomic_store_explicit(p, q, memory_order_relaxed);
}
exists (0:s=0)
)";
  const CatModel weak = compile_cat("coherent acyclic po-loc | rf | co | fr", "weak");
  for (const char* text : {division, nothing}) {
    const litmus::Test test = parse_test(text, "t");
    EXPECT_THROW(judge(test, weak), Meaningless) << text;
    EXPECT_EQ(judge(test, sc()).holds, Frequency::Never) << text;
  }
}

// An index that can not be outside is not asked for, and one of a known array stays there: these
// threads have 8 ways each, not thousands.
TEST(Defined, KnownIndicesMakeFewWays) {
  const litmus::Test test = parse_test(body_with(
      "int i = a[r & 1]; int j = a[(r == 1) + 0]; int k = a[1 - (r & 1)];", "0:i; 0:j; 0:k;"), "t");
  for (const Path& path : unfold(test, 0, effects(test, 0), 2))
    EXPECT_EQ(path.end, Path::End::Complete);
  EXPECT_EQ(unfold(test, 0, effects(test, 0), 2).size(), 8U);
  EXPECT_EQ(outcomes(body_with("int i = a[r & 1]; int j = a[1 - (r & 1)];", "0:i; 0:j; 0:r;")),
            Rows({"3 4 0", "4 3 1"}));
}

// What is stored there rests on where the access led: y = r + 1 can not bring about the index that
// made it so.
TEST(Defined, DependenciesGoThroughIt) {
  const litmus::Test test = parse_test(R"(C t
{ int a[2]={5,6}; }
P0 (int* a, atomic_int* z, atomic_int* y) {
  int q = atomic_load_explicit(z, memory_order_relaxed);
  int r = a[q];
  atomic_store_explicit(y, r + 1, memory_order_relaxed);
}
P1 (atomic_int* z, atomic_int* y) {
  int t = atomic_load_explicit(y, memory_order_relaxed);
  if (t == 1) atomic_store_explicit(z, 2, memory_order_relaxed);
}
exists (1:t=1)
)",
                                       "t");
  const char* const thin_air = "coherent acyclic po-loc | rf | co | fr "
                               "acyclic data | addr | ctrl | rf";
  EXPECT_EQ(judge(test, compile_cat(thin_air, "model")).outcomes, std::vector<Outcome>({{0}, {6}}));
}

// A pointer far outside may be formed again and again on such a way.
TEST(Defined, FarIndicesAreNoAddresses) {
  for (const char* index : {"5", "2000000000", "4294967296l", "-4294967296l"}) {
    const std::string statements =
        std::string("long i = ") + index + "; int* t = a; if (r) { t = a + i; } t[r] = 1;";
    EXPECT_THAT(error_of(body_with(statements, "0:r;")),
                testing::HasSubstr("P0 may do what is undefined here"));
  }
}

// Neither a lock that is never free nor a race that only comes later hides it.
TEST(Defined, NothingAfterItHidesIt) {
  const std::string threads = "P0 (mtx_t* m, int* d, atomic_int* x) {\n"
                              "  int r = atomic_load(x); int s = 7 / (1 - r);\n";
  const std::string others = "\n}\nP1 (int* d, atomic_int* x) { atomic_store(x, 1); int t = *d; }\n"
                             "exists (1:t=1)\n";
  for (const char* after : {"if (r) { mtx_lock(m); mtx_lock(m); }", "if (r) { *d = 1; }"}) {
    const litmus::Test test =
        parse_test("C t\n{ mtx_t m; int d=0; }\n" + threads + after + others, "t");
    const char* const races =
        "acyclic po | rf | co | fr "
        "undefined_unless empty ((loc & ext & (W * R)) \\ (IW * _)) \\ (A * A) as race";
    EXPECT_THROW(judge(test, compile_cat(races, "races")), Meaningless) << after;
    EXPECT_FALSE(explain_race(test, compile_cat(races, "races"), {})) << after;
  }
}

// Whoever asks about other executions leaves these out: s is 7 where r was 1.
TEST(Defined, MayBeLeftOut) {
  const litmus::Test test = parse_test(body_with("int s = 7 / r;", "0:r; 0:s;"), "t");
  EXPECT_THROW(judge(test, sc()), Error);
  const Judgement judged = judge(test, sc(), {.refuse_meaningless = false});
  EXPECT_EQ(judged.outcomes, std::vector<Outcome>({{1, 7}}));
}

// A race is the better answer, and explains why the value is there.
TEST(Defined, ARaceComesFirst) {
  const litmus::Test test = parse_test(R"(C t
{ int d=0; }
P0 (int* d) { *d = 2; }
P1 (int* d) { int s = 8 / *d; }
exists (1:s=4)
)",
                                       "t");
  const char* const races = "races undefined_unless empty loc & ext & (W * R) \\ IW * _ as race";
  EXPECT_FALSE(judge(test, compile_cat(races, "races")).races.empty());
  EXPECT_THROW(judge(test, sc()), Error);
}

// In C an int and an unsigned meet as unsigned, also where neither is an access.
TEST(Defined, BothSidesOfAConditionalHaveItsType) {
  EXPECT_EQ(outcomes(body_with("int64_t s = r ? 0u : -1;", "0:r; 0:s;")),
            Rows({"0 4294967295", "1 0"}));
}

}  // namespace
}  // namespace litmus
