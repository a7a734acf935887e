// Four locks made of atomics, each a few lines.
//
// Promise of all of them: what a thread did before unlock() happens before what the thread does
// that locks next (acquire on the way in, release on the way out). They differ in whom they let in
// next and in what waiting costs:
//
//     SpinLock      whoever comes first when it is free; many may want the same line at once
//     PausingLock   the same, but looks before it tries, and tells the processor that it waits
//     TicketLock    in the order of arrival; all wait on one line
//     McsLock       in the order of arrival; each waits on a line of its own
//
// (Sketches of their cores, for the models: spinlock+flag, spinlock+test-first, ticket-lock.)
#pragma once

#include <atomic>
#include <cstdint>

#include "harness/kernel.h"
#include "harness/processor.h"

namespace litmus {

class SpinLock {
 public:
  void lock() {
    while (taken_.exchange(true, std::memory_order_acquire)) {
    }
  }
  void unlock() { taken_.store(false, std::memory_order_release); }

 private:
  std::atomic<bool> taken_{false};
};

class PausingLock {
 public:
  void lock() {
    while (taken_.exchange(true, std::memory_order_acquire)) {
      for (unsigned spins = 0; taken_.load(std::memory_order_relaxed);) wait_a_little(spins);
    }
  }
  void unlock() { taken_.store(false, std::memory_order_release); }

 private:
  std::atomic<bool> taken_{false};
};

class TicketLock {
 public:
  void lock() { wait_for(draw()); }

  // In two steps, for who has to know when its place in the queue is certain.
  std::uint32_t draw() { return next_.fetch_add(1, std::memory_order_relaxed); }
  void wait_for(std::uint32_t mine) {
    for (unsigned spins = 0; served_.load(std::memory_order_acquire) != mine;) wait_a_little(spins);
  }

  void unlock() {
    const std::uint32_t served = served_.load(std::memory_order_relaxed);
    served_.store(served + 1, std::memory_order_release);
  }

 private:
  std::atomic<std::uint32_t> next_{0};
  std::atomic<std::uint32_t> served_{0};
};

// Waiting threads form a queue: each tells the one before it where it waits. A thread waits for one
// lock of this kind at a time.
class McsLock {
 public:
  void lock() {
    Place& mine = place();
    mine.next.store(nullptr, std::memory_order_relaxed);
    mine.waits.store(true, std::memory_order_relaxed);
    Place* const before = last_.exchange(&mine, std::memory_order_acq_rel);
    if (before == nullptr) return;
    before->next.store(&mine, std::memory_order_release);
    for (unsigned spins = 0; mine.waits.load(std::memory_order_acquire);) wait_a_little(spins);
  }

  void unlock() {
    Place& mine = place();
    Place* next = mine.next.load(std::memory_order_acquire);
    if (next == nullptr) {
      Place* expected = &mine;
      if (last_.compare_exchange_strong(expected, nullptr, std::memory_order_acq_rel)) return;
      // Somebody is in the queue and has not said where yet.
      for (unsigned spins = 0; next == nullptr; next = mine.next.load(std::memory_order_acquire))
        wait_a_little(spins);
    }
    next->waits.store(false, std::memory_order_release);
  }

 private:
  struct alignas(2 * kLineBytes) Place {
    std::atomic<Place*> next{nullptr};
    std::atomic<bool> waits{false};
  };

  static Place& place() {
    static thread_local Place mine;
    return mine;
  }

  std::atomic<Place*> last_{nullptr};
};

}  // namespace litmus
