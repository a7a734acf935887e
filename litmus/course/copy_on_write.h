// A cell that many read and few change: readers take a pointer to a version that never changes
// again, a writer makes a new version beside it and swaps the pointer.
//
// Promise: making a version happens-before every read that finds it, so that a reader sees a
// complete value, the old or the new one. The cell keeps its versions as long as it lives: when an
// old one may be reused is another question (see reuse.cpp).
//
// publication/copy-on-write.litmus is its core; copy-on-write+in-place is the mistake. Used by
// publication.cpp.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>

namespace litmus {

// `kChanges`: how many there may be.
template <typename T, std::size_t kChanges>
class CopyOnWrite {
 public:
  const T& read() const { return *now_.load(std::memory_order_acquire); }

  // Only one thread changes it at a time.
  template <typename Change>
  void change(Change change) {
    T& fresh = versions_[++made_];
    fresh = *now_.load(std::memory_order_relaxed);
    change(fresh);
    now_.store(&fresh, std::memory_order_release);
  }

 private:
  std::array<T, kChanges + 1> versions_{};
  std::size_t made_ = 0;
  std::atomic<const T*> now_{&versions_[0]};
};

}  // namespace litmus
