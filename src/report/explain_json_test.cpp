// Explanations for programs, and pictures of executions.
#include "report/explain_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lang/parse.h"
#include "report/execution_picture.h"

namespace litmus {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kExplainedText = R"(C SB
{ }
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
constexpr const char* kCoherent = "acyclic po-loc | rf | co | fr as coherence";
constexpr const char* kOneAxiom = "acyclic po | rf | co | fr as sc";

struct Explained {
  litmus::Test test;
  CatModel model;
  Explanation explanation;
  std::string line;
};

Explained explained(std::string_view text, const Outcome& outcome, const char* axioms) {
  Explained e{parse_test(text, "SB.litmus"), compile_cat(std::string("m\n") + axioms, "m"), {}, {}};
  e.explanation = explain(e.test, outcome, e.model);
  e.line = to_json(e.explanation, outcome, e.test, e.model);
  return e;
}

TEST(ExplainJson, WhatIsAllowedHasAWitness) {
  const Explained e = explained(kExplainedText, {0, 0}, kCoherent);
  EXPECT_THAT(e.line, StartsWith(R"({"test":"SB","model":"m","outcome":{"0:r0":0,"1:r0":0},)"
                                 R"("verdict":"allowed","execution":{"events":[)"
                                 R"({"name":"i0","kind":"W","location":"x","written":0},)"
                                 R"({"name":"i1","kind":"W","location":"y","written":0},)"
                                 R"({"name":"a","thread":0,"kind":"W","location":"x","written":1,)"
                                 R"("order":"relaxed","line":4,"column":3},)"
                                 R"({"name":"b","thread":0,"kind":"R","location":"y","read":0,)"
                                 R"("order":"relaxed","line":5,"column":12},)"));
  EXPECT_THAT(e.line, EndsWith(R"("rf":[["i0","d"],["i1","b"]],"co":[["i0","a"],["i1","c"]],)"
                               R"("fr":[["b","c"],["d","a"]],)"
                               R"("out_of_order":[["a","b"],["c","d"]]}})"));
}

TEST(ExplainJson, LargeNumbersAreShownAsTheyAre) {
  const Explained e = explained(
      "C large\n{ uint64_t x = 18446744073709551615; }\n"
      "P0 (_Atomic(uint64_t)* x) { uint64_t r0 = atomic_load_explicit(x, memory_order_relaxed); }\n"
      "exists (0:r0=18446744073709551615)\n",
      {-1}, kCoherent);
  EXPECT_THAT(e.line, HasSubstr(R"("outcome":{"0:r0":18446744073709551615})"));
  EXPECT_THAT(e.line, HasSubstr(R"("location":"x","read":18446744073709551615,)"));
}

TEST(ExplainJson, WhatIsForbiddenHasReasonsAroundTheCycle) {
  const Explained e = explained(kExplainedText, {0, 0}, kOneAxiom);
  EXPECT_THAT(e.line, HasSubstr(R"("verdict":"forbidden","execution":{"events":[)"));
  EXPECT_THAT(
      e.line,
      EndsWith(R"("refusal":{"axiom":"sc","text":"acyclic po | rf | co | fr as sc","reasons":[)"
               R"({"from":"a","to":"b","relation":"po","within":[],)"
               R"("words":"a is before b in program order","asked":[]},)"
               R"({"from":"b","to":"c","relation":"fr","within":[],)"
               R"("words":"b reads the 0 that c overwrites with 1","asked":[]},)"
               R"({"from":"c","to":"d","relation":"po","within":[],)"
               R"("words":"c is before d in program order","asked":[]},)"
               R"({"from":"d","to":"a","relation":"fr","within":[],)"
               R"("words":"d reads the 0 that a overwrites with 1","asked":[]}],)"
               R"("broken":1,"shortest":true}})"));
}

TEST(ExplainJson, RacesHaveTheirTwoEvents) {
  const litmus::Test test = parse_test(
      "C r\n{}\nP0 (int* x) { *x = 1; }\nP1 (int* x) { *x = 2; }\nexists ([x]=1)\n", "r.litmus");
  const CatModel model =
      compile_cat("m\nflag ~empty (W * W) & loc & ext \\ IW * _ \\ _ * IW as race", "m");
  const auto race = explain_race(test, model);
  ASSERT_TRUE(race);
  EXPECT_THAT(to_json(*race, test, model),
              StartsWith(R"({"test":"r","model":"m","verdict":"race","race":["a","b"],)"
                         R"("execution":{"events":[{"name":"i0",)"));
}

TEST(ExecutionPicture, ThreadsStandBesideEachOther) {
  const Explained e = explained(kExplainedText, {0, 0}, kCoherent);
  EXPECT_EQ(picture(*e.explanation.witness, e.test, {}),
            "P0                P1\n"
            "a: W x=1 relaxed  c: W y=1 relaxed\n"
            "b: R y=0 relaxed  d: R x=0 relaxed\n"
            "\n"
            "in sc, a comes before b and c comes before d, as in the program,\n"
            "and then this could not happen;\n"
            "here at least one of these pairs came the other way round, as some thread saw it\n");
  const Explained in_order = explained(kExplainedText, {0, 1}, kCoherent);
  EXPECT_TRUE(out_of_order(*in_order.explanation.witness).empty());
  EXPECT_NE(picture(*in_order.explanation.witness, in_order.test, {}).find("in turns"),
            std::string::npos);
}

}  // namespace
}  // namespace litmus
