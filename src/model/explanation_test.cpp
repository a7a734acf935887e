// Witnesses and refusals of outcomes whose reasons are known.
#include "model/explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lang/parse.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;
using Answer = Explanation::Answer;

constexpr const char* kOrdered =
    "sc\nacyclic po-loc | rf | co | fr as coherence\nacyclic po | rf | co | fr as sc";
constexpr const char* kNoCycles =
    "no cycles\nacyclic po-loc | rf | co | fr as coherence\n"
    "acyclic data | addr | ctrl | rf as no-thin-air";

const std::string kReleaseAcquireMp = R"(C MP
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

std::vector<std::string> events(const Execution& e, const litmus::Test& test,
                                const std::vector<int>& which) {
  std::vector<std::string> texts;
  for (int event : which) {
    texts.push_back(letter(e, event) + ": " +
                    to_string(e.events[static_cast<std::size_t>(event)], test));
  }
  return texts;
}

std::vector<int> all(const Execution& e) {
  std::vector<int> numbers;
  for (int i = 0; i < e.size(); ++i) numbers.push_back(i);
  return numbers;
}

TEST(Explanation, AllowedHasAWitness) {
  const litmus::Test test = parse_test(kReleaseAcquireMp, "MP");
  const CatModel model = compile_cat(kOrdered, "sc");
  Explanation e = explain(test, {1, 1}, model);
  ASSERT_EQ(e.answer, Answer::Allowed);
  EXPECT_THAT(events(*e.witness, test, all(*e.witness)),
              ElementsAre("i0: init x=0", "i1: init y=0", "a: W x=1 relaxed", "b: W y=1 release",
                          "c: R y=1 acquire", "d: R x=1 relaxed"));
  EXPECT_TRUE(e.witness->rf.contains(2, 5));
  EXPECT_TRUE(e.witness->rf.contains(3, 4));
  EXPECT_EQ(e.witness->outcome, (Outcome{1, 1}));
  // The witness stands by itself: the model allows it when it is handed in again.
  Evaluation evaluation(model);
  hand_in(*e.witness, evaluation);
  EXPECT_EQ(evaluation.first_failure(Checks::Axioms), nullptr);
}

TEST(Explanation, ForbiddenHasTheCycle) {
  const litmus::Test test = parse_test(kReleaseAcquireMp, "MP");
  const CatModel model = compile_cat(kOrdered, "sc");
  Explanation e = explain(test, {1, 0}, model);
  ASSERT_EQ(e.answer, Answer::Forbidden);
  EXPECT_FALSE(e.witness);
  EXPECT_EQ(e.refusal->axiom, "sc");
  EXPECT_EQ(e.refusal->broken, 1);
  EXPECT_TRUE(e.best);
  std::vector<std::string> cycle = events(e.refusal->execution, test, e.refusal->events);
  EXPECT_THAT(cycle, ::testing::UnorderedElementsAre("a: W x=1 relaxed", "b: W y=1 release",
                                                     "c: R y=1 acquire", "d: R x=0 relaxed"));
}

// x is read as 1 and then as 0 by one thread: no coherent execution does that.
TEST(Explanation, IncoherenceIsExplainedToo) {
  const litmus::Test test = parse_test(R"(C CoRR
{}
P0 (atomic_int* x) { atomic_store_explicit(x, 1, memory_order_relaxed); }
P1 (atomic_int* x) {
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
  int r1 = atomic_load_explicit(x, memory_order_relaxed);
}
exists (1:r0=1 /\ 1:r1=0)
)", "CoRR");
  Explanation e = explain(test, {1, 0}, compile_cat(kOrdered, "sc"));
  ASSERT_EQ(e.answer, Answer::Forbidden);
  EXPECT_EQ(e.refusal->broken, 2);  // what is not coherent is not sequentially consistent either
  EXPECT_EQ(e.refusal->events.size(), 3U);
}

// An update that is not atomic breaks sc by a shorter cycle than store buffering does, and is not
// what anybody asked about.
TEST(Explanation, UpdatesAreAtomicWhereTheyCanBe) {
  const std::string text = R"(C SB+updates
{}
P0 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(x, 1, memory_order_relaxed);
  int r0 = atomic_fetch_add_explicit(y, 0, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(y, 1, memory_order_relaxed);
  int r0 = atomic_fetch_add_explicit(x, 0, memory_order_relaxed);
}
exists (0:r0=0 /\ 1:r0=0))";
  const litmus::Test test = parse_test(text, "SB+updates");
  const Explanation e = explain(test, {0, 0}, compile_cat("sc\nacyclic po | rf | co | fr", "sc"));
  ASSERT_EQ(e.answer, Answer::Forbidden);
  EXPECT_THAT(events(e.refusal->execution, test, e.refusal->events),
              ElementsAre("a: W x=1 relaxed", "b: U y 0->0 relaxed", "c: W y=1 relaxed",
                          "d: U x 0->0 relaxed"));
}

TEST(Explanation, ValuesThatNobodyWritesAreImpossible) {
  const litmus::Test test = parse_test(kReleaseAcquireMp, "MP");
  EXPECT_EQ(explain(test, {1, 7}, compile_cat(kOrdered, "sc")).answer, Answer::Impossible);
}

TEST(Explanation, ThinAirIsCalledSo) {
  const litmus::Test test = parse_test(R"(C LB+ctrls
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
)", "LB");
  Explanation e = explain(test, {1, 1}, compile_cat(kNoCycles, "c"));
  EXPECT_EQ(e.answer, Answer::OutOfThinAir);
  EXPECT_EQ(e.refusal->events.size(), 4U);
}

// Compiled for x86: the seq_cst store is a locked exchange, two events.
TEST(Explanation, MachineEventsShowTheirTags) {
  const litmus::Test test = parse_test(R"(C one
{}
P0 (atomic_int* x) { atomic_store_explicit(x, 1, memory_order_seq_cst); }
exists ([x]=1)
)", "one");
  const CatModel model = compile_cat("\"X86 TSO\"\nacyclic po-loc | rf | co | fr", "tso");
  ASSERT_EQ(model.architecture, Architecture::X86);
  Explanation e = explain(test, {1}, model);
  ASSERT_TRUE(e.witness);
  EXPECT_THAT(events(*e.witness, test, all(*e.witness)),
              ElementsAre("i0: init x=0", "a: R x=0 [X,A]", "b: W x=1 [X,A]"));
}

TEST(Explanation, RacesHaveAnExecution) {
  const litmus::Test test = parse_test(R"(C race
{}
P0 (int* x) { *x = 1; }
P1 (int* x) { int r0 = *x; }
exists (1:r0=1)
)", "race");
  const CatModel model = compile_cat(
      "c\nacyclic po | rf | co | fr\n"
      "flag ~empty ((((W * M) | (M * W)) & loc & ext) \\ ((IW * M) | (M * IW))) as race", "c");
  std::optional<RaceWitness> race = explain_race(test, model);
  ASSERT_TRUE(race);
  EXPECT_EQ(race->execution.events[static_cast<std::size_t>(race->a)].thread, 0);
  EXPECT_EQ(race->execution.events[static_cast<std::size_t>(race->b)].thread, 1);
  EXPECT_FALSE(explain_race(test, compile_cat(kOrdered, "sc")));
}

// A thread that never ends races as well: the judge says so, and so there is something to explain.
TEST(Explanation, RacesOfThreadsThatNeverEnd) {
  const litmus::Test test = parse_test(
      "C endless\n{}\n"
      "P0 (int* x, atomic_int* y) {\n"
      "  *x = 1;\n"
      "  while (atomic_load_explicit(y, memory_order_relaxed) == 0) {}\n"
      "}\n"
      "P1 (int* x) { *x = 2; }\n"
      "exists (x=2)\n",
      "endless");
  const CatModel model = compile_cat(
      "c\nacyclic po | rf | co | fr\n"
      "undefined_unless empty (W * W) & loc & ext \\ (IW * _ | _ * IW) as race", "c");
  EXPECT_FALSE(judge(test, model).races.empty());
  const std::optional<RaceWitness> race = explain_race(test, model);
  ASSERT_TRUE(race);
  EXPECT_EQ(race->execution.events[static_cast<std::size_t>(race->a)].written, 1);
  EXPECT_EQ(race->execution.events[static_cast<std::size_t>(race->b)].written, 2);
}

}  // namespace
}  // namespace litmus
