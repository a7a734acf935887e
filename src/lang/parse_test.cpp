// What the parser makes of each spelling: bodies are read and printed back as canonical C.
#include "lang/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lang/print.h"
#include "lang/print_code.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kParameters =
    "atomic_int* x, std::atomic<int>& y, int* d, int& e, atomic_uint* u, std::atomic<bool>* b, "
    "std::atomic_flag* f, std::mutex& m, mtx_t* n, int** p, std::atomic<int*>* q, int* v";

litmus::Test read(const std::string& body, std::vector<Warning>* warnings = nullptr) {
  const std::string text = "C++ t\n{ int v[3]={1,2,3}; int *p=d; }\nP0 (" +
                           std::string(kParameters) + ") {\n" + body + "\n}\nexists (true)\n";
  return parse_test(text, "t.litmus", warnings);
}

// The body of P0 as canonical C, each line's indentation kept beyond the first level.
std::string canonical(const std::string& body) {
  const litmus::Test test = read(body);
  EXPECT_EQ(parse_test(to_litmus(test), "printed"), test) << to_litmus(test);
  std::string text = code(test, 0, Spelling::C);
  std::string lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines += (lines.empty() ? "" : "\n") + text.substr(at + 2, end - at - 2);
    at = end + 1;
  }
  return lines;
}

TEST(Parse, LoadsInEverySpelling) {
  const std::string load = "int r = atomic_load_explicit(x, memory_order_acquire);";
  EXPECT_EQ(canonical("int r = atomic_load_explicit(x, memory_order_acquire);"), load);
  EXPECT_EQ(canonical("int r = std::atomic_load_explicit(x, std::memory_order_acquire);"), load);
  EXPECT_EQ(canonical("int r = x->load(std::memory_order_acquire);"), load);
  EXPECT_EQ(canonical("int r = x->load(std::memory_order::acquire);"), load);
  EXPECT_EQ(canonical("int r = (*x).load(memory_order::acquire);"), load);
  EXPECT_EQ(canonical("int r{x->load(memory_order_acquire)};"), load);
  EXPECT_EQ(canonical("auto r = x->load(memory_order_acquire);"), load);
  EXPECT_EQ(canonical("const int r = x->load(memory_order_acquire);"), load);
}

TEST(Parse, WithoutAnOrderIsSeqCst) {
  const std::string load = "int r = atomic_load_explicit(y, memory_order_seq_cst);";
  EXPECT_EQ(canonical("int r = y;"), load);
  EXPECT_EQ(canonical("int r = y.load();"), load);
  EXPECT_EQ(canonical("int r = atomic_load(&y);"), load);
  EXPECT_EQ(canonical("int r = std::atomic_load(&y);"), load);
  const std::string store = "atomic_store_explicit(x, 1, memory_order_seq_cst);";
  EXPECT_EQ(canonical("*x = 1;"), store);
  EXPECT_EQ(canonical("x->store(1);"), store);
  EXPECT_EQ(canonical("atomic_store(x, 1);"), store);
}

TEST(Parse, PlainAccessesStayPlain) {
  EXPECT_EQ(canonical("*d = 1; e = *d + e; int r = d[0];"), "*d = 1;\n*e = *d + *e;\nint r = *d;");
  EXPECT_EQ(canonical("atomic_init(x, 5);"), "atomic_init(x, 5);");
}

TEST(Parse, Updates) {
  EXPECT_EQ(canonical("int r = x->exchange(1, memory_order_release);"),
            "int r = atomic_exchange_explicit(x, 1, memory_order_release);");
  EXPECT_EQ(canonical("x->fetch_add(2);"),
            "atomic_fetch_add_explicit(x, 2, memory_order_seq_cst);");
  EXPECT_EQ(canonical("u->fetch_xor(2, std::memory_order_relaxed);"),
            "atomic_fetch_xor_explicit(u, 2, memory_order_relaxed);");
  EXPECT_EQ(canonical("y += 2;"), "atomic_fetch_add_explicit(y, 2, memory_order_seq_cst);");
  EXPECT_EQ(canonical("*x -= 2;"), "atomic_fetch_sub_explicit(x, 2, memory_order_seq_cst);");
  EXPECT_EQ(canonical("*u |= 1; *u &= 1; *u ^= 1;"),
            "atomic_fetch_or_explicit(u, 1, memory_order_seq_cst);\n"
            "atomic_fetch_and_explicit(u, 1, memory_order_seq_cst);\n"
            "atomic_fetch_xor_explicit(u, 1, memory_order_seq_cst);");
  EXPECT_EQ(canonical("y++; --*x;"),
            "atomic_fetch_add_explicit(y, 1, memory_order_seq_cst);\n"
            "atomic_fetch_sub_explicit(x, 1, memory_order_seq_cst);");
}

TEST(Parse, ValuesOfSteps) {
  EXPECT_EQ(canonical("int r = y++;"),
            "int r = atomic_fetch_add_explicit(y, 1, memory_order_seq_cst);");
  EXPECT_EQ(canonical("int r = ++y;"),
            "int r = atomic_fetch_add_explicit(y, 1, memory_order_seq_cst) + 1;");
  EXPECT_EQ(canonical("int r = (y -= 3);"),
            "int r = atomic_fetch_sub_explicit(y, 3, memory_order_seq_cst) - 3;");
  EXPECT_EQ(canonical("int r = 0; r++; ++r; r += 2; r <<= 1;"),
            "int r = 0;\nr = r + 1;\nr = r + 1;\nr = r + 2;\nr = r << 1;");
  EXPECT_EQ(canonical("int r = 0; int s = r++; int t = ++r;"),
            "int r = 0;\nint s = (r = r + 1) - 1;\nint t = r = r + 1;");
  // In a narrow type the old value needs wrapping back: 255 + 1 is 0, and 0 - 1 is 255.
  EXPECT_EQ(canonical("uint8_t r = 255; int s = r++;"),
            "uint8_t r = 255;\nint s = (uint8_t)((r = r + 1) - 1);");
  EXPECT_EQ(canonical("e += 2; (*d)++;"), "*e = *e + 2;\n*d = *d + 1;");
}

TEST(Parse, CompareExchangeInEverySpelling) {
  const std::string strong =
      "int r = 0;\nbool ok = atomic_compare_exchange_strong_explicit(x, &r, 1, "
      "memory_order_acq_rel, memory_order_acquire);";
  for (const char* spelling :
       {"x->compare_exchange_strong(r, 1, std::memory_order_acq_rel)",
        "x->compare_exchange_strong(r, 1, memory_order_acq_rel, memory_order_acquire)",
        "atomic_compare_exchange_strong_explicit(x, &r, 1, memory_order_acq_rel, "
        "memory_order_acquire)",
        "atomic_compare_exchange_strong_explicit(x, &r, 1, memory_order_acq_rel)",
        "SCAS(x, &r, 1, memory_order_acq_rel, memory_order_acquire)"}) {
    EXPECT_EQ(canonical("int r = 0; bool ok = " + std::string(spelling) + ";"), strong);
  }
  EXPECT_EQ(canonical("int r = 0; y.compare_exchange_weak(r, 1);"),
            "int r = 0;\natomic_compare_exchange_weak_explicit(y, &r, 1, memory_order_seq_cst, "
            "memory_order_seq_cst);");
  EXPECT_EQ(canonical("atomic_compare_exchange_weak(x, d, 1);"),
            "atomic_compare_exchange_weak_explicit(x, d, 1, memory_order_seq_cst, "
            "memory_order_seq_cst);");
  EXPECT_EQ(canonical("x->compare_exchange_strong(e, 1, memory_order_release);"),
            "atomic_compare_exchange_strong_explicit(x, e, 1, memory_order_release, "
            "memory_order_relaxed);");
}

TEST(Parse, FlagsMutexesAndFences) {
  EXPECT_EQ(canonical("bool r = f->test_and_set(std::memory_order_acquire);"),
            "bool r = atomic_flag_test_and_set_explicit(f, memory_order_acquire);");
  EXPECT_EQ(canonical("atomic_flag_test_and_set(f); atomic_flag_clear(f); bool r = f->test();"),
            "atomic_flag_test_and_set_explicit(f, memory_order_seq_cst);\n"
            "atomic_flag_clear_explicit(f, memory_order_seq_cst);\n"
            "bool r = atomic_flag_test_explicit(f, memory_order_seq_cst);");
  EXPECT_EQ(canonical("m.lock(); m.unlock(); mtx_lock(n); n->unlock(); lock(n); unlock(&m); "
                      "spin_lock(n); spin_unlock(n);"),
            "mtx_lock(m);\nmtx_unlock(m);\nmtx_lock(n);\nmtx_unlock(n);\nmtx_lock(n);\n"
            "mtx_unlock(m);\nmtx_lock(n);\nmtx_unlock(n);");
  EXPECT_EQ(
      canonical("std::atomic_thread_fence(std::memory_order_acq_rel); "
                "atomic_signal_fence(memory_order_release);"),
      "atomic_thread_fence(memory_order_acq_rel);\natomic_signal_fence(memory_order_release);");
}

TEST(Parse, PrecedenceIsCs) {
  EXPECT_EQ(canonical("int r = 1 + 2 * 3 - 4 / 2 % 3;"), "int r = 1 + 2 * 3 - 4 / 2 % 3;");
  EXPECT_EQ(canonical("int r = (1 + 2) * 3; r = 1 - (2 - 3); r = (1 - 2) - 3;"),
            "int r = (1 + 2) * 3;\nr = 1 - (2 - 3);\nr = 1 - 2 - 3;");
  EXPECT_EQ(canonical("int r = 1 | 2 ^ 3 & 4 == 5 < 6 << 7;"),
            "int r = 1 | 2 ^ 3 & 4 == 5 < 6 << 7;");
  EXPECT_EQ(canonical("int r = (((1 | 2) ^ 3) & 4) == 5;"), "int r = (((1 | 2) ^ 3) & 4) == 5;");
  EXPECT_EQ(canonical("int r = 1 || 2 && 3; r = (1 || 2) && 3;"),
            "int r = 1 || 2 && 3;\nr = (1 || 2) && 3;");
  EXPECT_EQ(canonical("int r = 1 ? 2 : 3 ? 4 : 5; r = (1 ? 2 : 3) ? 4 : 5;"),
            "int r = 1 ? 2 : 3 ? 4 : 5;\nr = (1 ? 2 : 3) ? 4 : 5;");
  EXPECT_EQ(canonical("int r = -1; r = - -r; r = !~r; r = -(r + 1); r = +r;"),
            "int r = -1;\nr = - -r;\nr = !~r;\nr = -(r + 1);\nr = r;");
  EXPECT_EQ(canonical("int r; int s; r = s = 1; r = (s = 2) + 1;"),
            "int r;\nint s;\nr = s = 1;\nr = (s = 2) + 1;");
}

TEST(Parse, LiteralsKeepTheirTypes) {
  EXPECT_EQ(canonical("long r = 0x1F; r = 5u; r = 5L; r = 5000000000; r = 0xffffffff; r = 5ull;"),
            "int64_t r = 31;\nr = 5u;\nr = 5l;\nr = 5000000000;\nr = 4294967295u;\nr = 5ul;");
  EXPECT_EQ(canonical("uint64_t r = 18446744073709551615u;"),
            "uint64_t r = 18446744073709551615ul;");
  EXPECT_EQ(canonical("bool r = true; r = false; int* t = nullptr; t = NULL;"),
            "bool r = 1;\nr = 0;\nint* t = 0;\nt = 0;");
}

TEST(Parse, CastsAndTypes) {
  EXPECT_EQ(canonical("int r = (int) 5; r = (uint8_t) 300; r = static_cast<short>(r);"),
            "int r = 5;\nr = (uint8_t)300;\nr = (int16_t)r;");
  EXPECT_EQ(
      canonical("unsigned long long a = 1; signed char c = 1; short int s = 1; size_t z = 1;"),
      "uint64_t a = 1;\nint8_t c = 1;\nint16_t s = 1;\nuint64_t z = 1;");
  EXPECT_EQ(canonical("(void) x->load(); (void) e;"),
            "atomic_load_explicit(x, memory_order_seq_cst);\n*e;");
}

TEST(Parse, PointersAndArrays) {
  EXPECT_EQ(canonical("int* r = *p; *r = 1; int s = **p;"), "int* r = *p;\n*r = 1;\nint s = **p;");
  EXPECT_EQ(canonical("int r = v[2]; r = *(v + 1); r = v[r]; r = *(v + (r ^ r)); v[0] = 1;"),
            "int r = *(v + 2);\nr = *(v + 1);\nr = *(v + r);\nr = *(v + (r ^ r));\n*v = 1;");
  EXPECT_EQ(canonical("int r = 0; x[r & 0].store(1, memory_order_relaxed);"),
            "int r = 0;\natomic_store_explicit(x + (r & 0), 1, memory_order_relaxed);");
  EXPECT_EQ(canonical("int* r = q->load(memory_order_acquire); int s = *r; q->store(d);"),
            "int* r = atomic_load_explicit(q, memory_order_acquire);\nint s = *r;\n"
            "atomic_store_explicit(q, d, memory_order_seq_cst);");
  EXPECT_EQ(canonical("int* r = &e; *p = &v[1]; bool t = r == &e && *p != 0;"),
            "int* r = e;\n*p = v + 1;\nbool t = r == e && *p != 0;");
  EXPECT_EQ(canonical("atomic_int* r = x; r->store(1); int s = *r;"),
            "atomic_int* r = x;\natomic_store_explicit(r, 1, memory_order_seq_cst);\n"
            "int s = atomic_load_explicit(r, memory_order_seq_cst);");
}

// An atomic pointer in its three spellings.
TEST(Parse, AtomicPointers) {
  auto object = [](const std::string& type) {
    const litmus::Test test = parse_test(
        "C t\n{ int z=5; p=z; }\nP0 (" + type + " p, int* z) { int r = 1; }\n"
        "exists (0:r=1)\n",
        "t");
    return test.locations.at(0).name == "p" ? test.locations[0].type : test.locations.at(1).type;
  };
  const Type pointer = object("_Atomic(int*)*");
  EXPECT_TRUE(pointer.atomic);
  EXPECT_EQ(pointer.pointers, 1);
  EXPECT_EQ(object("int* _Atomic*"), pointer);
  EXPECT_EQ(object("int *_Atomic *"), pointer);
}

TEST(Parse, ControlFlow) {
  EXPECT_EQ(
      canonical("if (*d) e = 1; else if (*d == 2) { e = 2; } else { e = 3; e = 4; }"),
      "if (*d) {\n  *e = 1;\n} else if (*d == 2) {\n  *e = 2;\n} else {\n  *e = 3;\n  *e = 4;\n}");
  EXPECT_EQ(canonical("while (!x->load()) ;"),
            "while (!atomic_load_explicit(x, memory_order_seq_cst)) {\n}");
  EXPECT_EQ(canonical("while (*d) { }"), "while (*d) {\n}");
  EXPECT_EQ(canonical("do { e = 1; } while (*d);"), "do {\n  *e = 1;\n} while (*d);");
  EXPECT_EQ(canonical("for (int i = 0; i < 3; i++) { if (i) continue; break; }"),
            "for (int i = 0; i < 3; i = i + 1) {\n  if (i) {\n    continue;\n  }\n  break;\n}");
  EXPECT_EQ(canonical("for (;;) { return; }"), "for (; 1; ) {\n  return;\n}");
  EXPECT_EQ(canonical("int i; int j; for (i = 0, j = 1; i < j; i++, j--) e = i;"),
            "int i;\nint j;\nfor (i = 0, j = 1; i < j; i = i + 1, j = j - 1) {\n  *e = i;\n}");
  EXPECT_EQ(canonical("if (*d) if (e) *d = 1; else *d = 2;"),
            "if (*d) {\n  if (*e) {\n    *d = 1;\n  } else {\n    *d = 2;\n  }\n}");
}

TEST(Parse, OneNameIsOneLocal) {
  const litmus::Test test = read("if (*d) { int r = 1; } else { int r = 2; } int s = 3, t;");
  ASSERT_EQ(test.threads[0].locals.size(), 3u);
  EXPECT_EQ(test.threads[0].locals[0].name, "r");
  EXPECT_EQ(test.threads[0].body[0].body[0].expr.index, 0);
  EXPECT_EQ(test.threads[0].body[0].otherwise[0].expr.index, 0);
}

TEST(Parse, CommentsAnywhere) {
  EXPECT_EQ(canonical("// exists (true)\n*d = 1; /* filter } */ (* final *) e = (*d) + (* d);"),
            "*d = 1;\n*e = *d + *d;");
  const litmus::Test test = parse_test(
      "(* first\n   second *)\nC t (* name *) { (* a *) [x]=1; // b\n } (* c (* d *) *)\n"
      "P0 (int* x) { *x = 2; } // e\n exists (* f *) ([x]=2) (* g *)",
      "t.litmus");
  EXPECT_EQ(test.doc, "first\nsecond\nname");
  EXPECT_EQ(test.locations[0].initial, 1);
}

TEST(Parse, HeaderLines) {
  std::vector<Warning> warnings;
  const litmus::Test test = parse_test(
      "C++ a/b+c.d[1]-e_2 (title)\n\"quoted text\"\nCom=Rf Fr\nno key here\nExpect = sc:never \n"
      "{}\nvoid P0() {}\n",
      "dir/file.litmus", &warnings);
  EXPECT_EQ(test.header, litmus::Test::Header::Cpp);
  EXPECT_EQ(test.name, "a/b+c.d[1]-e_2");
  EXPECT_EQ(test.doc, "quoted text");
  EXPECT_EQ(metadata(test, "Com"), "Rf Fr");
  EXPECT_EQ(metadata(test, "Expect"), "sc:never");
  EXPECT_EQ(metadata(test, "com"), "");
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_EQ(warnings[0].place.line, 4);
  EXPECT_EQ(parse_test("C --\n{}\nP0() {}", "dir/file.litmus").name, "file");
}

TEST(Parse, InitBlock) {
  const litmus::Test test = parse_test(
      "C t\n{ [x]=1; y=-2; _Atomic int a=3; int *p=&y; *q=x; int v[2]={4,5}; 0:r=6; "
      "uint8_t 0:s=7; 0:t=y; flag; std::atomic<uint64_t> w=0xffffffffffffffff; }\n"
      "P0 (atomic_int* x, int* y, atomic_int* a, int** p, atomic_int** q, int* v, int* z) {\n"
      "  int r; r = r + s; int* t; *t = 1;\n}\n",
      "t.litmus");
  std::vector<std::string> names;
  std::vector<Value> values;
  for (const Location& location : test.locations) {
    names.push_back(location.name);
    values.push_back(location.initial);
  }
  EXPECT_THAT(names, ElementsAre("x", "y", "a", "p", "q", "v[0]", "v[1]", "flag", "w", "z"));
  EXPECT_THAT(values, ElementsAre(1, -2, 3, pointer_to(1), pointer_to(0), 4, 5, 0, -1, 0));
  EXPECT_EQ(to_c(test.locations[0].type), "atomic_int");
  EXPECT_EQ(to_c(test.locations[4].type), "atomic_int*");
  EXPECT_EQ(test.locations[5].array, 2);
  const std::vector<Local>& locals = test.threads[0].locals;
  ASSERT_EQ(locals.size(), 3u);
  EXPECT_EQ(locals[0].initial, 6);
  EXPECT_EQ(to_c(locals[1].type), "uint8_t");
  EXPECT_EQ(locals[2].initial, pointer_to(1));
  EXPECT_EQ(parse_test(to_litmus(test), "printed"), test) << to_litmus(test);
}

// A variable may be declared first and get its value later, in any form that says what it holds.
TEST(Parse, InitBlockDeclaresThenInitialises) {
  const litmus::Test once = parse_test(
      "C t\n{ int *y=&z; int a=3; int *q=0; }\nP0 (int* z, int** y, int* a) { *z = 1; }\n", "t");
  const litmus::Test twice = parse_test(
      "C t\n{ int *y; int a; int *q; *y=&z; [a]=3; *q=0; }\n"
      "P0 (int* z, int** y, int* a) { *z = 1; }\n",
      "t");
  EXPECT_EQ(once, twice);
  EXPECT_EQ(twice.locations[0].initial, pointer_to(3));
  EXPECT_EQ(twice.hash, once.hash);
}

// --- the question

litmus::Test ask(const std::string& question) {
  return parse_test(
      "C t\n{ int v[2]; int *p; }\nP0 (atomic_int* x, int* y) { int r = 0; int s = 1; }\n"
      "P1 (int* y, int** p) { int* r = y; }\n" +
          question,
      "t.litmus");
}

std::string asked(const std::string& question) {
  const litmus::Test test = ask(question);
  EXPECT_EQ(parse_test(to_litmus(test), "printed"), test) << to_litmus(test);
  return to_string(test.condition, test);
}

TEST(Parse, Quantifiers) {
  EXPECT_EQ(asked("exists (0:r=0)"), "exists (0:r=0)");
  EXPECT_EQ(asked("exists 0:r=0;"), "exists (0:r=0)");
  EXPECT_EQ(asked("~exists (0:r=0)"), "~exists (0:r=0)");
  EXPECT_EQ(asked("not exists (0:r=0)"), "~exists (0:r=0)");
  EXPECT_EQ(asked("forall (0:r=0)"), "forall (0:r=0)");
  EXPECT_EQ(asked("final (0:r=0)"), "exists (0:r=0)");
  EXPECT_EQ(asked("(0:r=0)"), "exists (0:r=0)");
  EXPECT_EQ(asked(""), "forall (true)");
}

TEST(Parse, Connectives) {
  EXPECT_EQ(asked("exists (0:r=0 /\\ 0:s=1 \\/ x=2)"), "exists (0:r=0 /\\ 0:s=1 \\/ [x]=2)");
  EXPECT_EQ(asked("exists (0:r=0 /\\ (0:s=1 \\/ [x]=2))"), "exists (0:r=0 /\\ (0:s=1 \\/ [x]=2))");
  EXPECT_EQ(asked("exists ((0:r=0 /\\ 0:s=1) /\\ x=2)"), "exists ((0:r=0 /\\ 0:s=1) /\\ [x]=2)");
  // An implication binds tighter than a conjunction, and to the right.
  EXPECT_EQ(asked("exists (0:r=0 /\\ 0:s=1 => x=2)"), "exists (0:r=0 /\\ 0:s=1 => [x]=2)");
  EXPECT_EQ(asked("exists ((0:r=0 /\\ 0:s=1) => x=2)"), "exists ((0:r=0 /\\ 0:s=1) => [x]=2)");
  EXPECT_EQ(asked("exists (0:r=0 => 0:s=1 => x=2)"), "exists (0:r=0 => 0:s=1 => [x]=2)");
  EXPECT_EQ(asked("exists ((0:r=0 => 0:s=1) => x=2)"), "exists ((0:r=0 => 0:s=1) => [x]=2)");
  EXPECT_EQ(asked("exists (~0:r=0 /\\ not (true \\/ false))"),
            "exists (~(0:r=0) /\\ ~(true \\/ false))");
}

TEST(Parse, Atoms) {
  EXPECT_EQ(asked("exists (P0:r==0 /\\ 0:s!=1 /\\ [x]<>2 /\\ x<-3 /\\ x<=4 /\\ x>5 /\\ x>=0x10)"),
            "exists (0:r=0 /\\ 0:s!=1 /\\ [x]!=2 /\\ [x]<-3 /\\ [x]<=4 /\\ [x]>5 /\\ [x]>=16)");
  EXPECT_EQ(asked("exists (0:r={0, 1} /\\ 0:s!={2})"), "exists (0:r={0,1} /\\ ~(0:s={2}))");
  EXPECT_EQ(asked("exists (0:r=0:s /\\ 0:r<[x] /\\ x=[v[1]])"),
            "exists (0:r=0:s /\\ 0:r<[x] /\\ [x]=[v[1]])");
  EXPECT_EQ(asked("exists (v[1]=3 /\\ v={1,2})"), "exists (v[1]=3 /\\ (v[0]=1 /\\ v[1]=2))");
  EXPECT_EQ(asked("exists (1:r=y /\\ p=&y /\\ [p]=0 /\\ p=v[1])"),
            "exists (1:r=y /\\ [p]=y /\\ [p]=0 /\\ [p]=v[1])");
}

std::vector<std::string> columns(const litmus::Test& test) {
  std::vector<std::string> names;
  for (const Column& column : test.observed) names.push_back(column.name);
  return names;
}

TEST(Parse, ColumnsAreLocationsThenConditionThenFilter) {
  const litmus::Test test =
      ask("locations [x; 0:r int; p*;]\nfilter (y=1 /\\ 0:s=1)\nexists (0:s=0 /\\ 1:r=y)");
  EXPECT_THAT(columns(test), ElementsAre("x", "0:r", "p", "0:s", "1:r", "y"));
  EXPECT_EQ(test.shown, 5);
  EXPECT_EQ(to_string(test.filter, test), "[y]=1 /\\ 0:s=1");
  EXPECT_EQ(parse_test(to_litmus(test), "printed"), test) << to_litmus(test);
  EXPECT_THAT(columns(ask("locations [v;]")), ElementsAre("v[0]", "v[1]"));
}

// Variables may have the names of clauses; in the question they stand in brackets, as they are
// printed.
TEST(Parse, VariablesCalledAsClausesStandInBrackets) {
  for (const std::string name : {"exists", "forall", "final", "not", "locations", "filter"}) {
    const std::string text = "C t\n{ }\nP0 (int* x, int* " + name + ") { *" + name + " = 1; }\n";
    const litmus::Test test =
        parse_test(text + "locations [" + name + "; x;]\nexists (not ([" + name + "]=0))", "t");
    EXPECT_EQ(to_string(test.condition, test), "exists (~([" + name + "]=0))");
    EXPECT_EQ(parse_test(to_litmus(test), "printed"), test) << to_litmus(test);
    for (const std::string& question : {"exists (" + name + "=1)", "exists (~" + name + "!=1)",
                                        "exists " + name + "=1", "filter " + name + "=1"}) {
      try {
        parse_test(text + question, "t");
        ADD_FAILURE() << question;
      } catch (const Error& error) {
        EXPECT_EQ(error.message(),
                  "'" + name + "' is a word of the question, and a variable of this test");
        EXPECT_EQ(error.hint(), "the variable is written [" + name + "]");
      }
    }
  }
}

TEST(Parse, TheHashSeesWhatIsObservedAndNotWhatIsExpected) {
  EXPECT_EQ(ask("exists (0:r=0)").hash, ask("forall (0:r=1)").hash);
  EXPECT_EQ(ask("exists (0:r=0)").hash, ask("filter (0:s=1) exists (0:r=0)").hash);
  EXPECT_NE(ask("exists (0:r=0)").hash, ask("exists (0:s=0)").hash);
}

TEST(Parse, AHashInTheFileWins) {
  const litmus::Test test =
      parse_test("C t\nHash=00112233445566778899aabbccddeeff\n{}\nP0() {}", "t.litmus");
  EXPECT_EQ(test.hash, "00112233445566778899aabbccddeeff");
}

// What takes its right side first stays an assignment: a function takes its arguments otherwise.
TEST(Parse, AssignmentsWithTwoSides) {
  const std::string x = "atomic_load_explicit(x, memory_order_seq_cst)";
  const std::string y = "atomic_load_explicit(y, memory_order_seq_cst)";
  EXPECT_EQ(canonical("v[x->load()] = y.load();"), "*(v + " + x + ") = " + y + ";");
  EXPECT_EQ(canonical("q[y.load()] = *p;"), "*(q + " + y + ") = *p;");
  EXPECT_EQ(canonical("u[x->load()] -= y.load();"), "*(u + " + x + ") -= " + y + ";");
  EXPECT_EQ(canonical("*d -= *d - y.load();"), "*d -= *d - " + y + ";");
  EXPECT_EQ(canonical("*d <<= y.load();"), "*d <<= " + y + ";");
  EXPECT_EQ(canonical("*d += 2;"), "*d = *d + 2;");
  EXPECT_EQ(canonical("int i = 0; u[i] += i++;"), "int i = 0;\n*(u + i) += (i = i + 1) - 1;");
}

TEST(Parse, AssignmentsOfCHaveNoOrder) {
  for (const char* statement : {"v[*x] = *x;", "v[i++] = i;", "v[i] = i++;"}) {
    const std::string code = std::string("int i = 0; ") + statement;
    const std::string rest = "P0 (int* v, atomic_int* x) { " + code + " }\nexists (true)\n";
    for (const auto& [header, warnings] : {std::pair("C", 1U), {"C++", 0U}}) {
      std::vector<Warning> found;
      parse_test(std::string(header) + " t\n{ int v[2]; }\n" + rest, "t.litmus", &found);
      EXPECT_EQ(found.size(), warnings) << header << ": " << statement;
    }
  }
}

TEST(Parse, AMutexMayBeCalledMutex) {
  const litmus::Test test = parse_test(
      "C++ t\n{ }\nP0 (std::mutex& mutex, int& d) { mutex.lock(); d = 1; mutex.unlock(); }\n"
      "P1 (mutex& mutex, int& d) { mutex.lock(); int r = d; mutex.unlock(); }\nexists (1:r=1)\n",
      "t.litmus");
  EXPECT_EQ(test.locations[0].name, "mutex");
  EXPECT_EQ(parse_test(to_litmus(test), "printed"), test);
}

// --- warnings

std::vector<std::string> warnings(const std::string& body) {
  std::vector<Warning> found;
  read(body, &found);
  std::vector<std::string> messages;
  for (const Warning& warning : found) messages.push_back(warning.message);
  return messages;
}

TEST(Parse, Warnings) {
  EXPECT_THAT(warnings("*d = 1;"), IsEmpty());
  EXPECT_THAT(warnings("int r = x->load(std::memory_order_consume);"),
              ElementsAre(HasSubstr("consume is read as acquire")));
  EXPECT_THAT(warnings("int r = 0; r == 1;"), ElementsAre("this statement does nothing"));
  const std::string open =
      "the parts of one expression are taken from left to right, which compilers need not do: "
      "write a statement for each";
  EXPECT_EQ(warnings("int r = x->load() * 2 + x->load();"), std::vector<std::string>({open}));
  EXPECT_EQ(warnings("int r = 0; if (x->load() == x->load()) { r = 1; }"),
            std::vector<std::string>({open}));
  EXPECT_THAT(warnings("int r = x->load() && x->load() ? x->load() : x->load() + 1;"), IsEmpty());
  EXPECT_THAT(warnings("x->store(x->load() + 1);"), IsEmpty());
  EXPECT_THAT(warnings("v[x->load()] = y.load(); *d += x->load();"), IsEmpty())
      << "C++ says which side comes first";
  EXPECT_THAT(warnings("int r = *d + *d;"), IsEmpty());
  EXPECT_EQ(canonical("int r = x->load(std::memory_order_consume);"),
            "int r = atomic_load_explicit(x, memory_order_acquire);");
}

// Keys of other tools pass; what is nearly one of ours would be missed by who wrote it.
TEST(Parse, AMisspeltKeyIsWarnedOf) {
  const auto found = [](const std::string& lines) {
    std::vector<Warning> all;
    parse_test("C t\n" + lines + "{ }\nP0 (int* x) { *x = 1; }\n", "t.litmus", &all);
    return all;
  };
  EXPECT_THAT(found("Expect=sc:never\nHash=00\nCom=Rf\nOrig=\nCycle=\nRelax=\nSafe=\nMT=\n"
                    "Prefetch=\nGenerator=\nAffinity=\nVariant=\nStable=\nAlign=\nTTHM=\nEL0=\n"
                    "CacheType=\nMemoryType=\nAuthor=\nMT2=\n"),
              IsEmpty());
  for (const char* line : {"Expcet=sc:never\n", "Expected=sc:never\n", "expect=sc:never\n"}) {
    const std::vector<Warning> all = found(std::string("Com=Rf\n  ") + line);
    ASSERT_EQ(all.size(), 1u) << line;
    EXPECT_THAT(all[0].message, HasSubstr("did you mean 'Expect'?"));
    EXPECT_EQ(all[0].place.line, 3);
    EXPECT_EQ(all[0].place.column, 3);
  }
}

TEST(Parse, VolatileIsReadWithOneWarning) {
  std::vector<Warning> found;
  const litmus::Test test = parse_test(
      "C volatile\n{ }\nP0 (volatile int* x, volatile int* y) { *x = 1; *y = 1; }\n"
      "P1 (volatile atomic_int* z) { *z = 1; }\nexists (x=1)\n",
      "volatile.litmus", &found);
  EXPECT_FALSE(test.locations[0].type.atomic);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_THAT(found[0].message, HasSubstr("'volatile' is read and says nothing"));
  EXPECT_EQ(found[0].place.line, 3);
}

TEST(Parse, VolatileIsWarnedOfWhateverStandsBesideIt) {
  for (const std::string type : {"volatile const int", "const volatile int", "volatile int const",
                                 "int const volatile", "int volatile const"}) {
    std::vector<Warning> found;
    parse_test("C t\n{ }\nP0 (" + type + "* x) { int r = *x; }\nexists (0:r=1)\n", "t", &found);
    EXPECT_EQ(found.size(), 1u) << type;
  }
}

TEST(Parse, AByteOrderMarkIsNoPartOfTheTest) {
  const std::string text = "C marked\n{ }\nP0 (atomic_int* x) { *x = 1; }\nexists (x=1)\n";
  EXPECT_EQ(parse_test("\xef\xbb\xbf" + text, "marked"), parse_test(text, "marked"));
  try {
    parse_test("\xef\xbb\xbf" + std::string("C a*"), "marked");
    ADD_FAILURE() << "it was read";
  } catch (const Error& error) {
    EXPECT_EQ(error.place().column, 4);
    EXPECT_EQ(error.place().source, "C a*");
  }
}

TEST(Parse, PlacesPointIntoTheText) {
  const litmus::Test test = read("  *d = 1;\n  x->store(2);");
  const std::vector<Statement>& body = test.threads[0].body;
  EXPECT_EQ(body[0].expr.at.line, 4);
  EXPECT_EQ(body[0].expr.at.column, 3);
  EXPECT_EQ(body[1].expr.at.line, 5);
  EXPECT_EQ(body[1].expr.at.column, 3);
}

// What is printed takes more text than what was read: it has to be within the limits, too.
TEST(Parse, LimitsAreForTheTree) {
  const auto repeated = [](const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
  };
  EXPECT_EQ(canonical("int r = " + repeated("(", 100) + "1" + repeated(")", 100) + ";"),
            "int r = 1;");
  canonical("int r = 0;" + repeated("if (*d) ", 50) + "r = 1;");
  canonical("int r = 1" + repeated(" + *x", 127) + ";");
  canonical("int r = 1" + repeated(" + (*x)--", 63) + ";");
  EXPECT_THROW(canonical("int r = 1" + repeated(" + *x", 128) + ";"), Error);
  EXPECT_THROW(canonical("int r = 0;" + repeated("if (*d) ", 65) + "r = 1;"), Error);
}

TEST(Parse, RefusesAFileThatIsTooLarge) {
  const std::string text = "C t\n{}\nP0() {}\n" + std::string(kMaxFileBytes, ' ');
  EXPECT_THROW(parse_test(text, "t.litmus"), Error);
}

}  // namespace
}  // namespace litmus
