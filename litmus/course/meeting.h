// Where two threads wait for each other, so that they begin together.
//
// Without it the one that comes first may have finished before the other one begins, and whoever
// counts how they treated each other counts nothing. Used by lock_fairness.cpp and overtaking.cpp.
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

 private:
  std::atomic<int> here_{0};
};

}  // namespace litmus
