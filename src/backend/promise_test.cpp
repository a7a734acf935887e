// Possible values of columns, on tests written as text.
#include "backend/promise.h"

#include <gtest/gtest.h>

#include "lang/parse.h"

namespace litmus {
namespace {

std::vector<Promise> promised(const std::string& text) {
  return promises(parse_test("C promised\n" + text, "promised.litmus"));
}

TEST(Promise, StoredValuesAndTheInitialOne) {
  EXPECT_EQ(promised(R"({ [x] = 5 }
      P0 (atomic_int* x) { atomic_store_explicit(x, 3, memory_order_relaxed); }
      P1 (atomic_int* x) { int r0 = atomic_load_explicit(x, memory_order_relaxed); }
      exists (1:r0 = 3 /\ x = 3))"),
            std::vector<Promise>({Promise{.low = 0, .count = 6}, Promise{.low = 3, .count = 3}}))
      << "a local is 0 before it is assigned";
}

TEST(Promise, UpdatesThatGrowPromiseNothing) {
  EXPECT_EQ(promised(R"({ }
      P0 (atomic_int* x) { int r0 = atomic_fetch_add_explicit(x, 1, memory_order_relaxed); }
      P1 (atomic_int* x) { int r0 = atomic_exchange_explicit(x, 7, memory_order_relaxed); }
      exists (0:r0 = 0))"),
            std::vector<Promise>({Promise{}}));
}

TEST(Promise, LoadBufferingWithCopiesIsNotThinAir) {
  EXPECT_EQ(promised(R"({ }
      P0 (atomic_int* x, atomic_int* y) {
        int r0 = atomic_load_explicit(x, memory_order_relaxed);
        atomic_store_explicit(y, r0, memory_order_relaxed);
      }
      P1 (atomic_int* x, atomic_int* y) {
        int r0 = atomic_load_explicit(y, memory_order_relaxed);
        atomic_store_explicit(x, r0, memory_order_relaxed);
      }
      exists (0:r0 = 42 /\ 1:r0 = 42))"),
            std::vector<Promise>({Promise{.low = 0, .count = 1}, Promise{.low = 0, .count = 1}}));
}

TEST(Promise, CompareExchange) {
  EXPECT_EQ(promised(R"({ }
      P0 (atomic_int* x) {
        int r0 = 1;
        int r1 = atomic_compare_exchange_strong_explicit(x, &r0, 2, memory_order_relaxed,
                                                         memory_order_relaxed);
      }
      P1 (atomic_int* x) { atomic_store_explicit(x, 1, memory_order_relaxed); }
      exists (0:r0 = 0 /\ 0:r1 = 1 /\ x = 2))"),
            std::vector<Promise>({Promise{.low = 0, .count = 3}, Promise{.low = 0, .count = 2},
                                  Promise{.low = 0, .count = 3}}));
}

// -1 is unsigned beside 0u, and stays a large number.
TEST(Promise, BothSidesOfAConditionalHaveItsType) {
  EXPECT_EQ(promised(R"({ }
      P0 (atomic_int* x) {
        int r0 = atomic_load_explicit(x, memory_order_relaxed);
        int64_t r1 = r0 ? 0u : -1;
      }
      forall (0:r1 = 4294967295))"),
            std::vector<Promise>({Promise{}}))
      << "0 and 4294967295 are too far from each other for a table";
}

}  // namespace
}  // namespace litmus
