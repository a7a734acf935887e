// A list of free nodes, from which threads take and to which they give back: a stack whose head is
// moved by compare-exchange.
//
// Promise: a node belongs to one taker at a time, and what its last owner did happens before what
// the next one does.
//
// The head has a tag that grows with every change. Without it there is a mistake that needs three
// steps by somebody else: a taker reads the head A and its next B; meanwhile another one takes A,
// takes B, and gives A back. The head is A again, the compare-exchange succeeds, and the new head
// is B, which is not free. (The pattern is called ABA.)
#pragma once

#include <atomic>
#include <cstdint>

namespace litmus {

template <bool kTagged>
class FreeList {
 public:
  static constexpr std::uint32_t kNodes = 3;  // 0, 1, 2
  static constexpr std::uint32_t kNone = 9;

  std::uint32_t take() {
    Head head = head_.load(std::memory_order_acquire);
    for (;;) {
      const std::uint32_t node = node_of(head);
      if (node == kNone) return kNone;
      const std::uint32_t next = next_[node].load(std::memory_order_relaxed);
      if (head_.compare_exchange_weak(head, changed(head, next), std::memory_order_acq_rel,
                                      std::memory_order_acquire))
        return node;
    }
  }

  void give(std::uint32_t node) {
    Head head = head_.load(std::memory_order_relaxed);
    do {
      next_[node].store(node_of(head), std::memory_order_relaxed);
    } while (!head_.compare_exchange_weak(head, changed(head, node), std::memory_order_acq_rel,
                                          std::memory_order_relaxed));
  }

  // Nobody else may be there.
  bool has(std::uint32_t wanted) const {
    std::uint32_t node = node_of(head_.load(std::memory_order_relaxed));
    for (std::uint32_t steps = 0; node != kNone && steps < kNodes; ++steps) {
      if (node == wanted) return true;
      node = next_[node].load(std::memory_order_relaxed);
    }
    return false;
  }

 private:
  using Head = std::uint64_t;  // the node, and above it the tag

  static std::uint32_t node_of(Head head) { return static_cast<std::uint32_t>(head); }
  static Head changed(Head head, std::uint32_t node) {
    const Head tag = kTagged ? (head >> 32) + 1 : 0;
    return tag << 32 | node;
  }

  std::atomic<Head> head_{0};
  std::atomic<std::uint32_t> next_[kNodes] = {1, 2, kNone};
};

}  // namespace litmus
