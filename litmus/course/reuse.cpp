// Claim: an object that is used again has two lives, and nothing keeps them apart but order. A
// reader that still holds it after it was given back sees the next life; one that takes it from a
// pool that publishes without order sees the last. (x86 keeps the stores of a relaxed pool in
// order; publication/pool+rlx says who does not.)
#include <atomic>

#include "harness/stress.h"

namespace litmus::reuse {
namespace {

// --- a pool of one object, filled with 1 in its first life and with 2 in its second

struct Pool {
  std::atomic<int> object{1};
  std::atomic<bool> in_pool{false};

  // Looks at it a few times, and says what it saw last.
  int use() const {
    int seen = 0;
    for (int i = 0; i < 8; ++i) seen = object.load(std::memory_order_acquire);
    return seen;
  }
  void take_and_fill() {
    if (in_pool.load(std::memory_order_acquire)) object.store(2, std::memory_order_release);
  }
};

// Given back before its last use.
struct EarlyReturn : Pool {
  int use_and_return() {
    in_pool.store(true, std::memory_order_release);
    return use();
  }
};

struct LateReturn : Pool {
  int use_and_return() {
    const int seen = use();
    in_pool.store(true, std::memory_order_release);
    return seen;
  }
};

template <typename State>
auto returned(const char* name, const char* claim) {
  return stress_test<State>(role<&State::use_and_return>("seen"), role<&State::take_and_fill>())
      .named(name)
      .claim(claim)
      .allowed({1}, "its own value");
}

const StressTest early =
    returned<EarlyReturn>("reuse+early-return",
                          "who uses an object after giving it back sees another's")
        .interesting({2}, "the value of the next life");
const StressTest late =
    returned<LateReturn>("reuse", "who gives it back after the last use sees only its own value");

// --- a new life, handed over

struct PlainHandOver {
  int object = 1, handed = 0, price = 84, share = 42;

  void fill_and_hand_over() {
    object = price / share;
    handed = 1;
  }
  void take(Row& row) {
    row[0] = handed;
    asm volatile("" ::: "memory");  // who takes it keeps the order: the harm is all the other's
    row[1] = row[0] != 0 ? object : 2;
  }
};

struct OrderedHandOver {
  int object = 1, price = 84, share = 42;
  std::atomic<int> handed{0};

  void fill_and_hand_over() {
    object = price / share;
    handed.store(1, std::memory_order_release);
  }
  void take(Row& row) {
    row[0] = handed.load(std::memory_order_acquire);
    row[1] = row[0] != 0 ? object : 2;
  }
};

template <typename State>
auto handed_over(const char* name, const char* claim) {
  return stress_test<State>(role<&State::fill_and_hand_over>(),
                            role<&State::take>("handed", "object"))
      .named(name)
      .claim(claim)
      .allowed({0, 2}, "not handed over yet")
      .allowed({1, 2}, "the new value");
}

const StressTest plain =
    handed_over<PlainHandOver>("reuse-handed+plain",
                               "handed over without order, it shows its old contents")
        .interesting({1, 1}, "the value of the last life");
const StressTest ordered = handed_over<OrderedHandOver>(
    "reuse-handed", "released and acquired, it is what it was filled with");

// --- a new life, put into a pool and taken out of it

template <std::memory_order kPut, std::memory_order kTake>
struct Shelf {
  std::atomic<int> object{1};
  std::atomic<std::atomic<int>*> shelf{nullptr};

  void fill_and_hand_over() {
    object.store(2, std::memory_order_relaxed);
    shelf.store(&object, kPut);
  }
  void take(Row& row) {
    const std::atomic<int>* const taken = shelf.exchange(nullptr, kTake);
    row[0] = taken != nullptr;
    row[1] = taken != nullptr ? taken->load(std::memory_order_relaxed) : 2;
  }
};

const StressTest relaxed_shelf =
    handed_over<Shelf<std::memory_order_relaxed, std::memory_order_relaxed>>(
        "reuse-pool+relaxed", "out of a relaxed pool it may come with its old contents")
        .interesting({1, 1}, "the value of the last life");
const StressTest ordered_shelf =
    handed_over<Shelf<std::memory_order_release, std::memory_order_acquire>>(
        "reuse-pool", "released into the pool and acquired out of it, it is new");

}  // namespace
}  // namespace litmus::reuse
