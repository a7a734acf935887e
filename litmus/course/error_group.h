// A group of workers of which the first that fails speaks for all and stops the others.
//
// Promise: of several errors exactly one is the first, and error() is that one from then on; what
// its worker did before fail() happens-before whatever follows from stopped() or error().
//
// updates/first-error.litmus is its core. Used by lifecycle.cpp.
#pragma once

#include <atomic>

namespace litmus {

class ErrorGroup {
 public:
  // True for the one whose error it became. `error` is not 0.
  bool fail(int error) {
    int none = 0;
    return error_.compare_exchange_strong(none, error, std::memory_order_acq_rel,
                                          std::memory_order_acquire);
  }
  int error() const { return error_.load(std::memory_order_acquire); }  // 0: none so far
  bool stopped() const { return error() != 0; }

 private:
  std::atomic<int> error_{0};
};

// Looks, and then sets: two may both find that they are the first.
class LookThenSetGroup {
 public:
  bool fail(int error) {
    if (error_.load(std::memory_order_acquire) != 0) return false;
    error_.store(error, std::memory_order_release);
    return true;
  }
  int error() const { return error_.load(std::memory_order_acquire); }

 private:
  std::atomic<int> error_{0};
};

}  // namespace litmus
