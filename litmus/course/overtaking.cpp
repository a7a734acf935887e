// Claim: a lock promises that one thread holds it at a time, and nothing about who is next. The
// thread that gives it back still runs, has the lock's line in its cache, and takes it again before
// the one that waits has woken up: std::mutex says nothing against that, and a thread may be
// overtaken as often as the other one likes to come back (Go's mutex lets waiters starve for a
// millisecond and then hands itself over; C++'s need not). A lock that gives out numbers repairs
// it: who has drawn one is passed by those before it, and by nobody twice.
//
// With fair locks everybody waits for the slowest; lock_fairness.cpp measures what that costs.
#include <algorithm>
#include <atomic>
#include <mutex>

#include "harness/stress.h"
#include "litmus/course/locks.h"
#include "litmus/course/meeting.h"

namespace litmus::overtaking {
namespace {

constexpr int kTurns = 64;  // of both together
constexpr int kOften = 10;  // and more: counted as 10

template <typename Lock>
struct Turns {
  Lock lock;
  Meeting meeting;
  std::atomic<bool> waits[2] = {};
  int left = kTurns;
  int passed[2] = {};  // how often each was, in this wait
  int most = 0;

  // Says that it waits: as soon as its place is certain, where a place is given out.
  void take(std::size_t me) {
    if constexpr (requires { lock.draw(); }) {
      const auto ticket = lock.draw();
      waits[me].store(true, std::memory_order_relaxed);
      lock.wait_for(ticket);
    } else {
      waits[me].store(true, std::memory_order_relaxed);
      lock.lock();
    }
  }

  template <std::size_t kMe>
  void compete() {
    meeting.meet();
    for (bool more = true; more;) {
      take(kMe);
      waits[kMe].store(false, std::memory_order_relaxed);
      passed[kMe] = 0;
      more = left > 0;
      if (more) pass(1 - kMe);
      lock.unlock();
    }
  }

  void pass(std::size_t other) {
    --left;
    if (waits[other].load(std::memory_order_relaxed)) most = std::max(most, ++passed[other]);
  }

  int most_overtaken() const { return std::min(most, kOften); }
};

template <typename Lock>
auto overtaken(const char* name, const char* claim) {
  using State = Turns<Lock>;
  return stress_test<State>(role<&State::template compete<0>>().waits(),
                            role<&State::template compete<1>>().waits(),
                            after<&State::most_overtaken>("overtaken"))
      .named(name)
      .claim(claim)
      .allowed({between(0, 1)}, "by who held it, or was there before");
}

template <typename Lock>
auto unfair(const char* name, const char* claim) {
  return overtaken<Lock>(name, claim)
      .allowed({between(2, kOften - 1)}, "a few times")
      .interesting({kOften}, "again and again, while it waited");
}

const StressTest mutex = unfair<std::mutex>("overtaken-mutex", "a mutex may starve who waits");
const StressTest spin = unfair<SpinLock>("overtaken-spin", "a spin lock may, too");
const StressTest ticket =
    overtaken<TicketLock>("overtaken-ticket", "who has a number is overtaken once at most");

}  // namespace
}  // namespace litmus::overtaking
