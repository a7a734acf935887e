// A latch, which Go calls a wait group: wait() returns when so many have counted down.
//
// Promise: everything before each count_down() happens-before the return of wait(). A later count
// continues the release sequence of an earlier one, so whoever reads 0 acquires them all.
//
// once/latch.litmus is its core. Used by once.cpp.
#pragma once

#include <atomic>

#include "harness/kernel.h"

namespace litmus {

class Latch {
 public:
  explicit Latch(int count) : count_(count) {}

  void count_down() { count_.fetch_sub(1, std::memory_order_release); }
  bool try_wait() const { return count_.load(std::memory_order_acquire) == 0; }
  void wait() const {
    for (unsigned spins = 0; !try_wait();) wait_a_little(spins);
  }

 private:
  std::atomic<int> count_;
};

}  // namespace litmus
