// Judging tests that nobody wrote: mutants, weaker orders.
//
// A variant of a sound test may do what has no meaning (follow a null pointer, divide by zero), as
// it may race. Either way it forbids nothing, and is no reason to stop.
#pragma once

#include "model/judge.h"

namespace litmus {

inline Judgement judge_variant(const Checker& checker, const Test& test,
                               const JudgeOptions& options) {
  try {
    return checker.judge(test, options);
  } catch (const Meaningless&) {
    Judgement undefined{.model = checker.model().name};
    undefined.races.emplace_back();
    return undefined;
  }
}

}  // namespace litmus
