// Verdicts derived by hand, under small models written here, each with its derivation; and the fast
// search against its slow twin on the same tests.
#include "model/judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lang/parse.h"
#include "model/exhaustive.h"

namespace litmus {
namespace {

constexpr const char* kSc =
    "sc\nacyclic po | rf | co | fr as sc\nempty rmw & (fr ; co) as atomicity";
// Coherence alone, told in the usual way and (to keep the search from building on it) not.
constexpr const char* kCoherent = "coherent\nacyclic po-loc | rf | co | fr as coherence\n"
                                  "empty rmw & (fr ; co) as atomicity";
constexpr const char* kNothing = "nothing";
constexpr const char* kThinAir = "no cycles\nacyclic po-loc | rf | co | fr as coherence\n"
                                 "acyclic data | addr | ctrl | rf as no-thin-air";
// Sequential consistency that calls unordered conflicting plain accesses a race.
constexpr const char* kRaces =
    "racy\nacyclic po-loc | rf | co | fr as coherence\n"
    "let sw = [REL | SC] ; rf ; [ACQ | SC]\nlet hb = (po | sw)+\n"
    "irreflexive hb ; (rf | co | fr)+ as order\n"
    "let conflict = ((W * M) | (M * W)) & loc & ext\n"
    "flag ~empty ((conflict \\ (A * A)) \\ (hb | hb^-1)) \\ ((IW * M) | (M * IW)) as race";

std::string row(const Outcome& outcome) {
  std::string text;
  for (Value value : outcome) text += (text.empty() ? "" : " ") + std::to_string(value);
  return text;
}

using Rows = std::vector<std::string>;

Rows rows(const std::vector<Outcome>& outcomes) {
  std::vector<std::string> all;
  for (const Outcome& outcome : outcomes) all.push_back(row(outcome));
  return all;
}

Judgement judged(const std::string& text, const char* model, int unroll = 2) {
  return judge(parse_test(text, "test"), compile_cat(model, "model"), {.unroll = unroll});
}

// The outcomes, after making sure that the slow twin finds the same.
Rows outcomes(const std::string& text, const char* model, int unroll = 2) {
  Test test = parse_test(text, "test");
  CatModel compiled = compile_cat(model, "model");
  Judgement fast = judge(test, compiled, {.unroll = unroll});
  Judgement slow = judge_exhaustively(test, compiled, unroll);
  EXPECT_EQ(rows(fast.outcomes), rows(slow.outcomes));
  EXPECT_EQ(fast.races.empty(), slow.races.empty());
  return rows(fast.outcomes);
}

using ::testing::IsEmpty;

const std::string kStoreBuffering = R"(C SB
{}
P0 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(x, 1, memory_order_relaxed);
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(y, 1, memory_order_relaxed);
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
}
exists (0:r0=0 /\ 1:r0=0)
)";

TEST(Judge, StoreBuffering) {
  EXPECT_EQ(outcomes(kStoreBuffering, kSc), Rows({"0 1", "1 0", "1 1"}));
  EXPECT_EQ(outcomes(kStoreBuffering, kCoherent), Rows({"0 0", "0 1", "1 0", "1 1"}));
  Judgement j = judged(kStoreBuffering, kSc);
  EXPECT_EQ(j.holds, Frequency::Never);
  EXPECT_FALSE(j.condition_ok);
  EXPECT_EQ(j.model, "model");
  EXPECT_FALSE(j.bounded);
}

// Each thread copies what it reads. If both read the other's store no value is determined; out of
// nothing only the initial 0 can come.
TEST(Judge, LoadBufferingThroughData) {
  const std::string text = R"(C LB+datas
{}
P0 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  atomic_store_explicit(y, r0, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
  atomic_store_explicit(x, r0, memory_order_relaxed);
}
exists (0:r0=1)
)";
  EXPECT_EQ(outcomes(text, kNothing), Rows({"0"}));
  EXPECT_EQ(outcomes(text, kCoherent), Rows({"0"}));
}

// x = y + 0 and y = (x & 0) + 1: the cycle's values follow although each waits for the other:
// y is 1 whatever x is, so both may read 1 in a model that lets loads be late.
TEST(Judge, CycleWithOneSolution) {
  const std::string text = R"(C LB+solved
{}
P0 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  atomic_store_explicit(y, (r0 & 0) + 1, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
  atomic_store_explicit(x, r0 + 0, memory_order_relaxed);
}
exists (0:r0=1 /\ 1:r0=1)
)";
  EXPECT_EQ(outcomes(text, kCoherent), Rows({"0 0", "0 1", "1 1"}));
  // The dependencies are syntactic: the third is out of thin air for a model that says so.
  Judgement j = judged(text, kThinAir);
  EXPECT_EQ(rows(j.outcomes), Rows({"0 0", "0 1"}));
  EXPECT_EQ(rows(j.out_of_thin_air), Rows({"1 1"}));
}

// Each thread writes only if it has read 1.
TEST(Judge, LoadBufferingThroughControl) {
  const std::string text = R"(C LB+ctrls
{}
P0 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  if (r0 == 1) { atomic_store_explicit(y, 1, memory_order_relaxed); }
}
P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
  if (r0 == 1) { atomic_store_explicit(x, 1, memory_order_relaxed); }
}
exists (0:r0=1 /\ 1:r0=1)
)";
  EXPECT_EQ(outcomes(text, kCoherent), Rows({"0 0", "1 1"}));
  Judgement j = judged(text, kThinAir);
  EXPECT_EQ(rows(j.outcomes), Rows({"0 0"}));
  EXPECT_EQ(rows(j.out_of_thin_air), Rows({"1 1"}));
}

// What follows the `if` does not depend on it.
TEST(Judge, ControlEndsWithTheBranch) {
  const std::string text = R"(C LB+ctrl-out
{}
P0 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  if (r0 == 1) { int r1 = 2; }
  atomic_store_explicit(y, 1, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
  if (r0 == 1) { atomic_store_explicit(x, 1, memory_order_relaxed); }
}
exists (0:r0=1 /\ 1:r0=1)
)";
  Judgement j = judged(text, kThinAir);
  EXPECT_EQ(rows(j.outcomes), Rows({"0 0", "0 1", "1 1"}));
}

// The branch chooses the value that is stored behind it. Neither thread stores 1 unless the other
// has: a model that forbids values out of thin air forbids that one.
TEST(Judge, BranchesCarryValues) {
  const std::string text = R"(C LB+choices
{}
P0 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  int r1 = 0;
  if (r0 == 1) { r1 = 1; }
  atomic_store_explicit(y, r1, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
  int r1 = 0;
  if (r0 == 1) { r1 = 1; }
  atomic_store_explicit(x, r1, memory_order_relaxed);
}
locations [0:r0; 1:r0;]
exists (0:r0=1 /\ 1:r0=1)
)";
  EXPECT_EQ(outcomes(text, kCoherent), Rows({"0 0", "1 1"}));
  Judgement j = judged(text, kThinAir);
  EXPECT_EQ(rows(j.outcomes), Rows({"0 0"}));
  EXPECT_EQ(rows(j.out_of_thin_air), Rows({"1 1"}));
}

// Two increments are never lost: one reads 0, the other 1.
TEST(Judge, UpdatesAreAtomic) {
  const std::string text = R"(C updates
{}
P0 (atomic_int* x) { int r0 = atomic_fetch_add_explicit(x, 1, memory_order_relaxed); }
P1 (atomic_int* x) { int r0 = atomic_fetch_add_explicit(x, 1, memory_order_relaxed); }
locations [0:r0; 1:r0; x;]
exists ([x]=2)
)";
  EXPECT_EQ(outcomes(text, kCoherent), Rows({"0 1 2", "1 0 2"}));
  // Coherence makes one update atomic by itself; without it a count may be lost.
  EXPECT_EQ(outcomes(text, "c\nacyclic po-loc | rf | co | fr"), Rows({"0 1 2", "1 0 2"}));
  EXPECT_EQ(outcomes(text, kNothing), Rows({"0 0 1", "0 1 1", "0 1 2", "1 0 1", "1 0 2"}));
}

// A byte counts to 255 and then to 0.
TEST(Judge, UpdatesWrapToTheirType) {
  const std::string text = R"(C wrap
{ _Atomic uint8_t x=255; _Atomic int8_t y=127; }
P0 (_Atomic uint8_t* x, _Atomic int8_t* y) {
  int r0 = atomic_fetch_add_explicit(x, 1, memory_order_relaxed);
  int r1 = atomic_fetch_add_explicit(y, 1, memory_order_relaxed);
}
locations [0:r0; 0:r1; x; y;]
exists ([x]=0)
)";
  EXPECT_EQ(outcomes(text, kSc), Rows({"255 127 0 -128"}));
}

// The first exchange to come finds 0 and wins; the other finds what it left.
TEST(Judge, CompareExchange) {
  const std::string text = R"(C cas
{}
P0 (atomic_int* x) {
  int e = 0;
  int r0 = atomic_compare_exchange_strong(x, &e, 1);
}
P1 (atomic_int* x) {
  int e = 0;
  int r0 = atomic_compare_exchange_strong(x, &e, 2);
}
locations [0:r0; 0:e; 1:r0; 1:e; x;]
exists ([x]=1)
)";
  EXPECT_EQ(outcomes(text, kCoherent), Rows({"0 2 1 0 2", "1 0 0 1 1"}));
}

// A weak exchange may also fail for no reason, and then has found what it expected.
TEST(Judge, WeakCompareExchange) {
  const std::string text = R"(C weak
{}
P0 (atomic_int* x) {
  int e = 0;
  int r0 = atomic_compare_exchange_weak(x, &e, 1);
}
locations [0:r0; 0:e; x;]
exists ([x]=1)
)";
  EXPECT_EQ(outcomes(text, kSc), Rows({"0 0 0", "1 0 1"}));
}

// Both threads take the lock in turn; the count is never lost.
TEST(Judge, Mutex) {
  const std::string text = R"(C mutex
{}
P0 (mtx_t* m, int* x) { mtx_lock(m); int r0 = *x; *x = r0 + 1; mtx_unlock(m); }
P1 (mtx_t* m, int* x) { mtx_lock(m); int r0 = *x; *x = r0 + 1; mtx_unlock(m); }
locations [0:r0; 1:r0; x;]
exists ([x]=2)
)";
  EXPECT_EQ(outcomes(text, kRaces), Rows({"0 1 2", "1 0 2"}));
  EXPECT_THAT(judged(text, kRaces).races, IsEmpty());
}

// "never" is true of what does not happen at all, and says so.
TEST(Judge, WhatNeverEnds) {
  const std::string waits = "C waits\n{}\nP0 (atomic_int* x) { while (*x == 0) { } }\n";
  const Judgement endless = judged(waits + "exists ([x]=1)\n", kSc);
  EXPECT_TRUE(endless.nothing_ends);
  EXPECT_EQ(endless.holds, Frequency::Never);
  // Beyond the loop bound there may be an end.
  const std::string counts =
      "C counts\n{}\nP0 (atomic_int* x) { while (atomic_fetch_add(x, 1) < 5) { } }\n"
      "exists ([x]=6)\n";
  EXPECT_FALSE(judged(counts, kSc).nothing_ends);
  const std::string helped = waits + "P1 (atomic_int* x) { *x = 1; }\nexists ([x]=1)\n";
  EXPECT_FALSE(judged(helped, kSc).nothing_ends);
}

TEST(Judge, RacesNameBothAccesses) {
  const std::string text = R"(C race
{}
P0 (int* x, atomic_int* f) {
  *x = 1;
  atomic_store_explicit(f, 1, memory_order_relaxed);
}
P1 (int* x, atomic_int* f) {
  int r0 = atomic_load_explicit(f, memory_order_relaxed);
  if (r0 == 1) { int r1 = *x; }
}
exists (1:r0=1)
)";
  outcomes(text, kRaces);
  Judgement j = judged(text, kRaces);
  ASSERT_EQ(j.races.size(), 1U);
  EXPECT_EQ(j.races[0].location, "x");
  EXPECT_EQ(j.races[0].thread_a, 0);
  EXPECT_EQ(j.races[0].thread_b, 1);
  EXPECT_EQ(j.races[0].at_a.line, 4);
  EXPECT_EQ(j.races[0].at_b.line, 9);
}

// Only an execution whose outcome repeats another's races: 0:r0 is 0 whichever path P1 takes.
TEST(Judge, RacesAreFoundWhereOutcomesRepeat) {
  const std::string text = R"(C hidden-race
{}
P0 (int* x, atomic_int* f) {
  int r0 = 0;
  atomic_store_explicit(f, 1, memory_order_relaxed);
  *x = 1;
}
P1 (int* x, atomic_int* f) {
  int r0 = atomic_load_explicit(f, memory_order_relaxed);
  if (r0 == 1) { *x = 1; }
}
exists (0:r0=0)
)";
  EXPECT_EQ(judged(text, kRaces).races.size(), 1U);
}

// P1 spins until the flag is up, at most `unroll` times: once round sees 0, then 1.
TEST(Judge, LoopsAreBoundedAndSaySo) {
  const std::string text = R"(C spin
{}
P0 (atomic_int* f) { atomic_store_explicit(f, 1, memory_order_relaxed); }
P1 (atomic_int* f) {
  int n = 0;
  while (atomic_load_explicit(f, memory_order_relaxed) == 0) { n = n + 1; }
}
exists (1:n=2)
)";
  EXPECT_EQ(outcomes(text, kSc, 1), Rows({"0", "1"}));
  EXPECT_EQ(outcomes(text, kSc, 3), Rows({"0", "1", "2", "3"}));
  EXPECT_TRUE(judged(text, kSc, 3).bounded);
}

// Without the count a failed round leaves nothing behind: whatever a long wait ends in, a short one
// does. A round that may store is another matter, and so is a model that counts reads.
TEST(Judge, WaitingIsNotBounded) {
  auto waiting = [](const std::string& body) {
    return "C wait\n{}\n"
           "P0 (atomic_int* f) { atomic_store_explicit(f, 1, memory_order_relaxed); }\n"
           "P1 (atomic_int* f, atomic_int* x) { int r0 = 0; int n = 0;\n" +
           body + "}\nexists (1:r0=1)\n";
  };
  const std::string wait = "while (atomic_load_explicit(f, memory_order_acquire) == 0)";
  for (const char* loop : {
           " {}",
           " { n = n + 1; }",
           " { r0 = atomic_load_explicit(x, memory_order_relaxed); r0 = 0; }",
           " { atomic_thread_fence(memory_order_seq_cst); }",
           " { r0 = 0; atomic_compare_exchange_strong(x, &r0, 1); if (r0 == 0) { break; } "
           "r0 = 0; }",
       }) {
    EXPECT_FALSE(judged(waiting(wait + loop), kSc).bounded) << loop;
  }
  const std::string by_local = "do { r0 = atomic_load_explicit(f, memory_order_acquire); } "
                               "while (r0 == 0);";
  Judgement local = judged(waiting(by_local), kSc, 1);
  EXPECT_FALSE(local.bounded);
  EXPECT_EQ(rows(local.outcomes), Rows({"1"}));
  const std::string stores = " { atomic_store_explicit(x, 1, memory_order_relaxed); }";
  EXPECT_TRUE(judged(waiting(wait + stores), kSc).bounded);
  EXPECT_TRUE(judged(waiting(wait + " { r0 = r0 + 1; }"), kSc).bounded);
  EXPECT_TRUE(judged(waiting(wait + " {}"), kSc, 0).bounded);
  EXPECT_TRUE(judged(waiting(wait + " {}"), "m\n~empty rf").bounded);
}

// The bound is not met where the loop ends by itself, however often it goes round.
TEST(Judge, CountedLoopsAreNotBounded) {
  auto counting = [](const std::string& body) {
    return "C count\n{}\nP0 (atomic_int* x, atomic_int* y) { int i = 0; int done = 0;\n" + body +
           "}\nexists ([x]=3)\n";
  };
  const std::string add = "atomic_fetch_add_explicit(x, 1, memory_order_relaxed); ";
  const std::string load = "atomic_load_explicit(y, memory_order_relaxed)";
  for (const std::string& body : {
           "for (i = 0; i < 3; i = i + 1) { " + add + "}",
           "while (i != 6) { " + add + "i += 2; }",
           "do { " + add + "++i; } while (i < 3);",
           "while (1) { if (i == 3) { break; } " + add + "++i; }",
           "for (i = 0; i < 3; ++i) { for (done = 0; done < 5; ++done) { } " + add + "}",
           "for (i = 0; i < 3; ++i) { if (" + load + " == 0) { " + add + "} }",
       }) {
    const Judgement judgement = judged(counting(body), kSc);
    EXPECT_FALSE(judgement.bounded) << body;
    EXPECT_EQ(rows(judgement.outcomes), Rows({"3"})) << body;
  }
  // Nobody writes y, but a thread does not know that; and this one's flag never changes.
  for (const std::string& body : {
           "while (!done) { " + add + "if (" + load + " == 1) { done = 1; } }",
           "int one = 1; while (one) { " + add + "if (" + load + " == 1) { break; } }",
           std::string("while (1) { " + add + "}"),
       }) {
    const Judgement judgement = judged(counting(body), kSc, 3);
    EXPECT_TRUE(judgement.bounded) << body;
    EXPECT_THAT(rows(judgement.outcomes), IsEmpty()) << body;
  }
  // Too long to be followed.
  const Judgement judgement = judged(counting("for (; i < 100; ++i) { " + add + "}"), kSc, 2);
  EXPECT_TRUE(judgement.bounded);
}

// P1 follows the pointer to y or to x; in the latter case it has come after the store to x.
TEST(Judge, PointersAreFollowed) {
  const std::string text = R"(C publish
{ int x=1; int y=2; int *p=y; }
P0 (int* x, _Atomic(int*)* p) {
  *x = 3;
  atomic_store_explicit(p, x, memory_order_release);
}
P1 (_Atomic(int*)* p) {
  int* r0 = atomic_load_explicit(p, memory_order_acquire);
  int r1 = *r0;
}
locations [1:r0; 1:r1;]
exists (1:r1=1)
)";
  EXPECT_EQ(outcomes(text, kSc), Rows({"1 3", "2 2"}));
}

// No thread ever ends, so there is no outcome; the race is there all the same.
TEST(Judge, RacesAreFoundInExecutionsThatDoNotEnd) {
  const std::string text = R"(C endless-race
{}
P0 (int* x) { while (1) { *x = 1; } }
P1 (int* x) { while (1) { *x = 1; } }
exists ([x]=1)
)";
  Judgement j = judged(text, kRaces);
  EXPECT_THAT(j.outcomes, IsEmpty());
  EXPECT_FALSE(j.races.empty());
  EXPECT_TRUE(j.bounded);
}

// A flag is raised by any one allowed execution, also by one whose outcome is known already.
TEST(Judge, FlagsAreRaised) {
  const char* const flags =
      "flags\nacyclic po-loc | rf | co | fr as coherence\n"
      "flag ~empty rf & ext \\ (IW * R) as talks\n"
      "flag empty rf & ext \\ (IW * R) as silent\n"
      "flag ~empty co & ext \\ (IW * W) as overwrites\n"
      "flag ~empty [F] as fences\n"
      "flag ~acyclic po | rf | co | fr as weak";
  const auto raised = [&](const std::string& text) {
    const litmus::Test test = parse_test(text, "test");
    const CatModel model = compile_cat(flags, "model");
    const Judgement fast = judge(test, model, {});
    std::vector<std::string> slow = judge_exhaustively(test, model, 2).flags;
    EXPECT_THAT(slow, testing::UnorderedElementsAreArray(fast.flags));
    EXPECT_THAT(fast.races, IsEmpty());
    return fast.flags;
  };
  EXPECT_EQ(raised(kStoreBuffering), Rows({"talks", "silent", "weak"}));
  // All writes are of x, and x is not shown: every execution looks alike.
  EXPECT_EQ(raised("C t\n{}\nP0 (atomic_int* x) { atomic_store(x, 1); }\n"
                   "P1 (atomic_int* x) { atomic_store(x, 2); }\nexists (true)"),
            Rows({"silent", "overwrites"}));
}

TEST(Judge, FilterDiscards) {
  std::string text = kStoreBuffering;
  text.replace(text.find("exists"), 0, "filter (0:r0=1)\n");
  EXPECT_EQ(outcomes(text, kSc), Rows({"1 0", "1 1"}));
}

std::string error_of(const std::string& text, const JudgeOptions& options) {
  try {
    judge(parse_test(text, "t.litmus"), compile_cat(kCoherent, "model"), options);
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

TEST(Judge, ErrorsSayWhere) {
  const std::string nowhere = R"(C nowhere
{ int *p=0; }
P0 (_Atomic(int*)* p) {
  int* r0 = atomic_load_explicit(p, memory_order_relaxed);
  int r1 = *r0;
}
exists (0:r1=0)
)";
  EXPECT_EQ(error_of(nowhere, {}),
            "t.litmus:5:13: P0 may follow a pointer to nothing here\n"
            "    int r1 = *r0;\n"
            "              ^\n"
            "hint: test the pointer before it is used, or let it point to something from the "
            "start");

  // Every index is checked, whatever object stands behind the array.
  const std::string outside = R"(C outside
{ int a[2]={1,2}; [x]=0; }
P0 (int* a, atomic_int* x) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  a[r0] = 1;
}
P1 (atomic_int* x) { atomic_store_explicit(x, 2, memory_order_relaxed); }
exists (x=1)
)";
  EXPECT_EQ(error_of(outside, {}),
            "t.litmus:5:3: P0 may do what is undefined here\n"
            "    a[r0] = 1;\n"
            "    ^\n"
            "hint: an index has to stay inside of its array");

  const std::string endless = R"(C endless
{}
P0 (atomic_int* x) {
  while (atomic_load_explicit(x, memory_order_relaxed) == 0) {}
}
exists ([x]=0)
)";
  EXPECT_EQ(error_of(endless, {.unroll = 70}),
            "t.litmus:4:10: P0 makes more than 64 accesses\n"
            "    while (atomic_load_explicit(x, memory_order_relaxed) == 0) {}\n"
            "           ^\n"
            "hint: a smaller --unroll makes its loops shorter");
}

// Loops inside of loops: what takes too long to follow to its end is bounded, and says so.
TEST(Judge, LongLoopsAreBounded) {
  const std::string loops =
      "C t\n{ }\nP0 (atomic_int* x) { int r = 0; for (int i = 0; i < 900; i++) "
      "for (int j = 0; j < 900; j++) r++; }\nexists (0:r=1)\n";
  EXPECT_TRUE(judge(parse_test(loops, "t"), compile_cat(kSc, "sc")).bounded);
}

// Texts of other people speak of updates, fences and locks by names that ours do not use.
TEST(Judge, SetsThatOtherTextsUseAreNotEmpty) {
  const auto body = [](const std::string& statements) {
    return "C++ t\n{ }\nP0 (std::atomic<int>& x, std::mutex& m) { " + statements +
           " }\nexists (x=0)\n";
  };
  const std::string update = body("x.exchange(0, std::memory_order_relaxed);");
  const std::string fence = body("std::atomic_thread_fence(std::memory_order_acquire);");
  const std::string lock = body("m.lock(); m.unlock();");
  EXPECT_EQ(outcomes(update, "PPC \"any\"\n"), Rows({"0"}));
  EXPECT_EQ(outcomes(update, "PPC \"none\"\nempty X"), Rows({}));
  EXPECT_EQ(outcomes(update, "PPC \"none\"\nempty EX"), Rows({}));
  EXPECT_EQ(outcomes(fence, "ARM \"any\"\nempty DMB.ST"), Rows({"0"}));
  EXPECT_EQ(outcomes(fence, "ARM \"none\"\nempty DMB"), Rows({}));
  EXPECT_EQ(outcomes(lock, "C \"any\"\nempty LK"), Rows({"0"}));
  EXPECT_EQ(outcomes(lock, "C \"none\"\nempty LS"), Rows({}));
  EXPECT_EQ(outcomes(lock, "C \"none\"\nempty UL"), Rows({}));
}

TEST(Judge, LimitsCutTheSearchShort) {
  const litmus::Test test = parse_test(kStoreBuffering, "t");
  const CatModel model = compile_cat(kCoherent, "model");
  const Judgement early = judge(test, model, {.max_steps = 2});
  EXPECT_TRUE(early.cut_short);
  EXPECT_TRUE(early.open());
  EXPECT_FALSE(early.decided());
  // What was found is right: never more than all.
  const Judgement all = judge(test, model, {.max_steps = 1000});
  EXPECT_FALSE(all.cut_short);
  for (std::uint64_t steps = 1; steps < 20; ++steps) {
    const Judgement some = judge(test, model, {.max_steps = steps});
    EXPECT_TRUE(std::ranges::includes(all.outcomes, some.outcomes));
    EXPECT_TRUE(some.cut_short || some.outcomes == all.outcomes);
  }
}

// Twelve branches a thread on values that nobody writes: 2^24 combinations, all but one impossible.
TEST(Judge, LimitsCutTheSearchWhereNothingIsExplored) {
  std::string body;
  for (int i = 0; i < 12; ++i) {
    body += "if (atomic_load_explicit(x, memory_order_relaxed) == 5) { r0 = 1; }\n";
  }
  const std::string thread = "(atomic_int* x) { int r0 = 0;\n" + body + "}\n";
  const std::string text = "C many\n{}\nP0 " + thread + "P1 " + thread + "exists (0:r0=1)\n";
  int asked = 0;
  const JudgeOptions options{.expired = [&] { return ++asked == 3; }};
  EXPECT_TRUE(judge(parse_test(text, "t"), compile_cat(kCoherent, "model"), options).cut_short);
  EXPECT_EQ(asked, 3);
}

TEST(Judge, TooManyPathsAreRefused) {
  std::string body;
  for (int i = 0; i < 13; ++i) {
    body += "if (atomic_load_explicit(x, memory_order_relaxed)) { r0 = 1; }\n";
  }
  const std::string text =
      "C paths\n{}\nP0 (atomic_int* x) { int r0 = 0;\n" + body + "}\nexists (0:r0=1)\n";
  EXPECT_NE(error_of(text, {}).find("P0 has more than 4096 ways through it"), std::string::npos);
}

}  // namespace
}  // namespace litmus
