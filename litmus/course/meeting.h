// Where two threads wait for each other, so that they begin together.
//
// Without it the one that comes first may have finished before the other one begins, and whoever
// counts how they treated each other counts nothing. Even so one may be interrupted: who counts
// turns begins when both had one. Used by lock_fairness.cpp and overtaking.cpp.
#pragma once

#include <atomic>

#include "harness/kernel.h"

namespace litmus {

class Meeting {
 public:
  void meet() {
    here_.fetch_add(1);
    for (unsigned spins = 0; here_.load() < 2;) wait_a_little(spins);
  }

  // Notes a turn of thread 0 or 1. Not to be called by both at once.
  bool both_had_a_turn(int me) {
    had_[me] = true;
    return had_[1 - me];
  }

 private:
  std::atomic<int> here_{0};
  bool had_[2] = {};
};

}  // namespace litmus
