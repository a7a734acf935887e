// Each kind of reordering, by the test that the field shows it with.
#include "report/reordering.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "lang/parse.h"

namespace litmus {
namespace {

constexpr const char* kSc =
    "sc\nacyclic po-loc | rf | co | fr as coherence\nacyclic po | rf | co | fr as sc";

std::string load(int number, char location, std::string_view order) {
  return fmt::format("  int r{} = atomic_load_explicit({}, memory_order_{});\n", number, location,
                     order);
}

std::string store(char location, int value, std::string_view order) {
  return fmt::format("  atomic_store_explicit({}, {}, memory_order_{});\n", location, value, order);
}

std::string fence(std::string_view order) {
  return fmt::format("  atomic_thread_fence(memory_order_{});\n", order);
}

// What the condition's outcome (the only one that satisfies it) shows.
std::string shown(const std::vector<std::string>& threads, const std::string& condition,
                  const Outcome& outcome) {
  std::string text = "C T\n{ }\n";
  for (std::size_t i = 0; i < threads.size(); ++i)
    text += fmt::format("P{} (atomic_int* x, atomic_int* y) {{\n{}}}\n", i, threads[i]);
  const litmus::Test test = parse_test(text + "exists (" + condition + ")\n", "T.litmus");
  std::string names;
  for (const Reordering kind : reorderings(test, outcome, compile_cat(kSc, "sc.cat")))
    names += (names.empty() ? "" : ", ") + std::string(to_string(kind));
  return names;
}

std::string sb(std::string_view order, const std::string& between = "") {
  return shown({store('x', 1, order) + between + load(0, 'y', order),
                store('y', 1, order) + between + load(0, 'x', order)},
               "0:r0=0 /\\ 1:r0=0", {0, 0});
}

std::string mp(std::string_view store_order, std::string_view load_order) {
  return shown({store('x', 1, "relaxed") + store('y', 1, store_order),
                load(0, 'y', load_order) + load(1, 'x', "relaxed")},
               "1:r0=1 /\\ 1:r1=0", {1, 0});
}

TEST(Reordering, StoreLoad) {
  EXPECT_EQ(sb("relaxed"), "store-load");
  EXPECT_EQ(sb("relaxed", fence("acq_rel")), "store-load");
  // Kept in order, and yet seen: a machine that does this is broken in just that way.
  EXPECT_EQ(sb("seq_cst"), "store-load");
}

TEST(Reordering, EitherSideOfMessagePassing) {
  EXPECT_EQ(mp("relaxed", "relaxed"), "store-store, load-load");
  EXPECT_EQ(mp("release", "relaxed"), "load-load");
  EXPECT_EQ(mp("relaxed", "acquire"), "store-store");
}

TEST(Reordering, LoadStore) {
  const auto lb = [](const std::string& between) {
    return shown({load(0, 'x', "relaxed") + between + store('y', 1, "relaxed"),
                  load(0, 'y', "relaxed") + store('x', 1, "relaxed")},
                 "0:r0=1 /\\ 1:r0=1", {1, 1});
  };
  EXPECT_EQ(lb(""), "load-store");
  EXPECT_EQ(lb(fence("seq_cst")), "load-store");  // of the other thread
}

TEST(Reordering, EarlyForwarding) {
  const std::string own = store('x', 1, "relaxed") + load(0, 'x', "acquire");
  const std::string other = store('y', 1, "relaxed") + load(0, 'y', "acquire");
  EXPECT_EQ(shown({own + load(1, 'y', "relaxed"), other + load(1, 'x', "relaxed")},
                  "0:r0=1 /\\ 0:r1=0 /\\ 1:r0=1 /\\ 1:r1=0", {1, 0, 1, 0}),
            "early forwarding");
}

TEST(Reordering, NotMultiCopyAtomic) {
  const auto iriw = [](std::string_view order) {
    return shown(
        {store('x', 1, "relaxed"), store('y', 1, "relaxed"),
         load(0, 'x', order) + load(1, 'y', order), load(0, 'y', order) + load(1, 'x', order)},
        "2:r0=1 /\\ 2:r1=0 /\\ 3:r0=1 /\\ 3:r1=0", {1, 0, 1, 0});
  };
  EXPECT_EQ(iriw("relaxed"), "load-load");
  EXPECT_EQ(iriw("acquire"), "not multi-copy atomic");
}

TEST(Reordering, Coherence) {
  EXPECT_EQ(shown({store('x', 1, "relaxed"), load(0, 'x', "relaxed") + load(1, 'x', "relaxed")},
                  "1:r0=1 /\\ 1:r1=0", {1, 0}),
            "coherence");
}

std::size_t incoherent_of(const std::string& threads, const std::string& condition) {
  const litmus::Test test = parse_test("C T\n{ }\n" + threads + condition, "T.litmus");
  return incoherent(test).size();
}

TEST(Reordering, WhatOnlyIncoherentExecutionsShow) {
  const std::string reader = "P1 (atomic_int* x, atomic_int* y) {\n";
  const std::string store_x = "P0 (atomic_int* x, atomic_int* y) {\n" + store('x', 1, "relaxed");
  const std::string corr =
      store_x + "}\n" + reader + load(0, 'x', "relaxed") + load(1, 'x', "relaxed") + "}\n";
  EXPECT_EQ(incoherent_of(corr, "exists (1:r0=1 /\\ 1:r1=0)"), 1u);
  EXPECT_EQ(incoherent_of(corr, "forall (1:r0=0 \\/ 1:r1=1)"), 1u);
  EXPECT_EQ(incoherent_of(corr, "exists (1:r0=0 /\\ 1:r1=1)"), 0u) << "an interleaving";
  EXPECT_EQ(incoherent_of(corr, "exists (1:r0=7)"), 0u) << "no execution, whatever the model";
  const std::string mp = store_x + store('y', 1, "release") + "}\n" + reader +
                         load(0, 'y', "acquire") + load(1, 'x', "relaxed") + "}\n";
  EXPECT_EQ(incoherent_of(mp, "exists (1:r0=1 /\\ 1:r1=0)"), 0u) << "of two locations";
  const std::string add = "int r0 = atomic_fetch_add_explicit(x, 1, memory_order_relaxed); }\n";
  const std::string counter = "P0 (atomic_int* x) { " + add + "P1 (atomic_int* x) { " + add;
  EXPECT_EQ(incoherent_of(counter, "exists (0:r0=0 /\\ 1:r0=0)"), 0u) << "atomicity";
}

TEST(Reordering, NothingWhereScAllows) {
  EXPECT_EQ(shown({store('x', 1, "relaxed"), load(0, 'x', "relaxed")}, "1:r0=1", {1}), "");
}

TEST(Reordering, RowsAreOutcomes) {
  const litmus::Test test = parse_test(
      "C T\n{ atomic_int* p = x; }\nP0 (atomic_int* x, atomic_int** p) {\n  atomic_int* r0 = *p;\n"
      "  int r1 = atomic_load_explicit(x, memory_order_relaxed);\n}\n"
      "exists (0:r0=x /\\ 0:r1=0)\n",
      "T.litmus");
  // p is location 0.
  EXPECT_EQ(outcome_of(test, {{"0:r0", "x"}, {"0:r1", "-7"}}), Outcome({pointer_to(1), -7}));
  EXPECT_EQ(outcome_of(test, {{"0:r0", "nowhere"}, {"0:r1", "0"}}), std::nullopt);
  EXPECT_EQ(outcome_of(test, {{"0:r0", "x"}}), std::nullopt);
  EXPECT_EQ(to_string(row_of(test, {pointer_to(1), -7})), "0:r0=x; 0:r1=-7");
}

}  // namespace
}  // namespace litmus
