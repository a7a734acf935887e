// Claims: what is made once is made by one, and seen finished by all; what is done before a latch
// is counted down is seen by whoever waited for it.
//
// Double-checked locking looks before it locks. The look must acquire what the maker released: with
// relaxed accesses Arm may show the flag without the value (once/DCL+rlx.litmus), with plain ones
// the compiler may store the flag first, as it does here. Without the lock two are made; with the
// flag set first, one may take what is not made yet.
#include <atomic>
#include <mutex>

#include "harness/stress.h"
#include "litmus/course/latch.h"
#include "litmus/course/once.h"

namespace litmus::making_once {
namespace {

// --- made once

struct Made {
  int value = 0, times = 0, price = 84, share = 2;

  void make() {
    ++times;
    value = price / share;
  }
  int count() const { return times; }
};

struct ByOnce : Made {
  Once once;
  int use() {
    once.call([this] { make(); });
    return value;
  }
};

struct ByCallOnce : Made {
  std::once_flag flag;
  int use() {
    std::call_once(flag, [this] { make(); });
    return value;
  }
};

struct PlainFlag : Made {
  std::mutex mutex;
  bool made = false;
  int use() {
    if (!made) {
      const std::lock_guard lock(mutex);
      if (!made) {
        make();
        made = true;
      }
    }
    asm volatile("" ::: "memory");  // the user keeps its order: the harm is all the maker's
    return value;
  }
};

struct RelaxedFlag {
  std::mutex mutex;
  std::atomic<bool> made{false};
  std::atomic<int> value{0};
  int times = 0;
  int use() {
    if (!made.load(std::memory_order_relaxed)) {
      const std::lock_guard lock(mutex);
      if (!made.load(std::memory_order_relaxed)) {
        ++times;
        value.store(42, std::memory_order_relaxed);
        made.store(true, std::memory_order_relaxed);
      }
    }
    return value.load(std::memory_order_relaxed);
  }
  int count() const { return times; }
};

struct NoLock {
  std::atomic<bool> made{false};
  std::atomic<int> value{0}, times{0};
  int use() {
    if (!made.load(std::memory_order_acquire)) {
      times.fetch_add(1, std::memory_order_relaxed);
      value.store(42, std::memory_order_relaxed);
      made.store(true, std::memory_order_release);
    }
    return value.load(std::memory_order_relaxed);
  }
  int count() const { return times.load(); }
};

struct FlagFirst {
  std::atomic<bool> made{false};
  std::atomic<int> value{0};
  int times = 0;
  int use() {
    if (!made.exchange(true, std::memory_order_acq_rel)) {
      ++times;
      value.store(42, std::memory_order_release);
    }
    return value.load(std::memory_order_acquire);
  }
  int count() const { return times; }
};

template <typename State>
auto once(const char* name, const char* claim) {
  return stress_test<State>(role<&State::use>("first"), role<&State::use>("second"),
                            after<&State::count>("made"))
      .named(name)
      .claim(claim)
      .allowed({42, 42, 1}, "made once, and both have it");
}

constexpr const char* kUnmade = "used before it was made";

const StressTest by_once = once<ByOnce>("make-once", "one makes it, both have it");
const StressTest by_call_once = once<ByCallOnce>("make-once-by-library", "so does the library");
const StressTest plain_flag =
    once<PlainFlag>("make-once+plain-flag", "the compiler may store a plain flag before the value")
        .interesting({0, 42, 1}, kUnmade)
        .interesting({42, 0, 1}, kUnmade);
const StressTest relaxed_flag =
    once<RelaxedFlag>("make-once+relaxed-flag",
                      "a relaxed flag may be there before the value, on Arm")
        .interesting({0, 42, 1}, kUnmade)
        .interesting({42, 0, 1}, kUnmade);
const StressTest no_lock = once<NoLock>("make-once+no-lock", "without a lock it may be made twice")
                               .interesting({42, 42, 2}, "made twice");
const StressTest flag_first =
    once<FlagFirst>("make-once+flag-first", "a flag that is set first promises what is not there")
        .interesting({0, 42, 1}, kUnmade)
        .interesting({42, 0, 1}, kUnmade);

// --- waited for

struct Work {
  Latch done{2};
  std::atomic<int> results[2] = {};

  template <int kWorker>
  void work() {
    results[kWorker].store(1, std::memory_order_relaxed);
    done.count_down();
  }
  // Counts down while there is still something to do: the work is not what was waited for.
  template <int kWorker>
  void work_after() {
    done.count_down();
    results[kWorker].store(1, std::memory_order_relaxed);
  }
  int wait() {
    if (!done.try_wait()) return -1;
    return results[0].load(std::memory_order_relaxed) + results[1].load(std::memory_order_relaxed);
  }
};

const StressTest latch =
    stress_test<Work>(role<&Work::work<0>>(), role<&Work::work<1>>(), role<&Work::wait>("results"))
        .named("work-and-latch")
        .claim("what is done before the count is seen after the wait")
        .allowed({-1}, "not all have counted down")
        .allowed({2}, "both results are there");
const StressTest latch_early =
    stress_test<Work>(role<&Work::work_after<0>>(), role<&Work::work_after<1>>(),
                      role<&Work::wait>("results"))
        .named("work-and-latch+early")
        .claim("a worker that counts down early is not waited for")
        .allowed({-1}, "not all have counted down")
        .allowed({2}, "both results are there")
        .interesting({between(0, 1)}, "a result is missing");

}  // namespace
}  // namespace litmus::making_once
