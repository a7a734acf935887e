// A test, what the machine did with it, and what that means: one line of `litmus run --json`, one
// block of its table.
//
// Tested by run_result_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/run_record.h"
#include "report/verdict.h"

namespace litmus {

// The code that ran, beside the standard compilation. Nobody looks at it before it matters.
struct CodeLook {
  bool looked = false;
  KernelCode code = KernelCode::Unknown;
  std::string why;  // where it differs, or why it is not known
  std::string instructions;  // those that touch the test's memory, role by role
};

// A mutant of the test (one order weakened) and whether it showed, in the same environments, what
// the test forbids. A "never" without any means little.
struct Control {
  std::string change;  // "P0: store x release"
  std::uint64_t seen = 0;
  std::uint64_t instances = 0;
};

struct RunResult {
  Test test;
  RunRecord record;
  JudgedRun judged;
  Verdict verdict = Verdict::Ok;
  CodeLook code;
  std::vector<Control> controls;
  bool mutants_asked = false;  // and controls are empty where nothing can be a mutant
  bool built_in = false;  // its kernel came with litmus: that it crashes is not what the user asked
};

// How often the run showed what the condition asks about: the proposition, or a counterexample of a
// forall.
std::uint64_t condition_seen(const RunResult& result);

// `blind`: the canary of this session was not seen, although there are two CPUs.
RunResult conclude(Test test, RunRecord record, const Judges& judges, CodeLook code, bool blind);

// What the condition asks about was never seen, and no model lets it be.
bool is_never(const RunResult& result);

// True if it is time to look at the code: something was seen that a model forbids.
bool code_matters(const RunResult& result);

// What was seen and whose rate, in some environment, was another one at the end of the run than at
// its beginning (statistics.h).
std::vector<Outcome> drifting(const RunResult& result);

// A test that was not run, and why.
RunResult skipped(Test test, const std::string& reason);

}  // namespace litmus
