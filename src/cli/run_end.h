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
  void take(const RunResult& result);
  // The file that a run goes on with holds what such a run ends badly for.
  void take_failed_before(bool by_our_kernels_alone);

  const std::vector<Verdict>& verdicts() const { return verdicts_; }
  std::uint64_t instances() const { return instances_; }
  // Tests whose own claim has a counterexample.
  std::size_t broken() const { return broken_; }

  // `failed`: tests that could not be read.
  int exit_code(bool interrupted, std::size_t failed) const;

 private:
  bool has(Verdict verdict) const;

  std::vector<Verdict> verdicts_;
  std::size_t played_ = 0;
  std::uint64_t instances_ = 0;
  std::size_t broken_ = 0;
  bool ours_ended_badly_ = false, theirs_ended_badly_ = false, failed_before_ = false;
};

}  // namespace litmus
