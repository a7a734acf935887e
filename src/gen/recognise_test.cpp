// Every cycle's test is recognised, whatever it calls things; what is no cycle's test is not.
#include "gen/recognise.h"

#include <gtest/gtest.h>

#include "gen/enumerate.h"
#include "gen/make_test.h"
#include "gen/names.h"
#include "gen/selection.h"
#include "lang/parse.h"

namespace litmus {
namespace {

std::string recognised(const Test& test) {
  auto cycle = recognise(test);
  return cycle ? name_of(*cycle) : "no cycle";
}

std::string recognised(const std::string& threads, const std::string& condition) {
  return recognised(parse_test("C a\n{ }\n" + threads + "\n" + condition + "\n", "a.litmus"));
}

void expect_all_recognised(std::string_view selection, std::size_t most) {
  std::size_t tried = 0;
  enumerate(parse_selection(selection), [&](const Cycle& cycle) {
    std::string name = name_of(cycle);
    EXPECT_EQ(recognised(make_test(cycle, name)), name) << to_string(cycle);
    return ++tried < most;
  });
  EXPECT_GT(tried, 5u);
}

TEST(Recognise, EveryCycle) {
  expect_all_recognised("size=8;threads=4", 1000);
  expect_all_recognised("size=3;edges=pos,internal", 1000);
  expect_all_recognised("size=5;edges=dep,internal;fences=sc,ar;orders=rlx,acq,rel", 20'000);
  expect_all_recognised("size=4;edges=dep;orders=rlx,acq,rel,ar,sc;updates", 20'000);
  expect_all_recognised("size=7;edges=Rfi,Coi;updates", 20'000);
}

TEST(Recognise, CyclesThatAreNotCritical) {
  for (std::string_view text :
       {"PodWW Coe Coe PodWW Coe", "PodWW PodWW Rfe PodRR Fre", "PodWW Coe Coe Coe PodWR Fre",
        "PodWW Rfe DpAddrdR PodRR Fre", "PodWR Fri PodWR Fri"}) {
    Cycle cycle = parse_cycle(text);
    auto found = recognise(make_test(cycle, "t"));
    ASSERT_TRUE(found.has_value()) << text;
    EXPECT_EQ(to_string(*found), to_string(cycle));
  }
}

TEST(Recognise, WhateverThingsAreCalled) {
  EXPECT_EQ(recognised(R"(
P0 (atomic_int* flag, atomic_int* data) {
  int ready = flag->load(std::memory_order_acquire);
  int value = data->load(std::memory_order_relaxed);
}
P1 (atomic_int* data, atomic_int* flag) {
  data->store(42, std::memory_order_relaxed);
  flag->store(7, std::memory_order_release);
})",
                       "exists (0:ready=7 /\\ 0:value=0)"),
            "MP+rel+acq");
}

TEST(Recognise, RealDependencies) {
  EXPECT_EQ(recognised(R"(
P0 (atomic_int* x, atomic_int* y) {
  int r = atomic_load_explicit(x, memory_order_relaxed);
  atomic_store_explicit(y, r, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  int r = atomic_load_explicit(y, memory_order_relaxed);
  if (r) atomic_store_explicit(x, 1, memory_order_relaxed);
})",
                       "exists (0:r=1 /\\ 1:r=1)"),
            "LB+data+ctrl");
}

TEST(Recognise, NotWhatHasNoCycle) {
  const std::string kMp = R"(
P0 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(x, 1, memory_order_relaxed);
  atomic_store_explicit(y, 1, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
  int r1 = atomic_load_explicit(x, memory_order_relaxed);
})";
  EXPECT_EQ(recognised(kMp, "exists (1:r0=1 /\\ 1:r1=0)"), "MP");
  EXPECT_EQ(recognised(kMp, "~exists (1:r0=1 /\\ 1:r1=0)"), "MP");
  EXPECT_EQ(recognised(kMp, "exists (1:r0=1 /\\ 1:r1=1)"), "no cycle");
  EXPECT_EQ(recognised(kMp, "exists (1:r0=1)"), "no cycle");
  EXPECT_EQ(recognised(kMp, "exists (1:r0=2 /\\ 1:r1=0)"), "no cycle");
  EXPECT_EQ(recognised(kMp, "exists (1:r0=1 \\/ 1:r1=0)"), "no cycle");
  EXPECT_EQ(recognised(kMp, "forall (1:r0=1 /\\ 1:r1=0)"), "no cycle");
}

}  // namespace
}  // namespace litmus
