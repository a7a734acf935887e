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

  // `failed`: tests that could not be read.
  int exit_code(bool interrupted, std::size_t failed) const;

 private:
  bool has(Verdict verdict) const;

  std::vector<Verdict> verdicts_;
  std::size_t played_ = 0;
  std::uint64_t instances_ = 0;
  bool broken_ = false, ours_ended_badly_ = false, theirs_ended_badly_ = false;
};

}  // namespace litmus
