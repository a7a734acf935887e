// Each construct of the language, by what it makes of a small execution that is easy to see:
//
//     0 W x (initial)   1 W y (initial)   P0: 2 W x, 3 fence, 4 R y   P1: 5 W y, 6 R x
//     rf 1 -> 4, 2 -> 6    co 0 -> 2, 1 -> 5    fr 4 -> 5
#include "model/cat.h"

#include <gtest/gtest.h>

#include "model/evaluation.h"

namespace litmus {
namespace {

using testing::ElementsAre;
using Pairs = std::vector<std::pair<int, int>>;

void insert(Relation& r, const Pairs& pairs) {
  for (auto [from, to] : pairs) r.insert(from, to);
}

void fill(Evaluation& e) {
  e.begin(7);
  EventSet writes{0b0100111}, reads{0b1010000};
  e.set("W", writes);
  e.set("R", reads);
  e.set("M", writes | reads);
  e.set("IW", EventSet{0b11});
  e.set("FW", EventSet{0b100100});
  e.set("F", EventSet::of(3));
  e.set("MFENCE", EventSet::of(3));
  insert(e.relation(Base::Po), {{2, 3}, {2, 4}, {3, 4}, {5, 6}});
  for (int a = 0; a < 7; ++a) {
    for (int b = 0; b < 7; ++b) {
      auto location = [](int v) { return v == 3 ? 2 : v == 0 || v == 2 || v == 6; };
      auto thread = [](int v) { return v < 2 ? 9 + v : v < 5 ? 0 : 1; };
      if (location(a) == location(b)) e.relation(Base::Loc).insert(a, b);
      e.relation(thread(a) == thread(b) && a > 1 ? Base::Int : Base::Ext).insert(a, b);
    }
  }
  insert(e.relation(Base::Rf), {{1, 4}, {2, 6}});
  insert(e.relation(Base::Co), {{0, 2}, {1, 5}});
  e.derive_fr();
  e.refresh(Level::Static);
}

CatModel compiled(std::string_view text, const Resolver& resolver = {}) {
  return compile_cat(text, "test.cat", resolver);
}

// The pairs of an expression, after the definitions before it.
Pairs pairs(std::string expression, std::string definitions = "") {
  CatModel model = compiled(definitions + " empty (" + expression + ") | 0 as it");
  Evaluation e(model);
  fill(e);
  Pairs all;
  for (int from = 0; from < 7; ++from) {
    for (int to : e.value(model.checks[0].node)[from]) all.emplace_back(from, to);
  }
  return all;
}

using Events = std::vector<int>;

Events events(std::string expression, std::string definitions = "") {
  std::vector<int> all;
  for (auto [a, b] : pairs("[" + expression + "]", definitions)) all.push_back(a);
  return all;
}

bool allowed(std::string_view text) {
  CatModel model = compiled(text);
  Evaluation e(model);
  fill(e);
  return e.first_failure(Checks::Axioms) == nullptr;
}

TEST(Cat, SetsAndTheirAlgebra) {
  EXPECT_EQ(events("W & IW"), Events({0, 1}));
  EXPECT_EQ(events("IW | F"), Events({0, 1, 3}));
  EXPECT_EQ(events("IW ++ F"), Events({0, 1, 3}));
  EXPECT_EQ(events("W \\ IW"), Events({2, 5}));
  EXPECT_EQ(events("~M"), Events({3}));
  EXPECT_EQ(events("_ \\ M"), Events({3}));
  EXPECT_EQ(events("R | {}"), Events({4, 6}));
  EXPECT_EQ(events("domain(rf)"), Events({1, 2}));
  EXPECT_EQ(events("range rf"), Events({4, 6}));
  EXPECT_EQ(events("FW"), Events({2, 5}));
}

TEST(Cat, RelationsAndTheirAlgebra) {
  EXPECT_EQ(pairs("rf | co"), (Pairs{{0, 2}, {1, 4}, {1, 5}, {2, 6}}));
  EXPECT_EQ(pairs("po & W * R"), (Pairs{{2, 4}, {5, 6}}));
  EXPECT_EQ(pairs("po \\ (F * _) \\ (_ * F)"), (Pairs{{2, 4}, {5, 6}}));
  EXPECT_EQ(pairs("rf^-1 ; co"), (Pairs{{4, 5}}));
  EXPECT_EQ(pairs("(rf^-1; co) \\ id"), pairs("fr"));
  EXPECT_EQ(pairs("[IW] ; co ; [W]"), (Pairs{{0, 2}, {1, 5}}));
  EXPECT_EQ(pairs("(co ; rf)+"), (Pairs{{0, 6}}));
  EXPECT_EQ(pairs("[F] ; (po)* ; [F]"), (Pairs{{3, 3}}));
  EXPECT_EQ(pairs("[F] ; po? "), (Pairs{{3, 3}, {3, 4}}));
  EXPECT_EQ(pairs("[F]; po* ; [R]"), (Pairs{{3, 4}}));
  EXPECT_EQ(pairs("~(_ * _) | 0"), Pairs{});
  EXPECT_EQ(pairs("F * ~M"), (Pairs{{3, 3}}));
  EXPECT_EQ(pairs("rf | 0 | {}"), pairs("rf"));
}

TEST(Cat, Precedence) {
  EXPECT_EQ(pairs("rf | co ; rf"), pairs("rf | (co ; rf)"));
  EXPECT_EQ(pairs("co ; rf \\ rf"), pairs("co ; (rf \\ rf)"));
  EXPECT_EQ(pairs("po \\ W * _ & _ * R"), pairs("po \\ ((W * _) & (_ * R))"));
  EXPECT_EQ(pairs("_ * R \\ W * R \\ R * R"), pairs("((_ * R) \\ (W * R)) \\ (R * R)"));
  EXPECT_EQ(pairs("~IW * W & co"), Pairs{});  // the complement of the product, without (0, 2)
  EXPECT_EQ(pairs("rf+^-1 ; co"), pairs("(rf+)^-1 ; co"));
}

TEST(Cat, PredefinedRelations) {
  EXPECT_EQ(pairs("rfe"), (Pairs{{1, 4}, {2, 6}}));
  EXPECT_EQ(pairs("coe | coi"), pairs("co"));
  EXPECT_EQ(pairs("fre"), (Pairs{{4, 5}}));
  EXPECT_EQ(pairs("rfi | fri | coi | po-loc"), Pairs{});
  EXPECT_EQ(pairs("id & F * F"), (Pairs{{3, 3}}));
  EXPECT_EQ(pairs("fencerel(MFENCE)"), (Pairs{{2, 4}}));
  EXPECT_EQ(pairs("fencerel F"), (Pairs{{2, 4}}));
  EXPECT_EQ(pairs("toid(F)"), (Pairs{{3, 3}}));
  EXPECT_EQ(pairs("ctrlcfence(F)"), Pairs{});
  EXPECT_EQ(pairs("co0"), (Pairs{{0, 2}, {1, 5}}));
}

TEST(Cat, Definitions) {
  EXPECT_EQ(pairs("b", "let a = rf let b = a | co"), pairs("rf | co"));
  EXPECT_EQ(pairs("rf", "let rf = rf | co let rf = rf \\ co"), pairs("rf \\ co"));
  // `and` defines both at once: b sees the old a
  EXPECT_EQ(pairs("b", "let a = rf let a = co and b = a"), pairs("rf"));
  EXPECT_EQ(pairs("let a = rf in let a = a ; [R] in a"), pairs("rf"));
  EXPECT_EQ(pairs("dmb.st-x | _y", "let dmb.st-x = rf let _y = co"), pairs("rf | co"));
}

TEST(Cat, Functions) {
  EXPECT_EQ(pairs("between(W, R)", "let between(A, B) = po & A * B"), (Pairs{{2, 4}, {5, 6}}));
  EXPECT_EQ(pairs("f co", "let f r = r | rf"), pairs("co | rf"));
  EXPECT_EQ(pairs("f(co ; rf)", "let f(r) = r and g(r) = r ; r"), pairs("co ; rf"));
  // a function keeps the names it was defined among
  EXPECT_EQ(pairs("f(0)", "let a = rf let f(r) = a | r let a = co"), pairs("rf"));
}

TEST(Cat, LeastFixpoints) {
  EXPECT_EQ(pairs("x", "let rec x = co | rf | x ; x"), pairs("(co | rf)+"));
  EXPECT_EQ(pairs("x", "let r = co | rf let rec x = r | r ; x"), pairs("(co | rf)+"));
  EXPECT_EQ(pairs("x", "let rec x = x"), Pairs{});
  EXPECT_EQ(pairs("x", "let rec x = po | y and y = rf | x ; y"), pairs("po | rf | po+ ; rf"));
  EXPECT_EQ(events("s", "let rec s = IW | range([s] ; (co | rf))"), Events({0, 1, 2, 4, 5, 6}));
  EXPECT_EQ(pairs("let rec x = co | x ; rf in x"), pairs("co | co ; rf"));
  // b's body uses a node that a's body uses too, and that is older than b's last value
  EXPECT_EQ(pairs("b", "let rec a = co | [range(a)] ; rf and b = IW * range(a)"),
            (Pairs{{0, 2}, {0, 5}, {0, 6}, {1, 2}, {1, 5}, {1, 6}}));
  // one inside the other
  EXPECT_EQ(pairs("x", "let rec x = co | (let rec y = x | y ; rf in y)"), pairs("co ; rf*"));
}

TEST(Cat, Try) {
  EXPECT_EQ(pairs("try nothing-of-that-name with rf"), pairs("rf"));
  EXPECT_EQ(pairs("try (rf | co) with 0"), pairs("rf | co"));
  EXPECT_EQ(pairs("try fencerel(SYNC) with 0"), Pairs{});
}

TEST(Cat, SetsOfOtherArchitecturesAreEmpty) {
  EXPECT_EQ(events("DMB.ISHLD | SYNC | Fence.rw.w | ACQ"), std::vector<int>{});
}

TEST(Cat, Checks) {
  EXPECT_TRUE(allowed("acyclic po | rf"));
  EXPECT_FALSE(allowed("acyclic po | rf | co | fr | (R * W)"));
  EXPECT_TRUE(allowed("irreflexive po"));
  EXPECT_FALSE(allowed("irreflexive po?"));
  EXPECT_FALSE(allowed("empty rf"));
  EXPECT_TRUE(allowed("empty rf ; rf"));
  EXPECT_FALSE(allowed("empty W"));
  EXPECT_TRUE(allowed("~empty rf"));
  EXPECT_FALSE(allowed("~acyclic rf"));
  EXPECT_TRUE(allowed("~irreflexive po?"));
  EXPECT_TRUE(allowed(""));
  EXPECT_FALSE(allowed("irreflexive (po | rf | fr | R * W)+"));
}

TEST(Cat, FlagsAndUndefinednessForbidNothing) {
  CatModel model = compiled(
      "flag ~empty rf as reads flag empty rf as no-reads "
      "undefined_unless empty rf as Dr undefined_unless empty 0 as fine");
  Evaluation e(model);
  fill(e);
  EXPECT_EQ(e.first_failure(Checks::Axioms), nullptr);
  EXPECT_TRUE(e.raised(model.checks[0]));
  EXPECT_FALSE(e.raised(model.checks[1]));
  EXPECT_TRUE(e.raised(model.checks[2]));
  EXPECT_FALSE(e.raised(model.checks[3]));
  EXPECT_EQ(model.checks[2].name, "Dr");
  EXPECT_EQ(e.failure(model.checks[2]).events, (std::vector<int>{1, 4}));
}

TEST(Cat, UnnamedChecksGetANumber) {
  CatModel model = compiled("acyclic po as a empty rf & co");
  EXPECT_EQ(model.checks[0].name, "a");
  EXPECT_EQ(model.checks[1].name, "empty 2");
  EXPECT_EQ(model.checks[1].place.line, 1);
  EXPECT_EQ(model.checks[1].place.column, 17);
}

TEST(Cat, ShowIsReadAndIgnored) {
  EXPECT_TRUE(allowed("show rf, nothing-of-that-name unshow co show (si \\ id) \\ (I * I) as si"));
}

TEST(Cat, CommentsAndTitles) {
  EXPECT_EQ(compiled("\"A title\" (* one (* in *) other *) // to the end\n# and this\n").title,
            "A title");
  EXPECT_EQ(compiled("C RC11\nlet x = po").title, "C RC11");
  EXPECT_EQ(compiled("RISCV \"partial order\" acyclic po").title, "RISCV partial order");
  EXPECT_EQ(compiled("acyclic po").title, "");
}

// A star is a closure where a check follows: `~` may begin one.
TEST(Cat, AStarBeforeACheck) {
  EXPECT_TRUE(allowed("let bb = po*\n~empty bb"));
  EXPECT_FALSE(allowed("let bb = po*\n~irreflexive bb & 0"));
  EXPECT_EQ(pairs("F * ~M", "let bb = po*\nlet cc = bb*\n"), (Pairs{{3, 3}}));
}

TEST(Cat, IncludesAreAskedOfTheResolverFirst) {
  std::vector<std::string> asked;
  Resolver resolver = [&](std::string_view name) -> std::optional<std::string> {
    asked.emplace_back(name);
    if (name == "mine.cat") return "let mine = rf include \"mine.cat\" acyclic mine as m";
    return std::nullopt;
  };
  CatModel model = compiled(
      "include \"mine.cat\" include \"cos.cat\" include \"mine.cat\" "
      "include \"x86fences.cat\" acyclic ca | mfence | mine",
      resolver);
  EXPECT_EQ(asked,
            std::vector<std::string>({"mine.cat", "x86fences.cat"}));  // co is never asked for
  ASSERT_EQ(model.checks.size(), 2u);
  EXPECT_EQ(model.checks[0].place.file, "mine.cat");
}

TEST(Cat, LibraryFilesEvaluate) {
  for (std::string file : {"stdlib", "cos", "cos-opt", "filters", "fences", "x86fences",
                           "ppcfences", "armfences", "aarch64fences", "mipsfences"}) {
    EXPECT_NO_THROW(compiled("include \"" + file + ".cat\"")) << file;
  }
  EXPECT_EQ(pairs("WR(po)", "include \"filters.cat\""), (Pairs{{2, 4}, {5, 6}}));
  EXPECT_NO_THROW(
      compiled("let ii0 = 0 let ic0 = 0 let ci0 = 0 let cc0 = po include \"ppo.cat\" "
               "acyclic ppo"));
}

TEST(Cat, ArchitectureIsToldByTitleOrSets) {
  EXPECT_EQ(compiled("C RC11\nacyclic fencerel(SYNC)").architecture, std::nullopt);
  EXPECT_EQ(compiled("\"C++11\" acyclic po").architecture, std::nullopt);
  EXPECT_EQ(compiled("X86 TSO\n").architecture, Architecture::X86);
  EXPECT_EQ(compiled("\"x86 TSO Mixed\"\n").architecture, Architecture::X86);
  EXPECT_EQ(compiled("AArch64 \"ARMv8\"\n").architecture, Architecture::Armv8);
  EXPECT_EQ(compiled("PPC\n").architecture, Architecture::Power);
  EXPECT_EQ(compiled("\"Risc V total order\"\n").architecture, Architecture::RiscV);
  EXPECT_EQ(compiled("SC\nacyclic po").architecture, std::nullopt);
  EXPECT_EQ(compiled("\"mine\" acyclic po | fencerel(MFENCE)").architecture, Architecture::X86);
}

TEST(Cat, LevelsSayWhatANodeDependsOn) {
  CatModel model = compiled("acyclic po & loc acyclic po | rf acyclic po | fre empty FW");
  EXPECT_EQ(model.checks[0].level, Level::Static);
  EXPECT_EQ(model.checks[1].level, Level::Rf);
  EXPECT_EQ(model.checks[2].level, Level::Co);
  EXPECT_EQ(model.checks[3].level, Level::Co);
  EXPECT_EQ(compiled("let rec x = po | x ; loc acyclic x").checks[0].level, Level::Static);
  EXPECT_EQ(compiled("let rec x = po | x ; rf acyclic x").checks[0].level, Level::Rf);
}

TEST(Cat, WhatGrowsIsItsOwnBound) {
  EXPECT_TRUE(compiled("acyclic po | rf | (rf^-1 ; co) \\ id").checks[0].monotone());
  EXPECT_TRUE(compiled("acyclic fr \\ (fr & int)").checks[0].monotone());
  // what may still be taken away is within W * R & loc: there is nothing sure about po-loc & W * R
  CatModel model = compiled("acyclic po | rf | (ext \\ rf)");
  EXPECT_FALSE(model.checks[0].monotone());
  EXPECT_GE(model.checks[0].bound, 0);
  EXPECT_EQ(compiled("irreflexive (R * R) \\ (rf^-1 ; rf) | (co & ~co)").checks[0].bound >= 0,
            true);
  EXPECT_EQ(compiled("~empty rf").checks[0].bound, -1);
  EXPECT_EQ(compiled("empty [FW]").checks[0].bound, -1);
}

TEST(Cat, CoherenceIsSeenInTheAxioms) {
  EXPECT_TRUE(compiled("acyclic po | rf | co | fr").coherent);
  EXPECT_TRUE(compiled("acyclic po-loc | rmw | fr | rfe | rfi | coe | coi").coherent);
  EXPECT_TRUE(
      compiled("let com = rf | co | fr irreflexive po-loc ; com+ irreflexive rmw ; com+").coherent);
  EXPECT_TRUE(compiled("let rec ob = po | rf | co | fr | ob ; ob irreflexive ob").coherent);
  EXPECT_FALSE(compiled("irreflexive po-loc ; (rf | co | fr)+").coherent);
  EXPECT_FALSE(compiled("acyclic po-loc | rfe | co | fr").coherent);
  EXPECT_FALSE(compiled("acyclic po-loc | rf | co").coherent);
  EXPECT_FALSE(compiled("flag acyclic po | rf | co | fr").coherent);
  EXPECT_FALSE(compiled("~acyclic po | rf | co | fr").coherent);
  EXPECT_FALSE(compiled("").coherent);
}

TEST(Cat, TextForm) {
  EXPECT_EQ(to_string(compiled("let hb = (po | rf)+ acyclic hb | ext \\ rf as axiom")),
            "0 static base (po)\n"
            "1 rf base (rf)\n"
            "2 rf union 0 1\n"
            "3 rf plus 2 (hb)\n"
            "4 static base (ext)\n"
            "5 rf difference 4 1\n"
            "6 rf union 3 5\n"
            "7 static base (loc)\n"
            "8 static set (W)\n"
            "9 static set (R)\n"
            "10 static product 8 9\n"
            "11 static intersection 7 10\n"
            "12 static difference 4 11\n"
            "13 rf union 3 12\n"
            "acyclic 6 as axiom, at least 13\n");
}

}  // namespace
}  // namespace litmus
