// The few things a processor can do that C++ has no word for, and one that C++ has a word for but
// the thread sanitizer does not understand.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace litmus {

// What the layouts keep apart. A constant of ours, not the machine's: 64 bytes on x86 and most Arm;
// where lines are longer, "own lines" are merely shared by neighbours.
constexpr std::size_t kLineBytes = 64;

// Under the thread sanitizer every access goes through its runtime, which orders more than the
// program does.
#if defined(__SANITIZE_THREAD__)
#define LITMUS_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define LITMUS_THREAD_SANITIZER 1
#endif
#endif

// Everything before is visible to everybody before anything after is done. It is what makes it
// sound to play two roles of one instance on one worker, so nothing weaker will do.
inline void full_fence() {
#if defined(LITMUS_THREAD_SANITIZER)
  // The thread sanitizer does not know fences; an update orders as much on the machine.
  static thread_local std::atomic<int> fence{0};
  fence.fetch_add(1, std::memory_order_seq_cst);
#else
  std::atomic_thread_fence(std::memory_order_seq_cst);
#endif
}

// A hint that this is a spinning loop.
inline void pause_briefly() {
#if defined(__x86_64__)
  _mm_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

// A fine, steady counter of unknown frequency, cheap enough for inner loops. For ratios and delays.
inline std::uint64_t ticks() {
#if defined(__x86_64__)
  return __rdtsc();
#elif defined(__aarch64__)
  std::uint64_t now;
  asm volatile("mrs %0, cntvct_el0" : "=r"(now));
  return now;
#else
  return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

// About so many ticks, and at least one: for slacks and first guesses, not for measuring.
inline std::uint64_t ticks_in_ns(std::uint64_t nanoseconds) {
#if defined(__x86_64__)
  return 2 * nanoseconds + 1;  // they count 1.5 to 4 times a nanosecond
#elif defined(__aarch64__)
  std::uint64_t in_a_second;
  asm("mrs %0, cntfrq_el0" : "=r"(in_a_second));
  return nanoseconds * in_a_second / 1'000'000'000 + 1;
#else
  return nanoseconds;
#endif
}

// Throws a line out of every cache, where the processor lets a user do that.
inline void flush_line(const void* address) {
#if defined(__x86_64__)
  _mm_clflush(address);
#else
  static_cast<void>(address);
#endif
}

}  // namespace litmus
