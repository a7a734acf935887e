// What people read: whole texts for the questions everybody asks first, and the reasons as data.
#include "model/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lang/parse.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;

const std::string kMessagePassing = R"(C MP
{}
P0 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(x, 1, memory_order_relaxed);
  atomic_store_explicit(y, 1, memory_order_release);
}
P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_acquire);
  int r1 = atomic_load_explicit(x, memory_order_relaxed);
}
exists (1:r0=1 /\ 1:r1=0)
)";

constexpr const char* kReleaseAcquire =
    "C\n"
    "let sw = [REL] ; rf ; [ACQ] let hb = (po | sw)+\n"
    "let eco = (rf | co | fr)+\n"
    "irreflexive hb ; eco? as coherence\n"
    "undefined_unless empty ((W * M | M * W) & loc & ext \\ IW * _ \\ _ * IW) \\ A * A as race\n";

std::string text(const std::string& test_text, const Outcome& outcome,
                 std::string_view model_text) {
  const litmus::Test test = parse_test(test_text, "test.litmus");
  CatModel model = compile_cat(model_text, "ra");
  return to_text(explain(test, outcome, model), outcome, test, model);
}

TEST(Explain, Forbidden) {
  EXPECT_EQ(text(kMessagePassing, {1, 0}, kReleaseAcquire),
            R"(MP under ra: 1:r0=1; 1:r1=0; is forbidden.

No execution that the model allows ends so. The one that comes nearest:

  start  i0: init x=0
         i1: init y=0
  P0     a: W x=1 relaxed
         b: W y=1 release
  P1     c: R y=1 acquire
         d: R x=0 relaxed

It breaks an axiom of the model:  irreflexive hb ; eco? as coherence
  a -> b  a is before b in program order          hb: po
          b is REL
  b -> c  c reads the 1 that b wrote to y         hb: sw: rf
          c is ACQ
  c -> d  c is before d in program order          hb: po
  d -> a  d reads the 0 that a overwrites with 1  fr
)");
}

TEST(Explain, Allowed) {
  EXPECT_EQ(text(kMessagePassing, {0, 0}, kReleaseAcquire),
            R"(MP under ra: 1:r0=0; 1:r1=0; is allowed.

  start  i0: init x=0
         i1: init y=0
  P0     a: W x=1 relaxed
         b: W y=1 release
  P1     c: R y=0 acquire
         d: R x=0 relaxed

The model allows this execution:
  d reads the initial 0 of x
  c reads the initial 0 of y
)");
}

// Of three writes in a row, two overwrite the one before them; none overwrites the first as well.
TEST(Explain, WritesOverwriteTheOneBeforeThem) {
  const std::string words = text(R"(C three
{}
P0 (atomic_int* x) {
  atomic_store_explicit(x, 1, memory_order_relaxed);
  atomic_store_explicit(x, 2, memory_order_relaxed);
  atomic_store_explicit(x, 3, memory_order_relaxed);
}
exists ([x]=3)
)",
                                 {3}, kReleaseAcquire);
  EXPECT_THAT(words, ::testing::EndsWith("The model allows this execution:\n"
                                         "  b overwrites the 1 that a wrote to x with 2\n"
                                         "  c overwrites the 2 that b wrote to x with 3\n"));
}

TEST(Explain, Impossible) {
  EXPECT_EQ(text(kMessagePassing, {7, 0}, kReleaseAcquire),
            R"(MP under ra: 1:r0=7; 1:r1=0; is impossible.

Whatever the threads read from each other, they never end so: no model is needed to say no.
)");
}

TEST(Explain, OutOfThinAir) {
  std::string words = text(
      R"(C LB
{}
P0 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  atomic_store_explicit(y, r0, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
  atomic_store_explicit(x, 1 + r0 - r0, memory_order_relaxed);
}
exists (0:r0=1 /\ 1:r0=1)
)",
      {1, 1}, "C\nacyclic po-loc | rf | co | fr as coherence\nacyclic data | rf as no-thin-air\n");
  EXPECT_THAT(words, ::testing::StartsWith("LB under ra: 0:r0=1; 1:r0=1; is out of thin air."));
  EXPECT_THAT(words, ::testing::HasSubstr("the value of b depends on what a read  data\n"));
  EXPECT_THAT(words, ::testing::HasSubstr("a compiler dropped a dependency."));
}

// Load buffering whose first thread stores `first` and whose second one stores `second`.
std::string load_buffering(const std::string& first, const std::string& second) {
  return text(R"(C LB
{}
P0 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  atomic_store_explicit(y, )" +
                  first + R"(, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
  atomic_store_explicit(x, )" +
                  second + R"(, memory_order_relaxed);
}
exists (0:r0=1 /\ 1:r0=1)
)",
              {1, 1},
              "C\nacyclic po-loc | rf | co | fr as coherence\nacyclic po | rf as no-thin-air");
}

// Only where everything in the cycle is a dependency, a compiler must have dropped one.
TEST(Explain, ACycleOfProgramOrderMayBeReal) {
  using ::testing::AllOf;
  using ::testing::HasSubstr;
  using ::testing::Not;
  const auto machines =
      AllOf(HasSubstr("a later store overtakes a load"), Not(HasSubstr("dropped")));
  EXPECT_THAT(load_buffering("1", "1"), AllOf(HasSubstr("\nNone of the program order"), machines));
  EXPECT_THAT(load_buffering("r0", "1"), AllOf(HasSubstr("\nNot all of the program"), machines));
  EXPECT_THAT(load_buffering("1 + r0 - r0", "r0"),
              AllOf(HasSubstr("dropped a dependency"), Not(HasSubstr("overtakes"))));
}

TEST(Explain, Race) {
  const litmus::Test test = parse_test(R"(C flag
{}
P0 (int* x) {
  *x = 1;
}
P1 (int* x) {
  int r0 = *x;
}
exists (1:r0=1)
)",
                                       "flag.litmus");
  CatModel model = compile_cat(kReleaseAcquire, "ra");
  std::optional<RaceWitness> race = explain_race(test, model);
  ASSERT_TRUE(race);
  std::string words = to_text(*race, test, model);
  EXPECT_THAT(words,
              ::testing::StartsWith("flag under ra: undefined, because two accesses race: any"));
  EXPECT_THAT(words, ::testing::HasSubstr("a: W x=1 plain   (flag.litmus:4:"));
  EXPECT_THAT(words, ::testing::HasSubstr("   (flag.litmus:7:"));
}

TEST(Explain, ReasonsLeadAroundTheCycle) {
  const litmus::Test test = parse_test(kMessagePassing, "MP");
  CatModel model = compile_cat(kReleaseAcquire, "ra");
  Explanation e = explain(test, {1, 0}, model);
  std::vector<Reason> all = reasons(*e.refusal, test, model);
  ASSERT_EQ(all.size(), 4u);
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].to, all[(i + 1) % all.size()].from);
  }
  EXPECT_EQ(all[1].relation, "rf");
  EXPECT_THAT(all[1].within, ElementsAre("hb", "sw"));
  EXPECT_THAT(all[1].asked, ElementsAre("c is ACQ"));
}

// Of `empty r & (s ; t)` both sides are told: the update, and the write that came between.
TEST(Explain, AtomicityShowsBothSides) {
  const litmus::Test test = parse_test(R"(C whole
{}
P0 (atomic_int* x) {
  int r0 = atomic_exchange_explicit(x, 1, memory_order_relaxed);
}
P1 (atomic_int* x) {
  atomic_store_explicit(x, 2, memory_order_relaxed);
}
locations [x;]
exists (0:r0=0 /\ [x]=1)
)",
                                       "whole");
  CatModel model = compile_cat(
      "X86\nacyclic po-loc | rmw | rf | co | fr as coherence\n"
      "empty rmw & (fre ; coe) as atomicity\n",
      "x86");
  const Outcome outcome = {1, 0};  // x, 0:r0
  EXPECT_EQ(to_text(explain(test, outcome, model), outcome, test, model),
            R"(whole under x86: [x]=1; 0:r0=0; is forbidden.

No execution that the model allows ends so. The one that comes nearest:

  start  i0: init x=0
  P0     a: R x=0 [X,A]
         b: W x=1 [X,A]
  P1     c: W x=2

It breaks an axiom of the model:  empty rmw & (fre ; coe) as atomicity
  a -> b  a and b are the two halves of one update     rmw
  a -> c  a reads the 0 that c overwrites with 2       fre
  c -> b  b overwrites the 2 that c wrote to x with 1  coe
)");
}

}  // namespace
}  // namespace litmus
