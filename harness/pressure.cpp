// The threads that hammer scratch lines on idle CPUs.
#include "harness/pressure.h"

#include "harness/affinity.h"

namespace litmus {
namespace {

// Half of the updates go to a handful of lines that all stress threads fight over.
void hammer(const Scratch& scratch, Random random, const std::atomic<bool>& stop) {
  constexpr int kBurst = 256;
  while (!stop.load(std::memory_order_relaxed)) {
    for (int n = 0; n < kBurst; ++n) {
      scratch.line(random.below(16)).fetch_add(1, std::memory_order_relaxed);
      scratch.press(random, 1);
    }
  }
}

}  // namespace

Stress::Stress(const Scratch& scratch, const std::vector<int>& cpus, std::uint64_t seed) {
  for (std::size_t n = 0; n < cpus.size(); ++n) {
    threads_.emplace_back([this, &scratch, cpu = cpus[n], random = Random(mixed(seed + n))] {
      pin_this_thread(cpu);
      hammer(scratch, random, stop_);
    });
  }
}

Stress::~Stress() {
  stop_.store(true, std::memory_order_relaxed);
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace litmus
