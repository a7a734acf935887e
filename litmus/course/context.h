// A context: what is to be done may be cancelled, and with it everything that belongs to it.
//
// Contexts form a tree. Cancelling one reaches all below it, those that join meanwhile too, and
// none above or beside it.
//
// Promises:
// - what was done before cancel() happens-before what follows cancelled() in every context below;
// - when both join() and cancel() of its parent have returned, a child is cancelled, whichever came
//   first. A child says that it is there and then looks at its parent; the parent sets its flag and
//   then looks for children. One of the two sees the other: that takes seq_cst, since both store
//   first and load then (store buffering).
//
// A parent has room for a few children, and outlives them. kOrder is there for the weak twins.
//
// cancellation/*.litmus are the cores. Used by cancellation.cpp.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>

namespace litmus {

template <std::memory_order kOrder = std::memory_order_seq_cst>
class Context {
 public:
  static constexpr std::size_t kChildren = 2;

  bool cancelled() const { return cancelled_.load(kLoad); }

  void cancel() {
    cancelled_.store(true, kStore);
    for (const std::atomic<Context*>& place : children_) {
      if (Context* const child = place.load(kLoad)) child->cancel();
    }
  }

  // Each child takes another place.
  void join(Context& parent, std::size_t place) {
    parent.children_[place].store(this, kStore);
    if (parent.cancelled()) cancel();
  }

 protected:
  static constexpr bool kIsRelAcq = kOrder == std::memory_order_acq_rel;
  static constexpr auto kLoad = kIsRelAcq ? std::memory_order_acquire : kOrder;
  static constexpr auto kStore = kIsRelAcq ? std::memory_order_release : kOrder;

  std::atomic<bool> cancelled_{false};
  std::array<std::atomic<Context*>, kChildren> children_{};
};

// Looks at its parent first, and then says that it is there: a stop in between reaches nobody.
class LookFirstContext : public Context<> {
 public:
  void join(LookFirstContext& parent, std::size_t place) {
    if (parent.cancelled()) {
      cancel();
    } else {
      parent.children_[place].store(this);
    }
  }
};

}  // namespace litmus
