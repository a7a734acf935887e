// Two ways to the same answer: the axiomatic sc and tso against machines that step through the
// program, and the pruned search against the exhaustive one, on golden tests, the catalogue and
// random programs. And the search against itself: what it says is complete is so.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
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

// Loops that count are followed to their ends, whatever the bound; the machine needs a larger one.
TEST(Twins, MachinesOnCountingLoops) {
  const std::string add = "atomic_fetch_add_explicit(x, 1, memory_order_relaxed); ";
  for (const std::string& body : {
           "for (i = 0; i < 3; i++) { " + add + "}",
           "do { " + add + "i += 2; } while (i < 6);",
           "for (i = 0; i < 3; i++) { if (atomic_load_explicit(y, memory_order_relaxed)) { " +
               add + "} }",
           std::string("for (i = 0; i < 4; i++) "
                       "{ if (atomic_load_explicit(y, memory_order_relaxed)) { break; } }"),
       }) {
    const litmus::Test test = parse_test(
        "C count\n{}\nP0 (atomic_int* x, atomic_int* y) { int i = 0;\n" + body +
            "}\nP1 (atomic_int* x, atomic_int* y) {\n"
            "atomic_store_explicit(y, 1, memory_order_relaxed);\n"
            "int r0 = atomic_load_explicit(x, memory_order_relaxed); }\n"
            "locations [0:i; 1:r0; x;]\nexists ([x]=1)\n",
        "count");
    for (Machine machine : {Machine::Sc, Machine::Tso}) {
      const char* model = machine == Machine::Sc ? "sc" : "tso";
      const Judgement judgement = checker(model).judge(test);
      EXPECT_FALSE(judgement.bounded) << body;
      EXPECT_EQ(as_set(judgement.outcomes), run_machine(test, machine, 8).outcomes) << body;
    }
  }
}

// What does not rest on the bound does not change with it: under every model, for whatever waits.
TEST(Twins, WhatIsNotBoundedIsComplete) {
  int loops = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    const Flavour flavour{.threads = 2, .accesses = 3, .plain = seed % 3 == 0};
    const litmus::Test test = parse_test(random_program(seed, flavour), "random");
    if (test.source.find("while") == std::string::npos) continue;
    for (const std::string& name : model_names()) {
      const Judgement few = checker(name).judge(test, {.unroll = 1});
      if (few.bounded) continue;
      const Judgement many = checker(name).judge(test, {.unroll = 4});
      EXPECT_FALSE(many.bounded) << name << "\n" << test.source;
      EXPECT_EQ(few.outcomes, many.outcomes) << name << "\n" << test.source;
      EXPECT_EQ(few.races.empty(), many.races.empty()) << name << "\n" << test.source;
      ++loops;
    }
    if (HasFailure()) FAIL() << "seed " << seed;
  }
  EXPECT_GT(loops, 300);
}

// Without coherence an update may read what it writes itself, and others may read in circles: few
// of these fit any value, and they are found soon.
TEST(Twins, SearchesWithoutCoherenceEnd) {
  std::string tso = model_text("tso");
  const std::string coherence = "acyclic po-loc | rmw | com as coherence";
  tso.erase(tso.find(coherence), coherence.size());
  const CatModel models[] = {compile_cat(tso, "tso"), compile_cat("nothing", "nothing")};
  for (const char* name : {"l090-counter", "l122-counter", "l130-counter", "l146-counter"}) {
    std::ostringstream text;
    text << std::ifstream(fmt::format("{}/results/golden/oracle-language/{}.litmus",
                                      LITMUS_SOURCE_DIR, name)).rdbuf();
    const litmus::Test test = parse_test(text.str(), name);
    for (const CatModel& model : models) {
      EXPECT_FALSE(model.coherent);
      EXPECT_FALSE(judge(test, model, {.max_steps = 100'000}).cut_short) << name << model.name;
    }
  }
}

// Models on which the search may build less than on the built-in ones, or nothing: no axioms; no
// coherence; an axiom that gets better with more coherence; one that speaks of final writes.
const char* const kOddModels[] = {
    "nothing",
    "no coherence\nacyclic po | rf as hb\nempty rmw & (fr ; co) as atomicity",
    ("negation\nacyclic po-loc | rf | co | fr as coherence\nempty (W * W) & loc & ext & po \\ co\n"
     "~empty rf as read\nirreflexive (po \\ (co | rf | fr)+) ; fr as odd"),
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
