// A channel: values go from senders to receivers, and with a value goes all that its sender did.
//
// Promises, of a channel with capacity C:
// - a send happens-before the receive that gets its value returns;
// - the k-th receive happens-before the (k+C)-th send returns. With C = 0, a rendezvous, a send
//   returns only when its value was taken, and then knows what the receiver did before;
// - close() happens-before a receive that returns nothing because of it. What was sent before is
//   received first; nothing is sent after.
//
// channels/ holds .litmus sketches of all three. Used by channels.cpp and endings.cpp.
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>

namespace litmus {

template <typename T, std::size_t kCapacity>
class Channel {
 public:
  // False if the channel was closed: the value was not sent.
  bool send(T value) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || has_room(); });
    if (closed_) return false;
    const std::size_t mine = put(value);
    if constexpr (kCapacity > 0) return true;
    changed_.wait(lock, [&] { return closed_ || received_ > mine; });
    if (received_ > mine) return true;
    --sent_;  // nobody took it: it was never sent
    return false;
  }

  // Sends if that needs no waiting: select with a default.
  bool try_send(T value) requires(kCapacity > 0) {
    const std::lock_guard lock(mutex_);
    if (closed_ || !has_room()) return false;
    put(value);
    return true;
  }

  // Nothing, if the channel is closed and empty.
  std::optional<T> receive() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || sent_ > received_; });
    return take();
  }

  // Nothing, if nothing was sent that is still there.
  std::optional<T> try_receive() {
    const std::lock_guard lock(mutex_);
    return take();
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  // A rendezvous needs a place too, where a value waits to be taken.
  static constexpr std::size_t kSlots = kCapacity > 0 ? kCapacity : 1;

  bool has_room() const { return sent_ - received_ < kSlots; }

  std::size_t put(T value) {
    values_[sent_ % kSlots] = value;
    changed_.notify_all();
    return sent_++;
  }

  std::optional<T> take() {
    if (sent_ == received_) return std::nullopt;
    const T value = values_[received_++ % kSlots];
    changed_.notify_all();
    return value;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::array<T, kSlots> values_{};
  std::size_t sent_ = 0, received_ = 0;
  bool closed_ = false;
};

}  // namespace litmus
