// The models that judge runs: sc for comparison, this machine's hardware model, and the language's.
//
// Tested by run_command_test.cpp.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "gen/mutants.h"
#include "harness/plan.h"
#include "model/judge.h"
#include "report/verdict.h"

namespace litmus {

class RunJudges {
 public:
  RunJudges();

  // In so many seconds, in ten, or until `stop` is set. What a model did not find until then is
  // left open: its judgement is cut short. Throws Error if it can not say: too many events.
  Judges judge(const Test& test, const std::atomic<bool>& stop, double seconds,
               int unroll = JudgeOptions().unroll) const;

  // Makes the plan a search for what these judgements of the test let it show here (aim.h).
  void aim(Plan& plan, const Test& test, const Judges& judges, std::size_t cpus) const;

  // By this machine's model. Throws Error if that takes longer than so many seconds, or than ten.
  std::vector<Mutant> mutants_of(const Test& test, const std::atomic<bool>& stop,
                                 double seconds) const;

  std::vector<std::string> names() const;

 private:
  std::vector<Checker> checkers_;
  std::size_t sequential_ = 0, language_ = 0, hardware_ = 0;
};

// What there is to say of judgements that were cut short; empty if all are decided.
bool all_decided(const Judges& judges);
std::string cut_short_note(const Test& test, const Judges& judges);

}  // namespace litmus
