// Scratch memory, for keeping processors busy with something else.
//
// A store to a line that no cache holds takes hundreds of cycles, and the stores behind it wait in
// the store buffer: a few of them before a role, and its own stores stay invisible for long. On
// idle CPUs, threads that hammer lines keep the interconnect busy.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

#include "harness/memory.h"
#include "harness/random.h"

namespace litmus {

// One block for the whole process; shared, and nobody looks at what it holds.
class Scratch {
 public:
  // Much larger than any cache that is not shared by the whole machine.
  static constexpr std::size_t kBytes = 64 << 20;

  Scratch() : memory_(kBytes) {}

  // `stores` stores to lines anywhere in the block.
  void press(Random& random, int stores) const {
    for (int n = 0; n < stores; ++n) {
      line(random.next() >> 20).store(1, std::memory_order_relaxed);
    }
  }

  std::atomic<std::uint32_t>& line(std::uint64_t number) const {
    const std::size_t offset = number * kLine % kBytes;
    return *reinterpret_cast<std::atomic<std::uint32_t>*>(memory_.data() + offset);
  }

 private:
  static constexpr std::size_t kLine = 64;

  Memory memory_;
};

// Threads that hammer scratch lines on these CPUs until the object goes.
class Stress {
 public:
  Stress(const Scratch& scratch, const std::vector<int>& cpus, std::uint64_t seed);
  ~Stress();
  Stress(const Stress&) = delete;
  Stress& operator=(const Stress&) = delete;

 private:
  std::atomic<bool> stop_{false};
  std::vector<std::thread> threads_;
};

}  // namespace litmus
