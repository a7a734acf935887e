// Ping-pong: two pinned threads pass one line back and forth.
#include "harness/latency.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <thread>

#include "harness/affinity.h"
#include "harness/processor.h"

namespace litmus {
namespace {

constexpr int kTrips = 200;   // in a batch, timed together
constexpr int kBatches = 40;  // the quickest batch counts: the others were disturbed

// One line that two threads pass back and forth: even numbers are for a, odd ones for b.
struct alignas(2 * kLineBytes) Ball {
  std::atomic<int> count{0};

  // False if the other side has given up.
  bool wait_for(int number) const {
    int seen = count.load(std::memory_order_acquire);
    while (seen != number && seen >= 0) seen = count.load(std::memory_order_acquire);
    return seen >= 0;
  }
};

void return_the_ball(Ball& ball, int cpu) {
  if (!pin_this_thread(cpu)) {
    ball.count.store(-1, std::memory_order_release);
    return;
  }
  for (int n = 0; n < kTrips * kBatches; ++n) {
    if (!ball.wait_for(2 * n + 1)) return;
    ball.count.store(2 * n + 2, std::memory_order_release);
  }
}

// Nanoseconds of the quickest round trip, or infinity.
double serve_the_ball(Ball& ball, int cpu) {
  double best = std::numeric_limits<double>::infinity();
  if (!pin_this_thread(cpu)) {
    ball.count.store(-1, std::memory_order_release);
    return best;
  }
  for (int batch = 0, n = 0; batch < kBatches; ++batch) {
    const auto start = std::chrono::steady_clock::now();
    for (int trip = 0; trip < kTrips; ++trip, ++n) {
      int expected = 2 * n;
      if (!ball.count.compare_exchange_strong(expected, 2 * n + 1)) return best;
      if (!ball.wait_for(2 * n + 2)) return best;
    }
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
    best = std::min(best, took.count() / kTrips);
  }
  return best;
}

}  // namespace

std::optional<double> one_way_latency(int cpu_a, int cpu_b) {
  if (cpu_a == cpu_b) return std::nullopt;
  Ball ball;
  double round_trip = 0;
  std::thread a([&] { round_trip = serve_the_ball(ball, cpu_a); });
  std::thread b([&] { return_the_ball(ball, cpu_b); });
  a.join();
  b.join();
  if (round_trip == std::numeric_limits<double>::infinity()) return std::nullopt;
  return round_trip / 2;
}

}  // namespace litmus
