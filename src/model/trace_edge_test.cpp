// Explanations of single edges: known ones, and on random relations that every step is a pair of
// its relation, that the ends meet, and that nothing shorter would have done.
#include "model/trace_edge.h"

#include <gtest/gtest.h>

#include <random>

namespace litmus {
namespace {

using Pairs = std::vector<std::pair<int, int>>;

// Message passing: 0 W x, 1 W y release | 2 R y acquire, 3 R x.
struct MessagePassing {
  CatModel model;
  Evaluation evaluation;

  explicit MessagePassing(std::string_view text)
      : model(compile_cat(text, "test.cat")), evaluation(model) {
    evaluation.begin(4);
    evaluation.set("W", EventSet{0b0011});
    evaluation.set("R", EventSet{0b1100});
    evaluation.set("REL", EventSet{0b0010});
    evaluation.set("ACQ", EventSet{0b0100});
    insert(Base::Po, {{0, 1}, {2, 3}});
    insert(Base::Loc, {{0, 3}, {3, 0}, {1, 2}, {2, 1}});
    insert(Base::Ext, {{1, 2}, {2, 1}, {3, 0}, {0, 3}});
    insert(Base::Rf, {{1, 2}});
    insert(Base::Fr, {{3, 0}});
    evaluation.refresh(Level::Static);
  }

  void insert(Base base, const Pairs& pairs) {
    for (auto [from, to] : pairs) evaluation.relation(base).insert(from, to);
  }

  std::string trace(int from, int to, std::size_t check = 0) {
    return to_string(trace_edge(evaluation, model.checks[check].node, from, to));
  }
};

TEST(TraceEdge, MessagePassing) {
  MessagePassing mp(
      "let sb = po let rs = [W] ; (sb & loc)? "
      "let sw = [REL] ; rs ; rf ; [ACQ] let hb = (sb | sw)+ "
      "acyclic hb | fr irreflexive hb ; fr");
  EXPECT_EQ(mp.trace(0, 3), "hb(po; sw([REL]; rs([W]); rf; [ACQ]); po)");
  EXPECT_EQ(mp.trace(3, 0), "fr");
  EXPECT_EQ(mp.trace(0, 0, 1), "hb(po; sw([REL]; rs([W]); rf; [ACQ]); po); fr");
  std::vector<TraceStep> steps = trace_edge(mp.evaluation, mp.model.checks[0].node, 0, 3);
  ASSERT_EQ(steps.size(), 1u);
  ASSERT_EQ(steps[0].inside.size(), 3u);
  EXPECT_EQ(steps[0].inside[1].from, 1);
  EXPECT_EQ(steps[0].inside[1].to, 2);
}

TEST(TraceEdge, OperatorsOneByOne) {
  auto trace = [](std::string expression, int from, int to) {
    return MessagePassing("empty " + expression).trace(from, to);
  };
  EXPECT_EQ(trace("po | rf", 1, 2), "rf");
  EXPECT_EQ(trace("po ; rf", 0, 2), "po; rf");
  EXPECT_EQ(trace("rf & loc & ext", 1, 2), "rf");
  EXPECT_EQ(trace("rfe", 1, 2), "rfe");
  EXPECT_EQ(trace("rf & po | ext & (loc | po)", 1, 2), "loc");
  EXPECT_EQ(trace("po \\ W * R", 0, 1), "po");
  EXPECT_EQ(trace("[W] ; po ; [W]", 0, 1), "[W]; po; [W]");
  EXPECT_EQ(trace("[W & ~REL] ; po", 0, 1), "[W & _ \\ REL]; po");
  EXPECT_EQ(trace("rf^-1 ; rf", 2, 2), "rf^-1; rf");
  EXPECT_EQ(trace("(po ; rf)^-1", 2, 0), "rf^-1; po^-1");
  EXPECT_EQ(trace("(po | rf)* ; fr", 0, 0), "po; rf; po; fr");
  EXPECT_EQ(trace("po? ; rf", 1, 2), "rf");
  EXPECT_EQ(trace("(po | rf | W * R)+", 0, 3), "W * R");
  EXPECT_EQ(trace("([R] | po | rf)+", 2, 3), "po");
}

TEST(TraceEdge, Recursion) {
  MessagePassing mp("let rec a = po | a ; b and b = rf | b ; a acyclic a");
  EXPECT_EQ(mp.trace(0, 3), "a(po); b(rf; a(po))");
  MessagePassing closure("let rec ob = po | rf | ob ; ob irreflexive ob ; fr");
  EXPECT_EQ(closure.trace(0, 0), "ob(po; rf; po); fr");
}

// All leaves of an explanation, in order.
void leaves(const std::vector<TraceStep>& steps, std::vector<TraceStep>& out) {
  for (const TraceStep& step : steps) {
    if (step.inside.empty()) {
      out.push_back(step);
    } else {
      leaves(step.inside, out);
    }
  }
}

TEST(TraceEdge, StepsAreTrueAndMeet) {
  CatModel model = compile_cat(
      "let a = po ; rf | co let b = (a | fr)+ \\ po "
      "let rec ii = po | ci | ic ; ci | ii ; ii and ci = rf | ci ; ii | cc ; ci "
      "and ic = ii | cc | ic ; cc and cc = co | ci ; ic | cc ; cc "
      "acyclic a+ | b ; rf^-1 | (ii ; ic)* ; cc",
      "random.cat");
  std::mt19937 random(1);
  int traced = 0;
  for (int round = 0; round < 15; ++round) {
    Evaluation e(model);
    int n = 4 + static_cast<int>(random() % 5);
    e.begin(n);
    for (Base base : {Base::Po, Base::Rf, Base::Co, Base::Fr}) {
      for (int i = 0; i < n; ++i) {
        e.relation(base).insert(static_cast<int>(random() % static_cast<unsigned>(n)),
                                static_cast<int>(random() % static_cast<unsigned>(n)));
      }
    }
    e.refresh(Level::Static);
    int node = model.checks[0].node;
    for (int from = 0; from < n; ++from) {
      for (int to : e.value(node)[from]) {
        std::vector<TraceStep> all;
        leaves(trace_edge(e, node, from, to), all);
        int at = from;
        for (const TraceStep& step : all) {
          EXPECT_EQ(step.from, at);
          at = step.to;
          bool back = step.name.ends_with("^-1");
          std::string name = back ? step.name.substr(0, step.name.size() - 3) : step.name;
          for (Base base : {Base::Po, Base::Rf, Base::Co, Base::Fr}) {
            if (to_string(base) != name) continue;
            EXPECT_TRUE(back ? e.relation(base).contains(step.to, step.from)
                             : e.relation(base).contains(step.from, step.to));
            ++traced;
          }
        }
        EXPECT_EQ(at, to);
      }
    }
  }
  EXPECT_GT(traced, 500);
}

}  // namespace
}  // namespace litmus
