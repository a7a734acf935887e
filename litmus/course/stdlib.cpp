// What the standard library's own tools promise: who synchronizes with whom. Each test writes a
// plain variable on one side of the promise and reads it on the other; there is nothing but the
// tool to order them.
//
//     litmus run @stdlib
#include <atomic>
#include <barrier>
#include <condition_variable>
#include <latch>
#include <memory>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>

#include "harness/stress.h"

namespace litmus::stdlib {
namespace {

constexpr int kMessage = 42;
constexpr int kNothing = -1;  // there was no promise yet

// --- a message from one thread to another, in the care of one tool

struct Guarded {
  int data = 0;
  bool sent = false;
};

template <typename Mutex, template <typename> typename ReaderLock>
struct UnderLock : Guarded {
  Mutex mutex;
  void send() {
    const std::lock_guard lock(mutex);
    sent = true;
    data = kMessage;
  }
  int receive() {
    const ReaderLock<Mutex> lock(mutex);
    return sent ? data : kNothing;
  }
};
using Mutex = UnderLock<std::mutex, std::unique_lock>;
using SharedMutex = UnderLock<std::shared_mutex, std::shared_lock>;

struct CallOnce {
  std::once_flag flag;
  int data = 0;
  int use() {
    std::call_once(flag, [this] { data = kMessage; });
    return data;
  }
};

struct Latch {
  std::latch latch{1};
  int data = 0;
  void send() {
    data = kMessage;
    latch.count_down();
  }
  int receive() { return latch.try_wait() ? data : kNothing; }
};

struct Barrier {
  std::barrier<> barrier{2};
  int data[2] = {};
  template <int kMe>
  int meet() {
    data[kMe] = kMessage;
    barrier.arrive_and_wait();
    return data[1 - kMe];
  }
};

struct Semaphore {
  std::counting_semaphore<2> semaphore{0};
  int data = 0;
  void send() {
    data = kMessage;
    semaphore.release();
  }
  int receive() { return semaphore.try_acquire() ? data : kNothing; }
};

struct ConditionVariable : Guarded {
  std::mutex mutex;
  std::condition_variable changed;
  void send() {
    data = kMessage;
    {
      const std::lock_guard lock(mutex);
      sent = true;
      // Notified under the lock: the receiver may end the variable as soon as it is through.
      changed.notify_one();
    }
  }
  int receive() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return sent; });
    return data;
  }
};

struct SharedPointer {
  std::atomic<std::shared_ptr<const int>> pointer;
  void send() { pointer.store(std::make_shared<const int>(kMessage), std::memory_order_release); }
  int receive() {
    const std::shared_ptr<const int> found = pointer.load(std::memory_order_acquire);
    return found ? *found : kNothing;
  }
};

struct AtomicRef {
  alignas(std::atomic_ref<int>::required_alignment) int flag = 0;
  int data = 0;
  void send() {
    data = kMessage;
    std::atomic_ref(flag).store(1, std::memory_order_release);
  }
  int receive() {
    return std::atomic_ref(flag).load(std::memory_order_acquire) != 0 ? data : kNothing;
  }
};

struct WaitAndNotify {
  std::atomic<int> flag{0};
  int data = 0;
  void send() {
    data = kMessage;
    flag.store(1, std::memory_order_release);
    flag.notify_one();
  }
  int receive() {
    flag.wait(0, std::memory_order_acquire);
    return data;
  }
};

struct StopToken {
  std::stop_source source;
  int data = 0;
  void send() {
    data = kMessage;
    source.request_stop();
  }
  int receive() { return source.get_token().stop_requested() ? data : kNothing; }
};

// --- the tests: a receiver that looks whether it is there, and one that waits for it

constexpr const char* kThere = "the message is there";

template <typename State>
auto look(const char* name, const char* claim) {
  return stress_test<State>(role<&State::send>(), role<&State::receive>("data"))
      .named(name)
      .claim(claim)
      .allowed({kNothing}, "not sent yet")
      .allowed({kMessage}, kThere);
}

template <typename State>
auto wait(const char* name, const char* claim) {
  return stress_test<State>(role<&State::send>(), role<&State::receive>("data").waits())
      .named(name)
      .claim(claim)
      .allowed({kMessage}, kThere);
}

const StressTest mutex = look<Mutex>("std-mutex", "unlock happens-before the next lock");
const StressTest shared_mutex =
    look<SharedMutex>("std-shared-mutex", "unlock happens-before the next shared lock");
const StressTest call_once =
    stress_test<CallOnce>(role<&CallOnce::use>("first"), role<&CallOnce::use>("second"))
        .named("std-call-once")
        .claim("the call that makes happens-before every call that returns")
        .allowed({kMessage, kMessage}, "both have what was made");
const StressTest latch = look<Latch>("std-latch", "count_down happens-before a wait that succeeds");
const StressTest barrier =
    stress_test<Barrier>(role<&Barrier::meet<0>>("first").waits(),
                         role<&Barrier::meet<1>>("second").waits())
        .named("std-barrier")
        .claim("arriving happens-before the end of everybody's wait")
        .allowed({kMessage, kMessage}, "each sees what the other one did before");
const StressTest semaphore =
    look<Semaphore>("std-semaphore", "release happens-before an acquire that takes it");
const StressTest condition_variable = wait<ConditionVariable>(
    "std-condition-variable", "a waiter wakes, and sees what was done before it was notified");
const StressTest shared_pointer = look<SharedPointer>(
    "std-atomic-shared-ptr", "whoever loads the pointer sees what it points to");
const StressTest atomic_ref =
    look<AtomicRef>("std-atomic-ref", "a reference to a plain variable orders like an atomic one");
const StressTest wait_and_notify =
    wait<WaitAndNotify>("std-atomic-wait", "a wait ends after the store, and acquires it");
const StressTest stop_token =
    look<StopToken>("std-stop-token", "request_stop happens-before a look that finds it");

}  // namespace
}  // namespace litmus::stdlib
