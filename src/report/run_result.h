// A test, what the machine did with it, and what that means: one line of `litmus run --json`, one
// block of its table.
//
// Tested by run_result_test.cpp.
#pragma once

#include "report/run_record.h"
#include "report/verdict.h"

namespace litmus {

struct RunResult {
  Test test;
  RunRecord record;
  JudgedRun judged;
  Verdict verdict = Verdict::Ok;
};

// `blind`: the canary of this session was not seen, although there are two CPUs.
RunResult conclude(Test test, RunRecord record, const Judges& judges, KernelCode code, bool blind);

// A test that was not run, and why.
RunResult skipped(Test test, const std::string& reason);

}  // namespace litmus
