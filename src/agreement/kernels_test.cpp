// Kernels compute what the models' effects compute: every role played alone, one after the other,
// against stepping through the effects of its thread (played.h). The catalogue's kernels as
// they were built; others compiled here, as the command would.
#include <gtest/gtest.h>

#include <map>

#include "agreement/played.h"
#include "backend/catalogue_kernels.h"
#include "lang/parse.h"
#include "litmus/questions.h"

namespace litmus {
namespace {

TEST(Kernels, OfTheCatalogue) {
  std::map<std::string, litmus::Test> tests;
  for (const Question& question : questions()) {
    if (!question.path.ends_with(".litmus")) continue;
    litmus::Test test = parse_test(question.text, question.path);
    tests.emplace(test.name, std::move(test));
  }
  const std::vector<Kernel> kernels = catalogue_kernels();
  EXPECT_EQ(kernels.size(), tests.size());
  for (const Kernel& kernel : kernels) {
    const auto found = tests.find(std::string(kernel.name));
    ASSERT_NE(found, tests.end()) << kernel.name;
    expect_same(found->second, kernel);
  }
}

// What one thread computes, in C++ over a few shared objects; the condition observes a, b, r and s.
struct Snippet {
  const char* name;
  const char* body;
};

constexpr Snippet kSnippets[] = {
    {"precedence", "r = 2 + 3 * 4 - 10 / 3 % 2; s = (1 | 6 & 3 ^ 5) << 2 >> 1;"},
    {"wrapping", "r = 2147483647; r = r + 1; s = -r; s = s - 1;"},
    {"division", "int z = 0; r = 7 / z; s = 7 % z; a.store(-7 / 2); b.store(-7 % 2);"},
    {"smallest", "long n = 1; n = n << 63; r = (n / -1 == n); s = n % -1 == 0;"},
    {"shifts", "int n = 33; r = 1 << n; s = -8 >> 1; n = -1; a.store(1 << n); b.store(5 >> 32);"},
    {"comparisons", "unsigned u = 1; r = (-1 < u); s = (-1 < 1) + 2 * (3 >= 3) + 4 * (2 != 2);"},
    {"narrow", "uint8_t c = 250; c += 10; r = c; int8_t k = 127; k++; s = k;"},
    {"connectives", "r = a.load() == 0 || b.fetch_add(1) == 0; s = b.fetch_add(2) && a.load();"},
    {"conditional", "r = a.load() ? b.fetch_add(1) : b.fetch_sub(5); s = r == 7 ? 1 : 2;"},
    {"not", "r = !a.load() + !!b.load(); s = ~r;"},
    {"order", "r = a.fetch_add(1) * 10 + a.fetch_add(1) * 100 + a.load(); s = b.load() - a;"},
    {"nested", "a.store(b.exchange(a.load() + 5)); r = a.load(); s = b.load();"},
    {"updates", "r = b.fetch_or(8); s = b.fetch_xor(3); a.store(b.fetch_and(12)); b.fetch_sub(1);"},
    {"strong", "int e = 7; r = b.compare_exchange_strong(e, 9); s = e;"},
    {"strong fails", "int e = 8; r = b.compare_exchange_strong(e, 9); s = e;"},
    {"other width", "long e = 7; r = w.compare_exchange_strong(e, 9); s = e;"},
    {"loop", "for (int i = 0; i < 5; ++i) { if (i == 1) continue; if (i == 4) break; r += i; }"},
    {"while", "int i = 0; while (i < 10) { i += 3; if (i > 7) break; a.fetch_add(i); } r = i;"},
    {"do", "do { r++; } while (r < 3); s = r;"},
    {"cas loop", "int e; do { e = b.load(); } while (!b.compare_exchange_weak(e, e * 2)); r = e;"},
    {"return", "r = 1; if (b.load() == 7) return; r = 2;"},
    {"return in a loop", "while (1) { r++; if (r == 3) return; }"},
    {"never ends", "while (a.load() == 0) { r = 1; }"},
    {"flag", "r = f.test_and_set(); s = f.test_and_set(); f.clear(); s += 2 * f.test_and_set();"},
    {"mutex", "m.lock(); r = 1; m.unlock(); m.lock(); s = 2; m.unlock();"},
    {"deadlock", "m.lock(); m.lock(); r = 1;"},
    {"plain", "d = d + 1; r = d; d += r; s = d;"},
    {"fences", "std::atomic_thread_fence(std::memory_order_seq_cst); a.store(3, "
               "std::memory_order_release); std::atomic_signal_fence(std::memory_order_acq_rel); "
               "r = a.load(std::memory_order_acquire);"},
    {"wide", "w.store(1l << 40); long x = w.fetch_add(5); r = x >> 38; s = w.load() - x;"},
    {"unsigned", "unsigned u = 0; u = u - 1; r = u / 2 == 2147483647; s = u > 0;"},
    {"bool", "bool t = 5; r = t + t; t = 0; s = t;"},
    {"atomic bare", "a = 4; r = a; a += 3; s = a++; b = s;"},
};

litmus::Test test_of(const Snippet& snippet) {
  const std::string text =
      std::string(
          "C++ snippet\n"
          "{ [b] = 7; d = 41; }\n"
          "P0 (std::atomic<int>& a, std::atomic<int>& b, std::atomic<long>& w, "
          "std::atomic_flag& f,\n    std::mutex& m, int& d) {\n  int r = 0; int s = 0;\n  ") +
      snippet.body + "\n}\nlocations [a; b; w; d] exists (0:r = 0 /\\ 0:s = 0)\n";
  litmus::Test test = parse_test(text, snippet.name);
  test.name = snippet.name;
  return test;
}

TEST(Kernels, OfSnippets) {
  std::vector<litmus::Test> tests;
  for (const Snippet& snippet : kSnippets) tests.push_back(test_of(snippet));
  expect_same_when_compiled(tests);
}

TEST(Kernels, OfPointersAndArrays) {
  expect_same_when_compiled({
      parse_test(R"(C pointers
{ int x = 5; int y = 6; int* p = x; }
P0 (int** p, int* x, int* y) { int* r0 = *p; int r1 = *r0; *p = y; }
P1 (int** p, int* x) { int* r0 = *p; *r0 = 9; int* r1 = x; *p = r1; }
locations [p; x; y] exists (0:r0 = x /\ 0:r1 = 5 /\ 1:r0 = y /\ 1:r1 = x))",
                 "pointers.litmus"),
      parse_test(R"(C arrays
{ int a[3] = {1, 2, 3}; }
P0 (int* a, atomic_int* z) {
  int r0 = a[2];
  a[1] = r0 + 4;
  int r1 = atomic_load_explicit(z + (r0 ^ r0), memory_order_relaxed);
}
locations [a[0]; a[1]; a[2]] exists (0:r0 = 3 /\ 0:r1 = 0))",
                 "arrays.litmus"),
      parse_test(R"(C expected-in-memory
{ [x] = 3; int e = 4; }
P0 (atomic_int* x, int* e) {
  int r0 = atomic_compare_exchange_strong(x, e, 8);
  int r1 = atomic_compare_exchange_strong(x, e, 8);
}
locations [x; e] exists (0:r0 = 0 /\ 0:r1 = 1))",
                 "expected.litmus"),
      parse_test(R"(C nothing
{ [x] = 1; }
P0 (atomic_int* x) { atomic_store_explicit(x, 2, memory_order_relaxed); }
forall (true))",
                 "nothing.litmus"),
  });
}

}  // namespace
}  // namespace litmus
