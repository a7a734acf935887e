// The smallest tests that tell two models apart.
//
//     differ({.max_size = 4, .edges = basic_edges()}, rc11, c20, show)       finds LB first
//
// Tested by differ_test.cpp; on the built-in models by src/agreement.
#pragma once

#include <functional>

#include "gen/enumerate.h"
#include "lang/judgement.h"

namespace litmus {

struct ModelDifference {
  Cycle cycle;
  Test test;
  // An outcome that one of the two allows; the condition's, if that is one. Empty if the models
  // differ in whether the test is undefined.
  Outcome outcome;
  bool first_allows = false;  // the first model does, the second does not
};

// Judges the tests of the selection, in its order, and calls `visit` with each on which the two
// disagree, until it returns false. Returns whether all were judged; `expired` cuts short, and so
// does a judgement that was.
bool differ(const Selection& selection, const Judge& first, const Judge& second,
            const std::function<bool(const ModelDifference&)>& visit,
            const std::function<bool()>& expired = nullptr);

}  // namespace litmus
