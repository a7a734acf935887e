// Explanations for programs, and pictures of executions.
#include "report/explain_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "lang/parse.h"
#include "report/execution_picture.h"

namespace litmus {
namespace {

using nlohmann::json;

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
  json line;
};

Explained explained(std::string_view text, const Outcome& outcome, const char* axioms) {
  Explained e{parse_test(text, "SB.litmus"), compile_cat(std::string("m\n") + axioms, "m"), {}, {}};
  e.explanation = explain(e.test, outcome, e.model);
  e.line = json::parse(to_json(e.explanation, outcome, e.test, e.model));
  return e;
}

TEST(ExplainJson, WhatIsAllowedHasAWitness) {
  const Explained e = explained(kExplainedText, {0, 0}, kCoherent);
  EXPECT_EQ(e.line["test"], "SB");
  EXPECT_EQ(e.line["model"], "m");
  EXPECT_EQ(e.line["verdict"], "allowed");
  EXPECT_EQ(e.line["outcome"], json::parse(R"({"0:r0":0,"1:r0":0})"));
  const json& execution = e.line["execution"];
  ASSERT_EQ(execution["events"].size(), 6u);
  EXPECT_EQ(execution["events"][2],
            json::parse(R"({"name":"a","thread":0,"kind":"W","location":"x","written":1,
                            "order":"relaxed","line":4,"column":3})"));
  EXPECT_EQ(execution["rf"], json::parse(R"([["i0","d"],["i1","b"]])"));
  EXPECT_EQ(execution["out_of_order"], json::parse(R"([["a","b"],["c","d"]])"));
}

TEST(ExplainJson, WhatIsForbiddenHasReasonsAroundTheCycle) {
  const Explained e = explained(kExplainedText, {0, 0}, kOneAxiom);
  EXPECT_EQ(e.line["verdict"], "forbidden");
  const json& refusal = e.line["refusal"];
  EXPECT_EQ(refusal["axiom"], "sc");
  EXPECT_EQ(refusal["text"], kOneAxiom);
  EXPECT_EQ(refusal["broken"], 1);
  ASSERT_EQ(refusal["reasons"].size(), 4u);
  std::string around;
  for (const json& reason : refusal["reasons"])
    around += reason["from"].get<std::string>() + reason["to"].get<std::string>() + " ";
  EXPECT_EQ(around, "ab bc cd da ");
}

TEST(ExplainJson, RacesHaveTheirTwoEvents) {
  const litmus::Test test = parse_test(
      "C r\n{}\nP0 (int* x) { *x = 1; }\nP1 (int* x) { *x = 2; }\nexists ([x]=1)\n", "r.litmus");
  const CatModel model =
      compile_cat("m\nflag ~empty (W * W) & loc & ext \\ IW * _ \\ _ * IW as race", "m");
  const auto race = explain_race(test, model);
  ASSERT_TRUE(race);
  const json line = json::parse(to_json(*race, test, model));
  EXPECT_EQ(line["verdict"], "race");
  EXPECT_EQ(line["race"], json::parse(R"(["a","b"])"));
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
