// Once: the first caller makes, all others wait until it is made.
//
// Promise: what was made happens-before every return of call(). The first look takes no lock: it
// acquires the flag that was released when all was made. The second look, under the lock, finds out
// who is first.
//
// once/DCL.litmus is its core; DCL+rlx and DCL+plain are the famous mistakes. Used by once.cpp.
#pragma once

#include <atomic>
#include <mutex>

namespace litmus {

class Once {
 public:
  template <typename Make>
  void call(Make make) {
    if (made_.load(std::memory_order_acquire)) return;
    const std::lock_guard lock(mutex_);
    if (made_.load(std::memory_order_relaxed)) return;
    make();
    made_.store(true, std::memory_order_release);
  }

 private:
  std::mutex mutex_;
  std::atomic<bool> made_{false};
};

}  // namespace litmus
