// Locks that are none: they do in two steps what has to be one. Two threads may both find the first
// one free, or draw the same number of the second.
//
// updates/*.litmus has the cores: a load and a store are not an update. Used by guarded.cpp.
#pragma once

#include <atomic>

#include "harness/kernel.h"

namespace litmus {

// Looks, and then takes: another one may have looked at the same time.
class LookThenTakeLock {
 public:
  void lock() {
    for (unsigned spins = 0; held_.load(std::memory_order_acquire);) wait_a_little(spins);
    held_.store(true, std::memory_order_relaxed);
  }
  void unlock() { held_.store(false, std::memory_order_release); }

 private:
  std::atomic<bool> held_{false};
};

// Draws its number in two steps: two may draw the same, and then nobody the next one. For two
// threads that take it once each; with more, one may wait for a number that nobody serves.
class TwoStepTicketLock {
 public:
  void lock() {
    const unsigned ticket = next_.load(std::memory_order_relaxed);
    next_.store(ticket + 1, std::memory_order_relaxed);
    for (unsigned spins = 0; serving_.load(std::memory_order_acquire) < ticket;)
      wait_a_little(spins);
  }
  void unlock() {
    serving_.store(serving_.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }

 private:
  std::atomic<unsigned> next_{0}, serving_{0};
};

}  // namespace litmus
