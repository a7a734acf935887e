// Every axiom of every built-in model is needed, and for what: the model is compiled without it,
// and of a panel of tests from the catalogue exactly those change their answer that need it.
//
// The rows say something about the models, and each can be checked by thought. TSO's main axiom
// leaves out reading one's own store, so coherence has to forbid what CoWR asks; RISC-V keeps two
// loads of a location in order by itself, so CoRR does not need its coherence axiom; and so on.
#include <gtest/gtest.h>

#include <algorithm>

#include "agreement/catalogue.h"
#include "agreement/models.h"

namespace litmus {
namespace {

constexpr std::string_view kPanel[] = {"CoRR",
                                       "CoWR",
                                       "CoRW1",
                                       "SB",
                                       "SB+sc+sc",
                                       "SB+f.sc+f.sc",
                                       "MP",
                                       "MP+rel+acq",
                                       "WRC+rel+acq",
                                       "WWC+rel+acq",
                                       "2+2W+rel+rel",
                                       "LB+data+data",
                                       "update-is-whole",
                                       "exchange-one-winner",
                                       "plain-reads",
                                       "plain-message+rlx"};

struct Axiom {
  std::string_view model;
  std::string_view axiom;
  std::string_view needed_by;  // of the panel; all others keep their answer
};

constexpr Axiom kAxioms[] = {
    // without its only axiom a model allows everything; two reads of a constant stay what they are
    {"sc", "sc",
     "CoRR CoWR CoRW1 SB SB+sc+sc SB+f.sc+f.sc MP MP+rel+acq WRC+rel+acq WWC+rel+acq 2+2W+rel+rel "
     "LB+data+data update-is-whole exchange-one-winner plain-message+rlx"},
    {"tso", "coherence", "CoWR CoRW1 exchange-one-winner"},
    {"tso", "atomicity", "update-is-whole exchange-one-winner"},
    {"tso", "tso",
     "SB+sc+sc SB+f.sc+f.sc MP MP+rel+acq WRC+rel+acq WWC+rel+acq 2+2W+rel+rel LB+data+data "
     "plain-message+rlx"},
    {"armv8", "internal", "CoRR CoWR CoRW1 exchange-one-winner"},
    {"armv8", "atomicity", "update-is-whole exchange-one-winner"},
    {"armv8", "external",
     "SB+sc+sc SB+f.sc+f.sc MP+rel+acq WRC+rel+acq WWC+rel+acq 2+2W+rel+rel LB+data+data"},
    {"riscv", "coherence", "CoWR CoRW1 exchange-one-winner"},
    {"riscv", "atomicity", "update-is-whole exchange-one-winner"},
    {"riscv", "rvwmo",
     "SB+sc+sc SB+f.sc+f.sc MP+rel+acq WRC+rel+acq WWC+rel+acq 2+2W+rel+rel LB+data+data"},
    {"power", "coherence", "CoRR CoWR CoRW1 exchange-one-winner"},
    {"power", "atomicity", "update-is-whole exchange-one-winner"},
    {"power", "causality", "LB+data+data"},
    {"power", "observation", "MP+rel+acq WRC+rel+acq"},
    {"power", "propagation", "SB+sc+sc SB+f.sc+f.sc WWC+rel+acq 2+2W+rel+rel"},
    // here no-thin-air alone forbids CoRW1 as well
    {"rc11", "coherence", "CoRR CoWR MP+rel+acq WRC+rel+acq WWC+rel+acq"},
    {"rc11", "atomicity", "update-is-whole exchange-one-winner"},
    {"rc11", "seq-cst", "SB+sc+sc SB+f.sc+f.sc"},
    {"rc11", "no-thin-air", "LB+data+data"},
    {"rc11", "race", "plain-message+rlx"},
    {"c++20", "coherence", "CoRR CoWR CoRW1 MP+rel+acq WRC+rel+acq WWC+rel+acq"},
    {"c++20", "atomicity", "update-is-whole exchange-one-winner"},
    {"c++20", "seq-cst", "SB+sc+sc SB+f.sc+f.sc"},
    {"c++20", "no-thin-air", "LB+data+data"},
    {"c++20", "race", "plain-message+rlx"},
};

const litmus::Test& panel_test(std::string_view name) {
  const std::vector<litmus::Test>& all = catalogue_tests();
  auto found = std::find_if(all.begin(), all.end(), [&](const auto& t) { return t.name == name; });
  CHECK(found != all.end());
  return *found;
}

// An axiom of our texts stands on a line of its own.
CatModel without(const CatModel& model, const Check& axiom) {
  std::string text = model_text(model.name);
  std::size_t begin = 0;
  for (int line = 1; line < axiom.place.line; ++line) begin = text.find('\n', begin) + 1;
  text.erase(begin, text.find('\n', begin) - begin);
  CatModel rest = compile_cat(text, model.name);
  CHECK(rest.checks.size() + 1 == model.checks.size());
  return rest;
}

std::string changed_by_dropping(const CatModel& model, const Check& axiom) {
  const Checker whole(model), rest(without(model, axiom));
  std::string changed;
  for (std::string_view name : kPanel) {
    Judgement before = whole.judge(panel_test(name)), after = rest.judge(panel_test(name));
    EXPECT_TRUE(std::includes(after.outcomes.begin(), after.outcomes.end(), before.outcomes.begin(),
                              before.outcomes.end()))
        << "fewer axioms forbid more of " << name;
    if (before.outcomes == after.outcomes && before.races.empty() == after.races.empty()) continue;
    if (!changed.empty()) changed += ' ';
    changed += name;
  }
  return changed;
}

TEST(Axioms, EachIsNeededForWhatTheTableSays) {
  for (const Axiom& row : kAxioms) {
    SCOPED_TRACE(std::string(row.model) + " without " + std::string(row.axiom));
    const CatModel& model = checker(row.model).model();
    auto axiom = std::find_if(model.checks.begin(), model.checks.end(),
                              [&](const Check& c) { return c.name == row.axiom; });
    ASSERT_NE(axiom, model.checks.end());
    EXPECT_EQ(changed_by_dropping(model, *axiom), row.needed_by);
    EXPECT_FALSE(row.needed_by.empty());
  }
}

TEST(Axioms, TheTableHasThemAll) {
  std::size_t axioms = 0;
  for (const std::string& name : model_names()) axioms += checker(name).model().checks.size();
  EXPECT_EQ(std::size(kAxioms), axioms);
}

}  // namespace
}  // namespace litmus
