// What a model says of a test.
//
//     Judgement j = judge(test, model);
//     if (j.holds == Frequency::Never) ...
//
// A model of hardware is asked about the test's standard compilation (cat.h tells which), a
// language model about the test itself. Reentrant: any number of threads may judge at once.
//
// Tested by judge_test.cpp and, with tests of all kinds, in src/agreement.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "harness/error.h"
#include "lang/judgement.h"
#include "model/cat.h"
#include "model/implied.h"

namespace litmus {

// The most one may ask for: kMaxEvents ends the unrolling of most loops long before.
constexpr int kMaxUnroll = 64;

struct JudgeOptions {
  int unroll = 2;                  // each loop body at most so many times per entry (path.h)
  std::uint64_t max_steps = 0;     // of the search; 0: no limit
  std::function<bool()> expired;   // asked now and then: true ends the search
  Compilation compilation = compile;  // for hardware models
  bool refuse_meaningless = true;  // false: executions in which something has no meaning are left
                                   // out (for models that allow what no language or machine does)
};

// An execution that the model allows does what has no meaning.
struct Meaningless : Error {
  using Error::Error;
};

// Judgement.bounded is set when the model allows an execution of which some thread was stopped
// because it would have gone round a loop once more than `unroll` times: what it would have done
// then was not looked at, so an outcome may be missing. Nothing is wrong with those that are there.
// It is not set for a thread that only spins: one more failed attempt shows nothing new
// (hereditary.h).
//
// Judgement.cut_short is set when a limit of the options is met. The outcomes and races found until
// then are right; there may be more.
//
// Throws Error where an execution has more than kMaxEvents events, and Meaningless (unless the
// options say otherwise) where in an execution the model allows a thread follows a pointer to
// nothing or does what is undefined (defined.h).
Judgement judge(const Test& test, const CatModel& model, const JudgeOptions& options = {});

// A model made ready for many tests; one is as good for one thread as for many.
class Checker {
 public:
  explicit Checker(CatModel model);

  Judgement judge(const Test& test, const JudgeOptions& options = {}) const;
  const CatModel& model() const { return model_; }

 private:
  CatModel model_;
  Implied implied_;
  bool hereditary_;
  // The model without its axiom `no-thin-air`, if it has one: what this allows and the model does
  // not is out of thin air.
  std::optional<CatModel> without_thin_air_;
};

// The name by which a model says that an axiom is there to forbid values out of thin air.
constexpr std::string_view kNoThinAir = "no-thin-air";

}  // namespace litmus
