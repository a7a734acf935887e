// Why a model allows an outcome, or does not.
//
//     Explanation e = explain(test, {0, 0}, model);
//     e.witness     an execution with that outcome that the model allows, if there is one
//     e.refusal     else the execution with that outcome that comes nearest to being allowed, the
//                   axiom it breaks and the events of the shortest cycle that breaks it
//
// explain.h says the same in words.
//
// Tested by explanation_test.cpp.
#pragma once

#include <optional>

#include "model/execution.h"
#include "model/judge.h"

namespace litmus {

struct Refusal {
  Execution execution;
  std::string axiom;        // name of the check
  int check = -1;           // index into the model's checks
  std::vector<int> events;  // as Failure::events: the cycle, or the pair
  int broken = 0;           // how many axioms this execution breaks
};

struct Explanation {
  enum class Answer : std::uint8_t {
    Allowed,
    Forbidden,
    OutOfThinAir,  // forbidden, and by the model's no-thin-air axiom alone
    Impossible,    // no execution, whatever the model, has this outcome (within the loop bound)
    Undecided,     // a limit of the options was met first
  };

  Answer answer = Answer::Impossible;
  std::optional<Execution> witness;  // Allowed
  std::optional<Refusal> refusal;    // Forbidden, OutOfThinAir
  // Forbidden: false if there were more executions than could be looked at, so that another refusal
  // may be shorter.
  bool best = true;
};

// `outcome` is a row of the test's shown columns.
Explanation explain(const Test& test, const Outcome& outcome, const CatModel& model,
                    const JudgeOptions& options = {});

// An execution that the model allows and in which the program is undefined, and the two accesses;
// none if there is none, or if a limit of the options was met first.
struct RaceWitness {
  Execution execution;
  int a = -1, b = -1;  // events
};
std::optional<RaceWitness> explain_race(const Test& test, const CatModel& model,
                                        const JudgeOptions& options = {});

}  // namespace litmus
