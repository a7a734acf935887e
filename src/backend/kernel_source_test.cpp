// Texts of generated roles, and what the tables around them say.
#include "backend/kernel_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "backend/role.h"
#include "backend/waiting.h"
#include "lang/parse.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

litmus::Test parsed(const std::string& text) { return parse_test("C++ made\n" + text, "made"); }

// Thread 0 with this body over int x, y, a flag f, a mutex m, a pointer p and a plain d.
litmus::Test with_body(const std::string& body) {
  return parsed(
      "{ }\nP0 (std::atomic<int>& x, std::atomic<int>& y, std::atomic_flag& f, "
      "std::mutex& m, int& d) {\n" +
      body + "\n}\nexists (x = 0)");
}

std::string role_of(const std::string& body) { return role_source(with_body(body), 0, "P0").text; }

TEST(KernelSource, StoreBuffering) {
  const litmus::Test test = parse_test(R"(C SB
{ }
P0 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(x, 1, memory_order_relaxed);
  int r0 = atomic_load_explicit(y, memory_order_acquire);
}
exists (0:r0=0))",
                                       "SB.litmus");
  const char* const expected = R"(extern "C" void k_0_P0(const Frame& frame, const Walk& walk) {
  const auto cells_x = frame.cells<std::atomic<std::int32_t>>(0);
  const auto cells_y = frame.cells<std::atomic<std::int32_t>>(1);
  Value* const out_0 = frame.out[0];
  visit(walk, [=](std::size_t i) {
    auto* at_x = &cells_x[i];
    auto* at_y = &cells_y[i];
    ready(at_x, at_y);
    std::int32_t local_r0 = 0;
    at_x->store(1, std::memory_order_relaxed);
    local_r0 = at_y->load(std::memory_order_acquire);
    out_0[i] = as<Value>(local_r0);
  });
}

constexpr Cell kCells_0[] = {
    {.name = "x"},
    {.name = "y"},
};
constexpr Recorded kRecorded_0[] = {
    {.name = "0:r0", .role = 0, .radix = 1},
};
constexpr Role kRoles_0[] = {
    {.play = k_0_P0},
};

)";
  EXPECT_EQ(kernel_text(test, "k"), expected);
}

TEST(KernelSource, Expressions) {
  EXPECT_THAT(role_of("int r = x.load() + y.load(std::memory_order_acquire);"),
              HasSubstr("    local_r = (t0 = at_x->load(std::memory_order_seq_cst), "
                        "t0 + at_y->load(std::memory_order_acquire));\n"))
      << "two accesses in one expression are made from left to right";
  EXPECT_THAT(role_of("d += x.load();"),
              HasSubstr("    *at_d = (t0 = at_x->load(std::memory_order_seq_cst), "
                        "(*at_d) + t0);\n"))
      << "but the right side of an assignment comes first";
  EXPECT_THAT(role_of("int i = 0; x = i + i++;"),
              HasSubstr("at_x->store((t0 = local_i, t0 + ((local_i = (local_i + 1)) - 1)), "))
      << "what a later part changes is read before";
  EXPECT_THAT(role_of("int e = 1; bool ok = x.compare_exchange_weak(e, 2, "
                      "std::memory_order_release, std::memory_order_relaxed);"),
              HasSubstr("local_ok = at_x->compare_exchange_weak(local_e, 2, "
                        "std::memory_order_release, std::memory_order_relaxed);"));
  EXPECT_THAT(role_of("d = d / 2;"), HasSubstr("*at_d = divide((*at_d), 2);"));
  EXPECT_THAT(role_of("f.test_and_set(std::memory_order_acquire);"),
              HasSubstr("at_f->test_and_set(std::memory_order_acquire);"));
  EXPECT_THAT(role_of("std::atomic_thread_fence(std::memory_order_seq_cst);"),
              HasSubstr("std::atomic_thread_fence(std::memory_order_seq_cst);"));
}

TEST(KernelSource, LoopsHaveABound) {
  const RoleSource role =
      role_source(with_body("while (x.load(std::memory_order_acquire) == 0) { }"), 0, "P0");
  EXPECT_TRUE(role.waits);
  EXPECT_TRUE(role.may_give_up);
  EXPECT_THAT(role.text, HasSubstr("      if (waited_enough(turns)) return give_up("));
}

TEST(KernelSource, LocksGiveUpToo) {
  const RoleSource role = role_source(with_body("m.lock(); d = 1; m.unlock();"), 0, "P0");
  EXPECT_FALSE(role.waits) << "whole critical sections may share a worker";
  EXPECT_TRUE(role.may_give_up);
  EXPECT_THAT(role.text, HasSubstr("    while (!try_lock(*at_m)) {\n"));
  EXPECT_THAT(role.text, HasSubstr("    unlock(*at_m);\n"));
}

TEST(KernelSource, ReturnLeavesTheInstanceNotTheFunction) {
  const std::string text = role_of("int r = 0; if (d == 1) return; r = 1;");
  EXPECT_THAT(text, HasSubstr("goto done;"));
  EXPECT_THAT(text, HasSubstr("    done:\n"));
}

bool waiting(const std::string& body) { return waits(with_body(body).threads[0]); }

TEST(Waiting, OnlyLoadsWait) {
  EXPECT_TRUE(waiting("while (x.load() == 0) { }"));
  EXPECT_TRUE(waiting("while (1) { int r = x.load(); if (r == 1) break; }"));
  EXPECT_TRUE(waiting("do { d = x.load(); } while (d == 0);"));
  EXPECT_FALSE(waiting("while (f.test_and_set()) { }"));
  EXPECT_FALSE(waiting("int e; do { e = x.load(); } while (!x.compare_exchange_weak(e, 1));"));
  EXPECT_FALSE(waiting("for (int i = 0; i < 3; ++i) x.store(i);"));
  EXPECT_FALSE(waiting("int r = x.load(); if (r == 1) y.store(1);"));
}

TEST(KernelSource, ARowForEachPartOfTheTest) {
  const litmus::Test test = parsed(R"({ int a[2] = {3, 4}; uint8_t b = 200; int* p = &b2; int b2; }
P0 (int* a, uint8_t* b, int** p) { int* r = *p; }
locations [b; p] exists (0:r = b2))");
  const std::string text = kernel_text(test, "k");
  EXPECT_THAT(text, HasSubstr("{.name = \"a[0]\", .initial = 3},"));
  EXPECT_THAT(text, HasSubstr("{.name = \"a[1]\", .array_next = true, .initial = 4},"));
  EXPECT_THAT(text, HasSubstr("{.name = \"b\", .bytes = 1, .is_signed = false, .initial = 200},"));
  EXPECT_THAT(text, HasSubstr("{.name = \"p\", .bytes = 8, .pointer = true, .initial = 5},"));
  EXPECT_THAT(text, HasSubstr("{.name = \"0:r\", .role = 0, .pointer = true, .radix = 6},"));
  EXPECT_THAT(text, HasSubstr("{.name = \"b\", .cell = 2, .low = 200, .radix = 1},"));
}

TEST(KernelSource, NamesCanNotSmuggleCode) {
  litmus::Test test = with_body("x.store(1);");
  test.name = "x\"; system(\"date\"); //";
  test.locations[0].name = "x; abort();";
  const std::vector<litmus::Test> tests = {test};
  const std::string source = kernel_source(tests, "k");
  EXPECT_THAT(source, Not(HasSubstr("system(\"date")));
  EXPECT_THAT(source, Not(HasSubstr("at_x; abort")));
  EXPECT_THAT(source, HasSubstr("at_0->store(1, "));
}

}  // namespace
}  // namespace litmus
