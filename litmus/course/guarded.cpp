// Claim: unlocking happens-before the next locking. So a plain variable that is only touched under
// one lock loses no update, and a reader that takes the lock sees all that the last holder wrote.
// It is the same whether the lock is the library's or is made of an atomic that is acquired and
// released. A lock that looks first and takes then is none.
#include <mutex>
#include <shared_mutex>

#include "harness/stress.h"
#include "litmus/course/locks.h"
#include "litmus/course/weak_locks.h"

namespace litmus::guarded {
namespace {

// --- two threads add 1 under the lock

template <typename Lock>
struct Counter {
  Lock lock;
  int n = 0;

  void add() {
    const std::lock_guard guard(lock);
    n = n + 1;
  }
  int total() const { return n; }
};

template <typename Lock>
auto counter(const char* name, const char* claim) {
  using State = Counter<Lock>;
  return stress_test<State>(role<&State::add>(), role<&State::add>(), after<&State::total>("total"))
      .named(name)
      .claim(claim)
      .allowed({2}, "one after the other");
}

constexpr const char* kTogether = "both held the lock at once";

const StressTest std_mutex =
    counter<std::mutex>("guarded-by-mutex", "an update under a mutex is never lost");
const StressTest std_shared_mutex =
    counter<std::shared_mutex>("guarded-by-shared-mutex", "nor under a shared_mutex");
const StressTest spin = counter<SpinLock>("guarded-by-spin", "nor under a lock of one exchange");
const StressTest ticket =
    counter<TicketLock>("guarded-by-ticket", "nor under numbers that are drawn and served");
const StressTest look_then_take =
    counter<LookThenTakeLock>("guarded-by-spin+look-then-take",
                              "a lock that looks, and then takes, lets two in")
        .interesting({1}, kTogether);
const StressTest two_steps =
    counter<TwoStepTicketLock>("guarded-by-ticket+two-steps",
                               "numbers that are drawn in two steps are drawn twice")
        .interesting({1}, kTogether);

// --- a message under the lock, read by two who may share it

struct Message {
  std::shared_mutex lock;
  int data = 0;
  bool ready = false;

  void send() {
    const std::lock_guard guard(lock);
    ready = true;
    data = 42;
  }
  void receive(Row& row) {
    const std::shared_lock guard(lock);
    row[0] = ready;
    row[1] = data;
  }
};

const StressTest message =
    stress_test<Message>(role<&Message::send>(), role<&Message::receive>("ready", "data"),
                         role<&Message::receive>("ready'", "data'"))
        .named("message-under-shared-mutex")
        .claim("readers share the lock, and never see half of what a writer does under it")
        .allowed({0, 0, 0, 0}, "both came first")
        .allowed({1, 42, 1, 42}, "both came after")
        .allowed({0, 0, 1, 42}, "one came first, one after")
        .allowed({1, 42, 0, 0}, "one came after, one first");

}  // namespace
}  // namespace litmus::guarded
