// A test, what the machine did with it, and what that means: one line of `litmus run --json`, one
// block of its table.
//
// Tested by run_result_test.cpp.
#pragma once

#include <string>

#include "report/run_record.h"
#include "report/verdict.h"

namespace litmus {

// The code that ran, beside the standard compilation. Nobody looks at it before it matters.
struct CodeLook {
  bool looked = false;
  KernelCode code = KernelCode::Unknown;
  std::string why;  // where it differs, or why it is not known
};

struct RunResult {
  Test test;
  RunRecord record;
  JudgedRun judged;
  Verdict verdict = Verdict::Ok;
  CodeLook code;
};

// `blind`: the canary of this session was not seen, although there are two CPUs.
RunResult conclude(Test test, RunRecord record, const Judges& judges, CodeLook code, bool blind);

// True if it is time to look at the code: something was seen that a model forbids.
bool code_matters(const RunResult& result);

// A test that was not run, and why.
RunResult skipped(Test test, const std::string& reason);

}  // namespace litmus
