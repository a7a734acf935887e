// Printing: what is written where, the C++ rendering, and print-and-read-back on random programs.
#include "lang/print.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "lang/parse.h"
#include "lang/print_code.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kStoreBuffering =
    "C SB\n"
    "(* May both reads miss both stores? *)\n"
    "Expect=sc:never\n"
    "{ }\n"
    "\n"
    "P0 (atomic_int* x, atomic_int* y) {\n"
    "  atomic_store_explicit(x, 1, memory_order_relaxed);\n"
    "  int r0 = atomic_load_explicit(y, memory_order_relaxed);\n"
    "}\n"
    "\n"
    "P1 (atomic_int* x, atomic_int* y) {\n"
    "  atomic_store_explicit(y, 1, memory_order_relaxed);\n"
    "  int r0 = atomic_load_explicit(x, memory_order_relaxed);\n"
    "}\n"
    "\n"
    "exists (0:r0=0 /\\ 1:r0=0)\n";

TEST(Print, CanonicalTextIsAFixedPoint) {
  const litmus::Test test = parse_test(kStoreBuffering, "SB.litmus");
  EXPECT_EQ(to_litmus(test), kStoreBuffering);
  EXPECT_EQ(hash_of(test), test.hash);
  EXPECT_THAT(beyond_herd(test), IsEmpty());
}

TEST(Print, AsCpp) {
  EXPECT_EQ(to_cpp(parse_test(kStoreBuffering, "SB.litmus")),
            "// SB\n"
            "//\n"
            "// May both reads miss both stores?\n"
            "#include <atomic>\n"
            "#include <cstdint>\n"
            "#include <thread>\n"
            "\n"
            "std::atomic<int> x{0};\n"
            "std::atomic<int> y{0};\n"
            "\n"
            "void P0() {\n"
            "  x.store(1, std::memory_order_relaxed);\n"
            "  int r0 = y.load(std::memory_order_relaxed);\n"
            "}\n"
            "\n"
            "void P1() {\n"
            "  y.store(1, std::memory_order_relaxed);\n"
            "  int r0 = x.load(std::memory_order_relaxed);\n"
            "}\n"
            "\n"
            "// exists (0:r0=0 /\\ 1:r0=0)\n"
            "int main() {\n"
            "  std::jthread t0(P0);\n"
            "  std::jthread t1(P1);\n"
            "}\n");
}

litmus::Test test_of(const std::string& body, const std::string& init = "") {
  return parse_test("C t\n{ " + init +
                        " }\nP0 (atomic_int* x, int* d, int* v, int** p, "
                        "_Atomic(int*)* q, atomic_flag* f, mtx_t* m) {\n" +
                        body + "\n}\nexists (true)",
                    "t.litmus");
}

std::string cpp(const std::string& body) {
  return code(test_of(body, "int v[2];"), 0, Spelling::Cpp);
}

TEST(Print, CppBodies) {
  EXPECT_EQ(cpp("*d = 1; int r = *d + 1; v[1] = v[r]; int* s = *p; *s = 2; *p = v + 1; *p = d;"),
            "  d = 1;\n  int r = d + 1;\n  v[1] = v[r];\n  int* s = p;\n  *s = 2;\n  p = v + 1;\n"
            "  p = &d;\n");
  EXPECT_EQ(cpp("int e = 0; bool ok = atomic_compare_exchange_weak(x, &e, 1);"),
            "  int e = 0;\n  bool ok = x.compare_exchange_weak(e, 1, std::memory_order_seq_cst, "
            "std::memory_order_seq_cst);\n");
  EXPECT_EQ(cpp("mtx_lock(m); bool r = atomic_flag_test_and_set(f); mtx_unlock(m);"),
            "  m.lock();\n  bool r = f.test_and_set(std::memory_order_seq_cst);\n  m.unlock();\n");
  EXPECT_EQ(cpp("atomic_int* r = x; atomic_store(r, 1); atomic_init(x, 2);"),
            "  std::atomic<int>* r = &x;\n  r->store(1, std::memory_order_seq_cst);\n"
            "  std::atomic_init(&x, 2);\n");
  EXPECT_EQ(cpp("int* s = atomic_load(q); atomic_thread_fence(memory_order_acquire);"),
            "  int* s = q.load(std::memory_order_seq_cst);\n"
            "  std::atomic_thread_fence(std::memory_order_acquire);\n");
  EXPECT_EQ(cpp("int this = *d;"), "  int this_ = d;\n");
}

std::string declared(const std::string& body, const std::string& init = "") {
  const litmus::Test test = test_of(body, init);
  EXPECT_EQ(parse_test(to_litmus(test), "printed"), test) << to_litmus(test);
  return code(test, 0, Spelling::C);
}

TEST(Print, DeclaresLocalsWhereTheyAreFirstAssigned) {
  EXPECT_EQ(declared("int r = 1; int s; s = r;"), "  int r = 1;\n  int s = r;\n");
  // Read before it is assigned.
  EXPECT_EQ(declared("int r; *d = r; r = 1;"), "  int r;\n  *d = r;\n  r = 1;\n");
  EXPECT_EQ(declared("int r; r = r + 1;").substr(0, 9), "  int r;\n");
  // Used outside the block that assigns it first.
  EXPECT_EQ(declared("int r; if (*d) { r = 1; } *d = r;"),
            "  int r;\n  if (*d) {\n    r = 1;\n  }\n  *d = r;\n");
  EXPECT_EQ(declared("if (*d) { int r = 1; *d = r; }"),
            "  if (*d) {\n    int r = 1;\n    *d = r;\n  }\n");
  // The condition of a do loop is outside its body.
  EXPECT_EQ(declared("int r; do { r = *d; } while (r);").substr(0, 9), "  int r;\n");
  EXPECT_EQ(declared("for (int i = 0; i < 2; i++) { } int i = 5;").substr(0, 9), "  int i;\n");
  // s comes second however early it is assigned.
  EXPECT_EQ(declared("int r; int s = 1; r = 2;"), "  int r;\n  int s = 1;\n  r = 2;\n");
  // Never mentioned again.
  EXPECT_EQ(declared("int r; int s = 1;"), "  int r;\n  int s = 1;\n");
  EXPECT_EQ(declared("r = r + 1; int s = r;", "0:r=5;"), "  r = r + 1;\n  int s = r;\n");
}

TEST(Print, TheInitBlockHoldsWhatReadingBackNeeds) {
  // y stands first in the table of locations and last in the parameter list.
  const litmus::Test test =
      parse_test("C t\n{ y=0; int z=1; }\nP0 (int* x, int* y) { *x = 1; }\nexists ([z]=1)", "t");
  EXPECT_NE(to_litmus(test).find("{ [y]=0; int z=1; }"), std::string::npos) << to_litmus(test);

  litmus::Test made = parse_test(kStoreBuffering, "SB.litmus");
  std::swap(made.locations[0], made.locations[1]);
  for (Thread& thread : made.threads) thread.parameters = {1, 0};
  EXPECT_EQ(parse_test(to_litmus(made), "printed").locations, made.locations) << to_litmus(made);
}

TEST(Print, BeyondHerd) {
  EXPECT_THAT(
      beyond_herd(test_of("int r = *d; if (r == 1) { *d = 2; } while (r != 0) { r = *d; }")),
      ElementsAre("an atomic pointer", "atomic_flag"));
  EXPECT_THAT(beyond_herd(parse_test("C++ t\n{}\nP0 (int* d) { for (;;) { if (*d && !*d) break; } "
                                     "do { } while (*d % 2u); }\nexists ([d]<1)",
                                     "t")),
              ElementsAre("the header C++", "a for loop", "'&&'", "unary '!'", "break", "a do loop",
                          "'%'", "literals with a suffix", "'<' in the condition"));
}

TEST(Print, Outcomes) {
  const litmus::Test test = parse_test(
      "C t\n{}\nP0 (int* x, uint64_t* u, int** p) { int* r = x; }\n"
      "locations [x; u; p; 0:r;]",
      "t");
  EXPECT_EQ(to_string(Outcome{1, -1, pointer_to(0), 0}, test),
            "[x]=1; [u]=18446744073709551615; [p]=x; 0:r=0;");
}

// --- random programs

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}

  std::string program() {
    std::string text = "C++ random\n{ " + pick({"", "[x]=1;", "int v[3]={1,2,3};", "0:r0=4;"}) +
                       " int w[2]; *p=d; }\n";
    for (int i = 0; i < 2; ++i) {
      text += "P" + std::to_string(i) +
              " (atomic_int* x, std::atomic<long>& y, int* d, uint8_t* c, atomic_flag* f, "
              "std::mutex& m, int** p, int* w) {\n  int r0; unsigned r1 = 1; bool r2; int* r3;\n";
      for (int s = 0; s < 6; ++s) text += statement(3);
      text += "}\n";
    }
    return text + "filter " + proposition(2) + "\nexists " + proposition(3) + "\n";
  }

 private:
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  std::string pick(const std::vector<std::string>& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }
  std::string order() { return "memory_order_" + pick({"relaxed", "seq_cst"}); }
  std::string local() { return pick({"r0", "r1", "r2"}); }

  std::string value(int depth) {
    if (depth == 0)
      return pick({"1", "0", "-7", "5u", "0xff", "9ul", "r0", "r1", "r2", "*d", "*c"});
    const std::string a = value(depth - 1);
    switch (below(10)) {
      case 0:
        return "(" + a + ")";
      case 1:
        return pick({"-", "!", "~"}) + "(" + a + ")";
      case 2:
        return a + " ? " + value(depth - 1) + " : (" + value(depth - 1) + ")";
      case 3:
        return "(" + pick({"uint8_t", "long", "unsigned"}) + ")(" + a + ")";
      case 4:
        return "x->load(" + order() + ")";
      case 5:
        return "w[(" + a + ") & 1]";
      case 6:
        return "(" + local() + " = " + a + ")";
      case 7:
        return "(r0++ + y.fetch_add(" + a + "))";
      default:
        return "(" + a + ") " +
               pick({"+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "==", "!=", "<",
                     ">=", "&&", "||"}) +
               " " + value(depth - 1);
    }
  }

  std::string simple() {
    switch (below(9)) {
      case 0:
        return local() + " = " + value(2);
      case 1:
        return "*d = " + value(2);
      case 2:
        return "x->store(" + value(1) + ", " + order() + ")";
      case 3:
        return "y " + pick({"+=", "-=", "&=", "="}) + " " + value(1);
      case 4:
        return "r0 = x->compare_exchange_" + pick({"weak", "strong"}) + "(r0, " + value(1) + ")";
      case 5:
        return "atomic_thread_fence(" + order() + ")";
      case 6:
        return pick({"m.lock()", "m.unlock()", "atomic_flag_clear(f)", "r2 = f->test_and_set()"});
      case 7:
        return pick({"r3 = *p", "*p = d", "*p = w + 1", "r0 = **p", "r3 = &w[1]"});
      default:
        return pick({"r0++", "--r1", "r0 <<= 1", "w[0] += 2", "y++"});
    }
  }

  std::string block(int depth) {
    std::string text = "{\n";
    for (int i = below(3); i >= 0; --i) text += statement(depth - 1);
    return text + "}\n";
  }

  std::string statement(int depth) {
    if (depth == 0) return simple() + ";\n";
    switch (below(12)) {
      case 0:
        return "if (" + value(1) + ") " + block(depth) + "else " + block(depth);
      case 1:
        return "if (" + value(1) + ") " + statement(depth - 1);
      case 2:
        return "while (" + value(1) + ") { " + statement(depth - 1) + "break; }\n";
      case 3:
        return "do " + block(depth) + "while (" + value(1) + ");\n";
      case 4:
        return "for (" + simple() + "; " + value(1) + "; r0++) " + block(depth);
      case 5:
        return block(depth);
      case 6:
        return "int n" + std::to_string(next_++) + " = " + value(2) + ";\n";
      case 7:
        return "for (int n" + std::to_string(next_++) + " = 0; r0; ) { continue; }\n";
      case 8:
        return "{ return; }\n";
      default:
        return simple() + ";\n";
    }
  }

  std::string proposition(int depth) {
    if (depth == 0) {
      return pick({"0:r0=1", "1:r1!=2", "[x]<3", "[d]=[x]", "w[1]={1,2}", "w={1,2}", "0:r3=d",
                   "p!=&w[1]", "true", "false", "1:r2=0:r2"});
    }
    const std::string a = proposition(depth - 1), b = proposition(depth - 1);
    return pick({"(" + a + ")", "~(" + a + ")", "(" + a + " /\\ " + b + ")",
                 "(" + a + " \\/ " + b + " \\/ " + a + ")", "((" + a + ") => " + b + ")"});
  }

  std::mt19937 engine_;
  int next_ = 0;
};

TEST(Print, RandomProgramsReadBackEqual) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    const std::string text = Random(seed).program();
    SCOPED_TRACE(text);
    const litmus::Test test = parse_test(text, "random");
    const std::string printed = to_litmus(test);
    const litmus::Test again = parse_test(printed, "printed");
    ASSERT_EQ(again, test) << printed;
    ASSERT_EQ(to_litmus(again), printed);
    ASSERT_EQ(again.hash, hash_of(test));
  }
}

}  // namespace
}  // namespace litmus
