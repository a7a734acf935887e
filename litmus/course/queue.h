// A bounded queue for any number of threads, and two mistakes that its like are often made with.
//
// Promise: what a thread did before a push happens before what the thread does that pops the item.
// Each slot has a turn: it is 2k while the k-th item to go through it is awaited, and 2k + 1 while
// that item is there. Whoever wins a slot by moving head or tail waits for no one: a slot whose
// turn has not come means full, or empty. (Sketch of its core, for the models: publish.litmus.)
#pragma once

#include <atomic>
#include <cstddef>

namespace litmus {

enum class QueueMistake {
  None,
  PublishedEarly,  // a push counts as done when its slot is reserved, and fills it afterwards
  CheckedOnce,     // a pop looks whether there is an item, and takes one without looking again
};

template <QueueMistake kMistake, std::size_t kSlots = 2>
class Queue {
 public:
  static constexpr int kNothing = -1;

  bool push(int item) {
    if constexpr (kMistake == QueueMistake::PublishedEarly) {
      const std::size_t at = tail_.fetch_add(1, std::memory_order_acq_rel);
      slots_[at % kSlots].item.store(item, std::memory_order_release);
      return true;
    }
    std::size_t at = tail_.load(std::memory_order_relaxed);
    for (;;) {
      Slot& slot = slots_[at % kSlots];
      const std::size_t turn = slot.turn.load(std::memory_order_acquire);
      if (turn != at / kSlots * 2) {
        const std::size_t before = at;
        at = tail_.load(std::memory_order_relaxed);
        if (at == before) return false;  // full
      } else if (tail_.compare_exchange_weak(at, at + 1, std::memory_order_relaxed)) {
        slot.item.store(item, std::memory_order_relaxed);
        slot.turn.store(turn + 1, std::memory_order_release);
        return true;
      }
    }
  }

  // An item, or kNothing.
  int pop() {
    if constexpr (kMistake == QueueMistake::PublishedEarly) {
      std::size_t at = head_.load(std::memory_order_relaxed);
      do {
        if (at == tail_.load(std::memory_order_acquire)) return kNothing;
      } while (!head_.compare_exchange_weak(at, at + 1, std::memory_order_acq_rel));
      return slots_[at % kSlots].item.load(std::memory_order_acquire);
    }
    if constexpr (kMistake == QueueMistake::CheckedOnce) {
      if (head_.load(std::memory_order_acquire) == tail_.load(std::memory_order_acquire))
        return kNothing;
      const std::size_t at = head_.fetch_add(1, std::memory_order_acq_rel);
      return slots_[at % kSlots].item.load(std::memory_order_acquire);
    }
    std::size_t at = head_.load(std::memory_order_relaxed);
    for (;;) {
      Slot& slot = slots_[at % kSlots];
      const std::size_t turn = slot.turn.load(std::memory_order_acquire);
      if (turn != at / kSlots * 2 + 1) {
        const std::size_t before = at;
        at = head_.load(std::memory_order_relaxed);
        if (at == before) return kNothing;
      } else if (head_.compare_exchange_weak(at, at + 1, std::memory_order_relaxed)) {
        const int item = slot.item.load(std::memory_order_relaxed);
        slot.turn.store(turn + 1, std::memory_order_release);
        return item;
      }
    }
  }

 private:
  struct Slot {
    std::atomic<std::size_t> turn{0};
    std::atomic<int> item{0};  // atomic, so that a mistake is a wrong item and not undefined
  };

  std::atomic<std::size_t> head_{0};
  std::atomic<std::size_t> tail_{0};
  Slot slots_[kSlots];
};

}  // namespace litmus
