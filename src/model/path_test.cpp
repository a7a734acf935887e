// Paths of small threads: their accesses, requirements and dependencies; terms against the
// arithmetic of the language.
#include "model/path.h"

#include <gtest/gtest.h>

#include "lang/parse.h"
#include "model/ways.h"

namespace litmus {
namespace {

struct Unfolded {
  litmus::Test test;
  Ways ways;
  const std::vector<Path>& paths() const { return ways.paths[0]; }
};

// The paths of P0, whose body is `body`.
Unfolded unfolded(const std::string& body, int unroll = 2) {
  const std::string text = "C t\n{ _Atomic int x=0; _Atomic int y=0; _Atomic int *p=x; }\n"
                           "P0 (atomic_int* x, atomic_int* y, _Atomic(atomic_int*)* p) {\n" +
                           body + "\n}\nexists ([x]=0)\n";
  Unfolded result{.test = parse_test(text, "t"), .ways = {}};
  result.ways = ways(result.test, unroll);
  return result;
}

// "R0 W1": reads, writes, updates and fences, each with its location.
std::string shape(const Path& path) {
  std::string text;
  for (const Action& a : path.actions) {
    if (!text.empty()) text += ' ';
    text += a.reads && a.writes ? "U" : a.reads ? "R" : a.writes ? "W" : "F";
    if (a.location >= 0) text += std::to_string(a.location);
  }
  if (path.end == Path::End::Cut) text += " cut";
  if (path.end == Path::End::BadAddress) text += " nowhere";
  return text;
}

using Shapes = std::vector<std::string>;

Shapes shapes(const std::vector<Path>& paths) {
  std::vector<std::string> all;
  for (const Path& path : paths) all.push_back(shape(path));
  return all;
}

TEST(Path, BranchesMakePaths) {
  Unfolded u = unfolded("int r0 = atomic_load_explicit(x, memory_order_relaxed);\n"
                        "if (r0 == 1) { atomic_store_explicit(y, 1, memory_order_relaxed); }");
  EXPECT_EQ(shapes(u.paths()), Shapes({"R0 W1", "R0"}));
  ASSERT_EQ(u.paths()[0].requirements.size(), 1U);
  EXPECT_FALSE(u.paths()[0].requirements[0].zero);
  EXPECT_TRUE(u.paths()[1].requirements[0].zero);
}

TEST(Path, WhatIsKnownIsNotBranchedOn) {
  Unfolded u = unfolded("int r0 = 1;\nif (r0 == 1) { int r1 = *x; } else { *y = 1; }");
  EXPECT_EQ(shapes(u.paths()), Shapes({"R0"}));
}

TEST(Path, TheSameQuestionHasOneAnswer) {
  Unfolded u = unfolded("int r0 = *x;\nif (r0 == 1) { *y = 1; }\nif (r0 == 1) { *y = 2; }");
  EXPECT_EQ(shapes(u.paths()), Shapes({"R0 W1 W1", "R0"}));
}

TEST(Path, LoopsEndAtTheBound) {
  Unfolded u = unfolded("while (atomic_load_explicit(x, memory_order_relaxed) == 0) {}", 2);
  EXPECT_EQ(shapes(u.paths()), Shapes({"R0 R0 R0", "R0 R0", "R0", "R0 R0 R0 cut"}));
}

// Each entry counts anew: the inner loop runs twice, in each of two rounds of the outer.
TEST(Path, TheBoundIsPerEntry) {
  Unfolded u = unfolded("int i; int j;\nfor (i = 0; i < 2; i = i + 1) {\n"
                        "for (j = 0; j < 2; j = j + 1) { *x = 1; } }", 2);
  EXPECT_EQ(shapes(u.paths()), Shapes({"W0 W0 W0 W0"}));
}

TEST(Path, CompareExchangeSucceedsOrFails) {
  Unfolded strong = unfolded("int e = 0;\natomic_compare_exchange_strong(x, &e, 1);");
  EXPECT_EQ(shapes(strong.paths()), Shapes({"U0", "R0"}));
  EXPECT_EQ(strong.paths()[1].requirements.size(), 1U);
  Unfolded weak = unfolded("int e = 0;\natomic_compare_exchange_weak(x, &e, 1);");
  EXPECT_EQ(shapes(weak.paths()), Shapes({"U0", "R0"}));
  EXPECT_TRUE(weak.paths()[1].requirements.empty());  // it may fail whatever it finds
}

// Through the pointer to each variable of its type, or to none.
TEST(Path, PointersBranchOverObjects) {
  Unfolded u = unfolded("atomic_int* q = atomic_load_explicit(p, memory_order_relaxed);\n"
                        "int r0 = atomic_load_explicit(q, memory_order_relaxed);");
  EXPECT_EQ(shapes(u.paths()), Shapes({"R2 R0", "R2 R1", "R2 nowhere"}));
  EXPECT_EQ(u.paths()[0].actions[1].address, Taint{1});
}

TEST(Path, DependenciesAreSyntactic) {
  Unfolded u = unfolded("int r0 = *x;\nint r1 = *y;\n*x = (r0 ^ r0) + 1;\n"
                        "if (r1) { *y = 1; }\n*x = r0 + r1;");
  const std::vector<Action>& actions = u.paths()[0].actions;
  ASSERT_EQ(actions.size(), 5U);
  EXPECT_EQ(actions[2].data, Taint{1});
  EXPECT_EQ(actions[2].control, Taint{0});
  EXPECT_EQ(actions[3].control, Taint{2});
  EXPECT_EQ(actions[3].data, Taint{0});
  EXPECT_EQ(actions[4].data, Taint{3});
  EXPECT_EQ(actions[4].control, Taint{0});  // after the branch
}

// Which value a local holds after a branch rests on the branch, whichever way was taken. That is
// control: a compiler may branch where it might also have selected.
TEST(Path, ValuesRestOnTheBranchesThatChoseThem) {
  Unfolded u = unfolded("int r0 = *x;\nint r1 = 0;\nif (r0 == 1) { r1 = 1; }\n*y = r1;\n"
                        "r1 = 2;\n*y = r1;");
  ASSERT_EQ(shapes(u.paths()), Shapes({"R0 W1 W1", "R0 W1 W1"}));
  for (const Path& path : u.paths()) {
    EXPECT_EQ(path.actions[1].choice, Taint{1});
    EXPECT_EQ(path.actions[1].data, Taint{0});
    EXPECT_EQ(path.actions[2].choice, Taint{0});  // set anew after the branch
    EXPECT_EQ(path.actions[2].control, Taint{0});
  }
}

// What an exchange expects is compared, and then forgotten: nothing that it writes or returns holds
// any of it.
TEST(Path, WhatAnExchangeExpectsChooses) {
  const Unfolded u = unfolded("int e = *x;\nint s = atomic_compare_exchange_strong(y, &e, 2);\n"
                              "*x = s;");
  int complete = 0;
  for (const Path& path : u.paths()) {
    if (path.end != Path::End::Complete) continue;
    ++complete;
    const Action& exchange = path.actions[1];
    const Action& store = path.actions[2];
    EXPECT_EQ(exchange.data | exchange.control, Taint{0});
    EXPECT_EQ(exchange.choice, exchange.writes ? Taint{1} : Taint{0});
    EXPECT_EQ(store.data, Taint{0});
    EXPECT_EQ(store.choice, Taint{3});
  }
  EXPECT_GT(complete, 1);
}

TEST(Path, LoopsAndShortCircuitsChooseValues) {
  for (const char* body : {
           "int r0 = *x;\nint i = 0;\nwhile (i < r0) { i = i + 1; }\n*y = i;",
           "int r0 = *x;\nint i = 0;\nwhile (1) { if (i == r0) { break; } i = i + 1; }\n*y = i;",
           "int r0 = (*x == 1) && (*y == 0);\n*y = r0;",
           "int r0 = *x;\nint r1 = 0;\nif (r0) { r1 = 1; }\nif (r1) { *y = 1; } else { *y = 0; }",
           "int r0 = *x;\natomic_int* q = x;\nif (r0) { q = y; }\n*q = 1;",
           "int r0 = *x;\nint e = 0;\nif (r0) { e = 1; }\n"
           "atomic_compare_exchange_strong(y, &e, 2);",
       }) {
    SCOPED_TRACE(body);
    const Unfolded u = unfolded(body);
    int complete = 0;
    for (const Path& path : u.paths()) {
      const Action& last = path.actions.back();
      if (path.end != Path::End::Complete || !last.writes) continue;
      ++complete;
      EXPECT_EQ((last.control | last.choice) & Taint{1}, Taint{1}) << shape(path);
    }
    EXPECT_GT(complete, 0);
  }
}

TEST(Path, Combinations) {
  const litmus::Test test = parse_test(R"(C two
{}
P0 (atomic_int* x) { while (atomic_load_explicit(x, memory_order_relaxed)) {} }
P1 (atomic_int* x) { int e = 0; atomic_compare_exchange_strong(x, &e, 1); }
exists ([x]=0)
)", "two");
  const Ways all = ways(test, 1);
  int complete = 0, early = 0;
  for_each_combination(all, Paths::Complete, [&](const Combination&) { return ++complete > 0; });
  for_each_combination(all, Paths::EndingEarly, [&](const Combination&) { return ++early > 0; });
  EXPECT_EQ(complete, 2 * 2);
  EXPECT_EQ(early, 1 * 2);
}

// --- terms

TEST(Term, FoldsConstantsAndSharesTheRest) {
  std::vector<Term> terms;
  const int two = add_constant(terms, 2), read = add_term(terms, {.kind = Term::Kind::Read});
  EXPECT_EQ(add_constant(terms, 2), two);
  Term sum{.kind = Term::Kind::Binary, .op = Operator::Add, .a = two, .b = two};
  const Term& folded = terms[static_cast<std::size_t>(add_term(terms, sum))];
  EXPECT_EQ(folded.kind, Term::Kind::Constant);
  EXPECT_EQ(folded.value, 4);
  sum.b = read;
  EXPECT_EQ(add_term(terms, sum), add_term(terms, sum));
  EXPECT_NE(add_term(terms, {.kind = Term::Kind::Read}), read);  // two reads are two values
}

TEST(Term, WaitsForWhatItNeedsAndNoMore) {
  std::vector<Term> terms;
  const int read = add_term(terms, {.kind = Term::Kind::Read});
  const int other = add_term(terms, {.kind = Term::Kind::Read});
  const int choose = add_term(terms, {.kind = Term::Kind::Choose, .a = read,
                                      .b = add_constant(terms, 5), .c = other});
  Knowledge knowledge{.value = std::vector<Value>(terms.size()),
                      .known = std::vector<char>(terms.size())};
  Value value = 0;
  auto know = [&](int term, Value v) {
    knowledge.value[static_cast<std::size_t>(term)] = v;
    knowledge.known[static_cast<std::size_t>(term)] = 1;
  };
  know(terms[static_cast<std::size_t>(choose)].b, 5);
  EXPECT_FALSE(evaluate(terms, choose, knowledge, 0, value));
  know(read, 1);
  EXPECT_TRUE(evaluate(terms, choose, knowledge, 0, value));
  EXPECT_EQ(value, 5);
  know(read, 0);
  EXPECT_FALSE(evaluate(terms, choose, knowledge, 0, value));
}

}  // namespace
}  // namespace litmus
