// Two ways to the same answer: the axiomatic sc and tso against machines that step through the
// program, and the pruned search against the exhaustive one, on golden tests, the catalogue and
// random programs.
#include <gtest/gtest.h>

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
    EXPECT_EQ(judgement.bounded, reached.bounded);
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
  for (const litmus::Test& test : catalogue()) {
    expect_machines_agree(test, 2);
    if (HasFailure()) FAIL() << test.name;
  }
}

// The search cuts, closes and skips; the twin does none of that. Under models that imply coherence
// and under one that implies nothing.
TEST(Twins, SearchAndExhaustion) {
  const CatModel nothing = compile_cat("nothing", "nothing");
  std::vector<const CatModel*> models = {&nothing};
  for (const std::string& name : model_names()) models.push_back(&checker(name).model());
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const Flavour flavour{.accesses = 2, .plain = seed % 2 == 0, .locks = seed % 5 == 0};
    const litmus::Test test = parse_test(random_program(seed, flavour), "random");
    for (const CatModel* model : models) {
      SCOPED_TRACE(test.source + "\nunder " + model->name);
      Judgement fast = judge(test, *model, {.unroll = 1});
      Judgement slow = judge_exhaustively(test, *model, 1);
      EXPECT_EQ(as_set(fast.outcomes), as_set(slow.outcomes));
      EXPECT_EQ(fast.races.empty(), slow.races.empty());
      if (HasFailure()) FAIL() << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace litmus
