// What a run came to: every result counts towards the exit code (exit_code.h).
//
// Tested by run_command_test.cpp and run_faults_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "report/run_result.h"

namespace litmus {

class RunEnd {
 public:
  // `built_in`: its kernel is ours, so that a crash is not what the user asked about.
  void take(const RunResult& result, bool built_in);

  const std::vector<Verdict>& verdicts() const { return verdicts_; }
  std::uint64_t instances() const { return instances_; }
  // Tests whose own claim has a counterexample.
  std::size_t broken() const { return broken_; }

  // `failed`: tests that could not be read. `failed_before`: the file that a run goes on with holds
  // what such a run ends badly for.
  int exit_code(bool interrupted, std::size_t failed, bool failed_before) const;

 private:
  bool has(Verdict verdict) const;

  std::vector<Verdict> verdicts_;
  std::size_t played_ = 0;
  std::uint64_t instances_ = 0;
  std::size_t broken_ = 0;
  bool ours_ended_badly_ = false, theirs_ended_badly_ = false;
};

}  // namespace litmus
