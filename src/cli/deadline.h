// A time after which a search ends: asked between its steps.
#pragma once

#include <chrono>
#include <functional>

namespace litmus {

inline std::function<bool()> deadline(double seconds) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                                   std::chrono::duration<double>(seconds));
  return [end] { return Clock::now() >= end; };
}

}  // namespace litmus
