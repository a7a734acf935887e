// The models that judge runs: sc for comparison, this machine's hardware model, and the language's.
//
// Tested by run_command_test.cpp.
#pragma once

#include <atomic>
#include <vector>

#include "gen/mutants.h"
#include "harness/plan.h"
#include "model/judge.h"
#include "report/verdict.h"

namespace litmus {

class RunJudges {
 public:
  RunJudges();

  // Throws Error if a model can not say: too many events, no answer before `stop` is set, in so
  // many seconds, or in ten.
  Judges judge(const Test& test, const std::atomic<bool>& stop, double seconds,
               int unroll = JudgeOptions().unroll) const;

  // Makes the plan a search for what these judgements of the test let it show here (aim.h).
  void aim(Plan& plan, const Test& test, const Judges& judges, std::size_t cpus) const;

  // By this machine's model.
  std::vector<Mutant> mutants_of(const Test& test) const;

  std::vector<std::string> names() const;

 private:
  std::vector<Checker> checkers_;
  std::size_t sequential_ = 0, language_ = 0, hardware_ = 0;
};

}  // namespace litmus
