// Two ways to the same answer: the axiomatic sc and tso against machines that step through the
// program, and the pruned search against the exhaustive one, on golden tests, the catalogue and
// random programs.
#include <gtest/gtest.h>

#include <thread>

#include "agreement/catalogue.h"
#include "agreement/machine.h"
#include "agreement/models.h"
#include "agreement/random_program.h"
#include "lang/parse.h"
#include "model/exhaustive.h"

namespace litmus {
namespace {

std::set<Outcome> as_set(const std::vector<Outcome>& outcomes) {
  return {outcomes.begin(), outcomes.end()};
}

void expect_machines_agree(const litmus::Test& test, int unroll) {
  for (Machine machine : {Machine::Sc, Machine::Tso}) {
    const char* model = machine == Machine::Sc ? "sc" : "tso";
    SCOPED_TRACE(test.source + "\nunder " + model);
    Judgement judgement = checker(model).judge(test, {.unroll = unroll});
    Reached reached = run_machine(test, machine, unroll);
    EXPECT_EQ(as_set(judgement.outcomes), reached.outcomes);
    if (!reached.bounded) {
      EXPECT_FALSE(judgement.bounded);
    } else if (!judgement.bounded) {  // a larger bound shows nothing new, then
      EXPECT_EQ(as_set(judgement.outcomes), run_machine(test, machine, unroll + 2).outcomes);
    }
  }
}

TEST(Twins, MachinesOnRandomPrograms) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const Flavour flavour{.threads = 3, .accesses = 3, .locks = seed % 4 == 0};
    expect_machines_agree(parse_test(random_program(seed, flavour), "random"), 2);
    if (HasFailure()) FAIL() << "seed " << seed;
  }
}

TEST(Twins, MachinesOnTheCatalogue) {
  for (const litmus::Test& test : catalogue_tests()) {
    expect_machines_agree(test, 2);
    if (HasFailure()) FAIL() << test.name;
  }
}

// Models on which the search may build less than on the built-in ones, or nothing: no axioms; no
// coherence; an axiom that gets better with more coherence; one that speaks of final writes.
const char* const kOddModels[] = {
    "nothing",
    "no coherence\nacyclic po | rf as hb\nempty rmw & (fr ; co) as atomicity",
    "negation\nacyclic po-loc | rf | co | fr as coherence\nempty (W * W) & loc & ext & po \\ co\n"
    "~empty rf as read\nirreflexive (po \\ (co | rf | fr)+) ; fr as odd",
    "final\nacyclic po-loc | rf | co | fr as coherence\nempty [FW] ; po ; [FW & SC] as last",
};

// The search cuts, closes and skips; the twin does none of that.
TEST(Twins, SearchAndExhaustion) {
  std::vector<CatModel> odd;
  for (const char* text : kOddModels) odd.push_back(compile_cat(text, "odd"));
  std::vector<const CatModel*> models;
  for (const CatModel& model : odd) models.push_back(&model);
  for (const std::string& name : model_names()) models.push_back(&checker(name).model());
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const Flavour flavour{.accesses = 2, .plain = seed % 2 == 0, .locks = seed % 5 == 0};
    const litmus::Test test = parse_test(random_program(seed, flavour), "random");
    for (const CatModel* model : models) {
      SCOPED_TRACE(test.source + "\nunder " + model->title);
      Judgement fast = judge(test, *model, {.unroll = 1});
      Judgement slow = judge_exhaustively(test, *model, 1);
      EXPECT_EQ(as_set(fast.outcomes), as_set(slow.outcomes));
      // The search also looks at executions that end at the loop bound.
      if (!fast.bounded) {
        EXPECT_EQ(fast.races.empty(), slow.races.empty());
      }
      if (HasFailure()) FAIL() << "seed " << seed;
    }
  }
}

// One checker serves many threads at once.
TEST(Twins, ManyThreadsOneChecker) {
  std::vector<litmus::Test> tests;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    tests.push_back(parse_test(random_program(seed, {.threads = 3}), "random"));
  }
  auto judge_all = [&] {
    std::vector<std::vector<Outcome>> all;
    for (const litmus::Test& test : tests) all.push_back(checker("c++20").judge(test).outcomes);
    return all;
  };
  const auto alone = judge_all();
  std::vector<std::vector<std::vector<Outcome>>> together(4);
  {
    std::vector<std::jthread> threads;
    for (auto& result : together) threads.emplace_back([&] { result = judge_all(); });
  }
  for (const auto& result : together) EXPECT_EQ(result, alone);
}

}  // namespace
}  // namespace litmus
