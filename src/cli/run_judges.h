// The models that judge runs: sc for comparison, this machine's hardware model, and the language's.
//
// Tested by run_command_test.cpp.
#pragma once

#include <atomic>
#include <vector>

#include "model/judge.h"
#include "report/verdict.h"

namespace litmus {

class RunJudges {
 public:
  RunJudges();

  // Throws Error if a model can not say (too many events, no answer in time, or before `stop` is
  // set).
  Judges judge(const Test& test, const std::atomic<bool>& stop,
               int unroll = JudgeOptions().unroll) const;

  std::vector<std::string> names() const;

 private:
  std::vector<Checker> checkers_;
  std::size_t language_ = 0, hardware_ = 0;
};

}  // namespace litmus
