// Claim: who sees a flag sees what was written before it, if the flag is stored with release and
// loaded with acquire. With relaxed accesses nothing is promised: the data race makes the program
// undefined. x86 keeps both stores and both loads in order by itself, so there the compiler is the
// one who may break it; Arm may break it on its own (MP and MP+rel+acq say who allows what).
#include <atomic>

#include "harness/stress.h"

namespace litmus {
namespace {

template <std::memory_order kStore, std::memory_order kLoad>
struct Message {
  std::atomic<int> data{0};
  std::atomic<bool> ready{false};

  void send() {
    data.store(42, std::memory_order_relaxed);
    ready.store(true, kStore);
  }
  void receive(Row& row) {
    row[0] = ready.load(kLoad);
    row[1] = data.load(std::memory_order_relaxed);
  }
};

using Released = Message<std::memory_order_release, std::memory_order_acquire>;
using Relaxed = Message<std::memory_order_relaxed, std::memory_order_relaxed>;

const StressTest released =
    stress_test<Released>(role<&Released::send>(), role<&Released::receive>("ready", "data"))
        .named("message")
        .claim("who sees the flag sees what was written before it")
        .allowed({0, 0}, "nothing has arrived")
        .allowed({0, 42}, "the data is on its way, the flag is not there yet")
        .allowed({1, 42}, "both have arrived")
        .forbidden({1, 0}, "the flag without the data");

const StressTest relaxed =
    stress_test<Relaxed>(role<&Relaxed::send>(), role<&Relaxed::receive>("ready", "data"))
        .named("message+relaxed")
        .claim("without orders the flag may arrive alone, on some machines")
        .allowed({0, 0}, "nothing has arrived")
        .allowed({0, 42}, "the data is on its way, the flag is not there yet")
        .allowed({1, 42}, "both have arrived")
        .interesting({1, 0}, "the flag without the data");

}  // namespace
}  // namespace litmus
