// What a run plays: the tests that its words stand for, their mutants if they are asked for, and
// stress tests, in this order. What can not be read is told on the error output, and counted.
//
// Tested by run_command_test.cpp.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "cli/mutation.h"
#include "cli/resolve.h"
#include "cli/run_judges.h"
#include "cli/run_log.h"
#include "cli/run_options.h"
#include "cli/stress_programs.h"
#include "lang/test.h"

namespace litmus {

class RunList {
 public:
  // Tests that the log has an answer for are left out if the run is to be resumed. Throws Error on
  // words that stand for nothing and where results would be of two tests of one name, CanNotRun if
  // no compiler is there for a stress test. Ends early when `stop` is set; judging mutants takes no
  // longer than so many seconds.
  RunList(const RunOptions& options, const RunJudges& judges, const RunLog& log,
          const std::atomic<bool>& stop, double seconds);

  const std::vector<Test>& tests() const { return tests_; }
  // Null: it is no stress test.
  const StressJob* stress(std::size_t i) const;
  Mutation& mutation() { return mutation_; }
  const Mutation& mutation() const { return mutation_; }

  // "@mutants" stands for the mutants of the whole catalogue, without the tests themselves.
  bool only_mutants() const;
  // How many tests, or sources of some, were asked for, and how many are in our share.
  std::size_t asked() const { return asked_; }
  std::size_t ours() const { return ours_; }
  // Of tests that could not be read.
  std::size_t failed() const { return failed_; }
  // The words that ask for one test again, of a file by its path.
  std::string words_for(std::size_t i) const;

 private:
  std::vector<Asked> resolved() const;
  void add(Test test, const RunJudges& judges);
  void add_mutants(const Test& test, const RunJudges& judges);
  void add_stress_tests(const Asked& asked, const RunLog& log);
  void read(const Asked& asked, const RunJudges& judges, const RunLog& log);
  void check_names(const RunLog& log) const;
  std::string place_of(std::size_t i) const;

  const RunOptions& options_;
  const std::atomic<bool>& stop_;
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin_ = Clock::now();
  const double seconds_;
  std::vector<Test> tests_;
  std::map<std::size_t, StressJob> stress_;  // by number of the test
  Mutation mutation_;
  std::size_t asked_ = 0, ours_ = 0, failed_ = 0;
};

}  // namespace litmus
