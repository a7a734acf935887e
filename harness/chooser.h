// Which of a plan's environments is played next, and for how long: in turn, or as a search decides.
//
// Tested by run_test.cpp; the search itself is in tuner.h.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "harness/plan.h"
#include "harness/slice.h"
#include "harness/tuner.h"

namespace litmus {

// How many environments a search of so many seconds may choose from: to try each of them once takes
// a quarter of the time at most.
std::size_t search_size(double seconds);

struct Chosen {
  std::size_t environment = 0;
  double seconds = 0;
};

class Chooser {
 public:
  // The plan has environments, and outlives the chooser.
  explicit Chooser(const Plan& plan);

  Chosen next();
  void learn(const Slice& slice);

  // Each wanted row was seen in as many slices as the plan asks for.
  bool has_enough() const;

 private:
  const Plan& plan_;
  double usual_;  // seconds of a slice
  std::size_t turn_ = 0;
  std::optional<Tuner> tuner_;
  std::vector<std::uint64_t> seen_;  // by wanted row: slices
};

}  // namespace litmus
