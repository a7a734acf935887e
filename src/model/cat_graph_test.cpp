// Each simplification, and that nothing is merged that is not the same. That they keep the meaning
// is evaluation_test.cpp's business.
#include "model/cat_graph.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>

namespace litmus {
namespace {

class Graph : public testing::Test {
 protected:
  using Op = Node::Op;

  CatGraph g;
  int po = g.base(Base::Po), loc = g.base(Base::Loc), ext = g.base(Base::Ext);
  int rf = g.base(Base::Rf), co = g.base(Base::Co);
  int w = g.base_set("W"), r = g.base_set("R"), fw = g.base_set("FW");

  Op op(int node) const { return g.at(node).op; }
};

TEST_F(Graph, EqualExpressionsAreOneNode) {
  EXPECT_EQ(g.base(Base::Po), po);
  EXPECT_EQ(g.base_set("W"), w);
  EXPECT_EQ(g.unite({po, rf}), g.unite({rf, po}));
  EXPECT_EQ(g.sequence({po, rf}), g.sequence({po, rf}));
  EXPECT_NE(g.sequence({po, rf}), g.sequence({rf, po}));
  EXPECT_NE(g.product(w, r), g.product(r, w));
  EXPECT_NE(g.plus(rf), g.star(rf));
}

// Much rests on fr: a text may define its own, and is then as quick as one that uses it.
TEST_F(Graph, FromReadsAreKnownByTheirDefinition) {
  const int id = g.identity(g.all_events());
  EXPECT_EQ(g.difference(g.sequence({g.inverse(rf), co}), id), g.base(Base::Fr));
  EXPECT_NE(g.difference(g.sequence({g.inverse(rf), co}), g.identity(w)), g.base(Base::Fr));
  EXPECT_NE(g.difference(g.sequence({g.inverse(co), co}), id), g.base(Base::Fr));
  EXPECT_NE(g.sequence({g.inverse(rf), co}), g.base(Base::Fr)) << "an update is before itself";
}

TEST_F(Graph, NothingAndEverything) {
  EXPECT_EQ(g.unite({g.empty(), rf}), rf);
  EXPECT_EQ(g.intersection({rf, g.empty()}), g.empty());
  EXPECT_EQ(g.intersection({rf, g.product(g.all_events(), g.all_events())}), rf);
  EXPECT_EQ(g.sequence({rf, g.empty(), co}), g.empty());
  EXPECT_EQ(g.difference(rf, g.empty()), rf);
  EXPECT_EQ(g.difference(rf, rf), g.empty());
  EXPECT_EQ(g.identity(g.no_events()), g.empty());
  EXPECT_EQ(g.product(w, g.no_events()), g.empty());
  EXPECT_EQ(g.plus(g.empty()), g.empty());
  EXPECT_EQ(g.star(g.empty()), g.identity(g.all_events()));
  EXPECT_EQ(g.domain(g.empty()), g.no_events());
  EXPECT_EQ(g.set_union({w, g.no_events()}), w);
  EXPECT_EQ(g.set_intersection({w, g.all_events()}), w);
}

TEST_F(Graph, ClosuresOfClosures) {
  EXPECT_EQ(g.plus(g.plus(rf)), g.plus(rf));
  EXPECT_EQ(g.optional(g.plus(rf)), g.star(rf));
  EXPECT_EQ(g.plus(g.optional(rf)), g.star(rf));
  EXPECT_EQ(g.star(g.plus(rf)), g.star(rf));
  EXPECT_EQ(g.inverse(g.inverse(rf)), rf);
  EXPECT_EQ(g.inverse(g.product(w, r)), g.product(r, w));
}

TEST_F(Graph, IdentitiesFilterRows) {
  EXPECT_EQ(op(g.sequence({g.identity(w), rf})), Op::RestrictDomain);
  EXPECT_EQ(op(g.sequence({rf, g.identity(r)})), Op::RestrictRange);
  EXPECT_EQ(g.sequence({g.identity(w), g.identity(r)}), g.identity(g.set_intersection({w, r})));
  EXPECT_EQ(g.sequence({rf, g.identity(g.all_events())}), rf);
  EXPECT_EQ(g.domain(g.identity(w)), w);
}

TEST_F(Graph, StaticPartsAreMadeOnce) {
  // po ; loc ; rf is (po ; loc) ; rf however it is written
  EXPECT_EQ(g.sequence({po, g.sequence({loc, rf})}), g.sequence({g.sequence({po, loc}), rf}));
  int all = g.unite({rf, po, loc});
  EXPECT_EQ(g.at(all).operands.size(), 2u);
  EXPECT_EQ(g.at(all).level, Level::Rf);
  EXPECT_TRUE(g.contains(all, g.unite({po, loc})));
}

TEST_F(Graph, WhatHasANameStaysWhole) {
  int both = g.unite({rf, co});
  g.name(both, "both");
  EXPECT_EQ(g.at(g.unite({both, g.plus(rf)})).operands.size(), 2u);
  g.name(both, "again");
  EXPECT_EQ(g.at(both).name, "both");
}

TEST_F(Graph, Differences) {
  EXPECT_EQ(g.difference(g.difference(rf, po), loc), g.difference(rf, g.unite({po, loc})));
  EXPECT_EQ(g.difference(co, g.intersection({co, ext})), g.difference(co, ext));
}

TEST_F(Graph, LevelsAndGrowth) {
  EXPECT_EQ(g.at(g.sequence({po, rf})).level, Level::Rf);
  EXPECT_EQ(g.at(g.unite({rf, co})).level, Level::Co);
  EXPECT_TRUE(g.at(g.difference(rf, po)).grows);
  EXPECT_FALSE(g.at(g.difference(po, rf)).grows);
  EXPECT_EQ(g.at(fw).level, Level::Co);
  EXPECT_FALSE(g.at(g.identity(fw)).grows);
}

// rf stays within loc & W * R, so that this much of po \ rf is there whatever is read.
TEST_F(Graph, GrowingPartTakesAwayAllThatMayBe) {
  EXPECT_EQ(g.growing_part(rf), rf);
  int reads = g.intersection({loc, g.product(w, r)});
  EXPECT_EQ(g.growing_part(g.difference(po, rf)), g.difference(po, reads));
  EXPECT_EQ(g.growing_part(g.unite({rf, g.difference(po, rf)})),
            g.unite({rf, g.difference(po, reads)}));
  EXPECT_EQ(g.growing_part(fw), g.no_events());
}

// Nodes move when their memory grows, which happens somewhere in here (for the sanitizers).
TEST_F(Graph, GrowingPartWhereverNodesMove) {
  for (int sets = 200; sets < 260; ++sets) {
    CatGraph h;
    for (int i = 0; i < sets; ++i) h.base_set("S" + std::to_string(i));
    const int before = h.base(Base::Po), order = h.base(Base::Co);
    const int part = h.growing_part(h.difference(before, order));
    const int writes = h.product(h.base_set("W"), h.base_set("W"));
    EXPECT_EQ(part, h.difference(before, h.intersection({h.base(Base::Loc), writes})));
  }
}

TEST_F(Graph, Containment) {
  int com = g.unite({rf, co});
  EXPECT_TRUE(g.contains(com, rf));
  EXPECT_TRUE(g.contains(g.plus(com), g.plus(rf)));
  EXPECT_TRUE(g.contains(g.star(com), g.sequence({rf, co})));
  EXPECT_TRUE(g.contains(po, g.intersection({po, loc})));
  EXPECT_TRUE(g.contains(g.optional(rf), rf));
  EXPECT_TRUE(g.contains(
      g.unite({g.intersection({rf, ext}), g.intersection({rf, g.base(Base::Int)})}), rf));
  EXPECT_FALSE(g.contains(g.unite({g.intersection({rf, ext}), co}), rf));
  EXPECT_FALSE(g.contains(rf, com));
  EXPECT_FALSE(g.contains(g.intersection({po, loc}), po));
  EXPECT_FALSE(g.contains(rf, g.plus(rf)));
}

// A union of two that hold the same two has 2^n ways down: not all of them are tried.
TEST_F(Graph, ContainmentInUnionsOfUnions) {
  int a = g.unite({rf, po}), b = g.unite({rf, loc});
  for (int i = 0; i < 60; ++i) {
    g.name(a, "a");
    g.name(b, "b");
    std::tie(a, b) = std::pair(g.unite({a, b, po}), g.unite({a, b, loc}));
  }
  EXPECT_FALSE(g.contains(a, co));
}

TEST_F(Graph, RecursionThatIsAClosureIsOne) {
  int not_monotone = -1;
  int group = g.open_recursion({false});
  int x = g.variable(group, 0);
  EXPECT_EQ(g.close_recursion(group, {g.unite({rf, g.sequence({x, x})})}, not_monotone),
            std::vector<int>{g.plus(rf)});
  group = g.open_recursion({false});
  x = g.variable(group, 0);
  EXPECT_EQ(g.close_recursion(group, {g.unite({rf, g.sequence({rf, x})})}, not_monotone),
            std::vector<int>{g.plus(rf)});
  group = g.open_recursion({false});  // x ; po is not
  x = g.variable(group, 0);
  EXPECT_EQ(g.close_recursion(group, {g.unite({rf, g.sequence({x, po})})}, not_monotone),
            std::vector<int>{x});
  EXPECT_EQ(g.at(x).level, Level::Rf);
  EXPECT_TRUE(g.at(x).grows);
}

TEST_F(Graph, RecursionUnderADifferenceIsRefused) {
  int not_monotone = -1;
  int group = g.open_recursion({false});
  int bad = g.difference(rf, g.variable(group, 0));
  EXPECT_TRUE(g.close_recursion(group, {bad}, not_monotone).empty());
  EXPECT_EQ(not_monotone, bad);
}

}  // namespace
}  // namespace litmus
