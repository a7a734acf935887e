// What all generated kernels share, as text: conversions, C's arithmetic where C leaves it open,
// locks, and the end of patience.
#pragma once

#include <string_view>

namespace litmus {

inline constexpr std::string_view kPrelude = R"prelude(#include <atomic>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "harness/kernel.h"

namespace litmus {
namespace {

// A value as another type: pointers keep what they point to, numbers wrap.
template <typename To, typename From>
inline To as(From from) {
  if constexpr (std::is_pointer_v<To> && std::is_null_pointer_v<From>) {
    return nullptr;
  } else if constexpr (std::is_same_v<To, bool>) {
    return from != From{};
  } else if constexpr (std::is_pointer_v<To>) {
    if constexpr (std::is_pointer_v<From>) return reinterpret_cast<To>(from);
    else return reinterpret_cast<To>(static_cast<std::uintptr_t>(from));
  } else if constexpr (std::is_pointer_v<From>) {
    return static_cast<To>(reinterpret_cast<std::uintptr_t>(from));
  } else {
    return static_cast<To>(from);
  }
}

// The type that `a op b` computes in.
template <typename A, typename B>
using Common = decltype(A{} + B{});
template <typename A>
using Promoted = decltype(+A{});

// Division by zero and shifts out of range give 0, here as in the models. Nothing traps.
template <typename A, typename B>
inline Common<A, B> divide(A a, B b) {
  using T = Common<A, B>;
  const T x = static_cast<T>(a), y = static_cast<T>(b);
  if (y == 0) return 0;
  if constexpr (std::is_signed_v<T>) {
    if (y == -1) return static_cast<T>(-x);
  }
  return static_cast<T>(x / y);
}
template <typename A, typename B>
inline Common<A, B> remainder(A a, B b) {
  using T = Common<A, B>;
  const T x = static_cast<T>(a), y = static_cast<T>(b);
  if (y == 0) return 0;
  if constexpr (std::is_signed_v<T>) {
    if (y == -1) return 0;
  }
  return static_cast<T>(x % y);
}
template <typename A, typename B>
inline bool shifts_out(B b) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(b)) >= 8 * sizeof(Promoted<A>);
}
template <typename A, typename B>
inline Promoted<A> shift_left(A a, B b) {
  return shifts_out<A>(b) ? Promoted<A>{0} : static_cast<Promoted<A>>(Promoted<A>{a} << b);
}
template <typename A, typename B>
inline Promoted<A> shift_right(A a, B b) {
  return shifts_out<A>(b) ? Promoted<A>{0} : static_cast<Promoted<A>>(Promoted<A>{a} >> b);
}

// The compiler has to have these pointers in registers here, and can not compute them later.
template <typename... Pointers>
inline void ready(Pointers&... pointers) {
  (..., [](auto& pointer) { asm volatile("" : "+r"(pointer)); }(pointers));
}

// A mutex is an int: 0 free, 1 taken.
inline bool try_lock(std::atomic<std::int32_t>& mutex) {
  std::int32_t free = 0;
  return mutex.compare_exchange_strong(free, 1, std::memory_order_acquire,
                                       std::memory_order_relaxed);
}
inline void unlock(std::atomic<std::int32_t>& mutex) {
  mutex.store(0, std::memory_order_release);
}

// How often a role's loops may turn in one instance, all together.
constexpr unsigned kPatience = 1000;
inline bool turned_enough(unsigned& turns) { return ++turns > kPatience; }
inline bool waited_enough(unsigned& turns) {
  wait_a_little(turns);
  return turns > kPatience;
}
inline void give_up(std::uint8_t* gave_up, std::size_t i) { gave_up[i] = 1; }

}  // namespace
)prelude";

}  // namespace litmus
