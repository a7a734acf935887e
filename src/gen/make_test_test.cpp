// The tests of cycles as text; and that text reads back as the same test, on thousands.
#include "gen/make_test.h"

#include <gtest/gtest.h>

#include "gen/enumerate.h"
#include "gen/names.h"
#include "gen/selection.h"
#include "lang/parse.h"
#include "lang/print.h"

namespace litmus {
namespace {

TEST(MakeTest, MessagePassing) {
  EXPECT_EQ(to_litmus(test_named("MP+rel+acq")), R"(C MP+rel+acq
Cycle=PodWW Rel Rfe Acq PodRR Fre
{ }

P0 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(x, 1, memory_order_relaxed);
  atomic_store_explicit(y, 1, memory_order_release);
}

P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_acquire);
  int r1 = atomic_load_explicit(x, memory_order_relaxed);
}

exists (1:r0=1 /\ 1:r1=0)
)");
}

// What stands between the braces of P0, P1, ..., and the condition.
std::string body(std::string_view name) {
  std::string text = to_litmus(test_named(name));
  return text.substr(text.find("\n\n") + 2);
}

TEST(MakeTest, DependenciesAreReal) {
  EXPECT_EQ(body("LB+data+ctrl"), R"(P0 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  atomic_store_explicit(y, 1 + (r0 & 128), memory_order_relaxed);
}

P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
  if (r0 == 1) {
    atomic_store_explicit(x, 1, memory_order_relaxed);
  }
}

exists (0:r0=1 /\ 1:r0=1)
)");
}

TEST(MakeTest, FencesUpdatesAndAddresses) {
  EXPECT_EQ(body("MP+f.rel+u.acq-addr-rlx"), R"(P0 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(x, 1, memory_order_relaxed);
  atomic_thread_fence(memory_order_release);
  atomic_store_explicit(y, 1, memory_order_relaxed);
}

P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_exchange_explicit(y, 2, memory_order_acquire);
  int r1 = atomic_load_explicit(x + (r0 & 128), memory_order_relaxed);
}

exists (1:r0=1 /\ 1:r1=0 /\ [y]=2)
)");
}

TEST(MakeTest, ThreeWritesHaveAnObserver) {
  EXPECT_EQ(body("PodWW Coe Coe PodWW Coe"), R"(P0 (atomic_int* x) {
  atomic_store_explicit(x, 2, memory_order_relaxed);
}

P1 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(x, 3, memory_order_relaxed);
  atomic_store_explicit(y, 1, memory_order_relaxed);
}

P2 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(y, 2, memory_order_relaxed);
  atomic_store_explicit(x, 1, memory_order_relaxed);
}

P3 (atomic_int* x) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  int r1 = atomic_load_explicit(x, memory_order_relaxed);
}

exists (3:r0=1 /\ 3:r1=2 /\ [x]=3 /\ [y]=2)
)");
}

void expect_round_trips(std::string_view selection, std::size_t most) {
  std::size_t tried = 0;
  enumerate(parse_selection(selection), [&](const Cycle& cycle) {
    litmus::Test test = make_test(cycle, name_of(cycle));
    std::string text = to_litmus(test);
    EXPECT_EQ(parse_test(text, "t.litmus"), test) << text;
    EXPECT_TRUE(beyond_herd(test).empty()) << text;
    return ++tried < most && !::testing::Test::HasFailure();
  });
  EXPECT_GT(tried, 5u);
}

TEST(MakeTest, ReadsBackAsItIs) {
  expect_round_trips("size=8;threads=4", 1000);
  expect_round_trips("size=3;edges=pos,internal", 1000);
  expect_round_trips("size=5;edges=dep,internal;fences=sc,ar;orders=rlx,acq,rel", 5000);
  expect_round_trips("size=6;edges=dep;orders=rlx,ar;updates", 5000);
}

}  // namespace
}  // namespace litmus
