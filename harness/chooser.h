// Which of a plan's environments is played next, and for how long: in turn, or as a search decides.
//
// A search is after the plan's wanted rows. Of an object's test that names none it is after what
// the test's author did not call allowed: each row graded so, and outcomes that nobody graded.
//
// Tested by chooser_test.cpp and run_test.cpp; the search itself is in tuner.h.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "harness/kernel.h"
#include "harness/plan.h"
#include "harness/slice.h"
#include "harness/tuner.h"

namespace litmus {

// How many environments a search of so many seconds may choose from: to try each of them once takes
// a quarter of the time at most.
std::size_t search_size(const Kernel& kernel, double seconds);

// There are rows to search for, or the kernel says nothing of any.
bool can_search(const Plan& plan, const Kernel& kernel);

struct Chosen {
  std::size_t environment = 0;
  double seconds = 0;
};

class Chooser {
 public:
  // The plan has environments; it and the kernel outlive the chooser.
  Chooser(const Plan& plan, const Kernel& kernel);

  Chosen next();
  void learn(const Slice& slice);

  // Each wanted row was seen in as many slices as the plan asks for.
  bool has_enough() const;

 private:
  const Plan& plan_;
  // Is this one of the rows that are wanted? By wanted row.
  std::vector<std::function<bool(std::span<const Value>)>> wanted_;
  double usual_;   // seconds of a slice
  double to_try_;  // seconds of a slice that may be of no use
  std::size_t turn_ = 0;
  std::optional<Tuner> tuner_;
  std::vector<std::uint64_t> seen_;  // by wanted row: slices
};

}  // namespace litmus
