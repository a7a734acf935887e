// Where workers wait for each other.
//
// Every worker counts its own arrivals in a line of its own; the numbers only grow, so there is
// nothing to reset and no sense to reverse. To meet is to add one to mine and wait until nobody's
// is smaller:
//
//     worker 0   ... writes ... meet(0) ...
//     worker 1   ...  meet(1) ... reads what worker 0 wrote ...
//
// Memory ordering: everything before meet() in any worker happens before everything after the same
// meeting in every other. Arrivals are release stores and waits are acquire loads, on the accesses
// themselves rather than by fences, so that the thread sanitizer sees it too.
//
// With two workers this is one line transferred each way, half the price of a shared counter
// (README.md has the figures).
//
// Tested by rendezvous_test.cpp.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "harness/processor.h"

namespace litmus {

class Rendezvous {
 public:
  // `patience`: how often to look before giving the CPU away between looks. Large when each worker
  // has a CPU of its own, small when they share.
  Rendezvous(int workers, int patience)
      : arrivals_(static_cast<std::size_t>(workers)), patience_(patience) {}

  // To be called by each worker, 0 .. workers-1, from one thread at a time.
  void meet(int worker) {
    meet(worker, [] { return false; });
  }

  // The same for who has something to do meanwhile: `spare` does a little of it, and says whether
  // it did.
  template <typename Spare>
  void meet(int worker, const Spare& spare) {
    std::atomic<std::uint64_t>& mine = arrivals_[static_cast<std::size_t>(worker)].count;
    const std::uint64_t meeting = mine.load(std::memory_order_relaxed) + 1;
    mine.store(meeting, std::memory_order_release);
    for (const Arrivals& other : arrivals_) wait_for(other.count, meeting, spare);
  }

 private:
  struct alignas(2 * kLineBytes) Arrivals {
    std::atomic<std::uint64_t> count{0};
  };

  template <typename Spare>
  void wait_for(const std::atomic<std::uint64_t>& count, std::uint64_t meeting,
                const Spare& spare) const {
    for (int looks = 0; count.load(std::memory_order_acquire) < meeting; ++looks) {
      if (spare()) continue;
      if (looks < patience_) {
        pause_briefly();
      } else {
        std::this_thread::yield();
      }
    }
  }

  std::vector<Arrivals> arrivals_;
  int patience_;
};

}  // namespace litmus
