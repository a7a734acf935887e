// Claim: locks that exclude equally well treat their waiters very differently. Two threads want one
// lock as often as they can get it, a few hundred times together, and the question is
//
//     turns     how many did the two have together, in a second?
//     share     how much of that did the first one get, in percent?
//     wait      how long was the longest wait of either, in nanoseconds?
//     handoff   how long from one thread's unlock to the other's lock, on average?
//
// Turns count from the moment at which both had one: alone, a thread takes a lock in no time.
//
// Each is a test of its own, whose table is the histogram. Nothing here is forbidden; a lock that
// starves a thread shows as shares of 0 and 100 and as long waits. Times are cut to their first
// digit, and hold two looks at the clock, some 20 ns each; rates are cut to two.
//
//     litmus run @fairness              a table of all locks
//     litmus run @fairness --details    and the histograms
//
// What waiting costs: who spins without a pause asks for the lock's line as fast as it can, so the
// line is not where the holder needs it. Who looks before it tries, and pauses between looks,
// leaves it there.
#include <algorithm>
#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <string>

#include "harness/stress.h"
#include "litmus/course/locks.h"
#include "litmus/course/meeting.h"

namespace litmus::lock_fairness {
namespace {

constexpr int kTurns = 256;  // of both together

Value now() { return std::chrono::steady_clock::now().time_since_epoch().count(); }

// To so many digits: of 1234, with one, 1000.
Value rounded(Value number, int digits) {
  const Value limit = digits == 1 ? 10 : 100;
  Value unit = 1;
  while (number / unit >= limit) unit *= 10;
  return number / unit * unit;
}

template <typename Lock>
struct Contest {
  Lock lock;
  Meeting meeting;
  int left = kTurns;
  int turns[2] = {};
  int last = -1;  // who had the lock before
  Value released = 0;
  Value longest_wait = 0;
  Value handoffs = 0;
  Value handoff_time = 0;

  template <int kMe>
  void compete() {
    meeting.meet();
    for (bool more = true; more;) {
      const Value asked = now();
      lock.lock();
      const Value got = now();
      more = left > 0;
      if (more) note_turn(kMe, asked, got);
      lock.unlock();
    }
  }

  void note_turn(int me, Value asked, Value got) {
    if (meeting.both_had_a_turn(me)) {
      --left;
      ++turns[me];
      longest_wait = std::max(longest_wait, got - asked);
      if (last == 1 - me) {
        ++handoffs;
        handoff_time += got - released;
      }
    }
    last = me;
    released = now();
  }

  int share() const { return (turns[0] * 10 + kTurns / 2) / kTurns * 10; }
  Value wait() const { return rounded(longest_wait, 1); }
  Value handoff() const { return rounded(handoff_time / handoffs, 1); }
};

// How quickly the lock goes round, with nobody looking at the clock meanwhile.
template <typename Lock>
struct Sprint {
  static constexpr int kSprintTurns = 1024;

  Lock lock;
  Meeting meeting;
  int left = kSprintTurns;
  Value first = 0, last = 0;

  template <int kMe>
  void compete() {
    meeting.meet();
    for (bool more = true; more;) {
      lock.lock();
      more = left > 0;
      if (more) note_turn(kMe);
      lock.unlock();
    }
  }

  void note_turn(int me) {
    if (!meeting.both_had_a_turn(me)) return;
    if (left == kSprintTurns) first = now();
    if (--left == 0) last = now();
  }

  Value turns() const {
    return rounded(Value{1'000'000'000} * kSprintTurns / (last - first + 1), 2);
  }
};

// Two roles compete, and a number that the state has then is the answer.
template <typename State, auto kAnswer>
auto measured(const std::string& name, const char* unit) {
  return stress_test<State>(role<&State::template compete<0>>().waits(),
                            role<&State::template compete<1>>().waits(), after<kAnswer>(unit))
      .named(name.c_str())
      .claim("locks that exclude equally well are not equally fair")
      .allowed({anything}, "");
}

// The questions to one lock. Their names are what `litmus run @fairness` makes its table of.
template <typename Lock>
class Measured {
  using Sprinting = Sprint<Lock>;
  using Contending = Contest<Lock>;

 public:
  explicit Measured(const std::string& lock)
      : turns_(measured<Sprinting, &Sprinting::turns>("turns-" + lock, "per s")),
        share_(measured<Contending, &Contending::share>("share-" + lock, "percent")),
        wait_(measured<Contending, &Contending::wait>("wait-" + lock, "ns")),
        handoff_(measured<Contending, &Contending::handoff>("handoff-" + lock, "ns")) {}

 private:
  StressTest turns_, share_, wait_, handoff_;
};

const Measured<std::mutex> mutex("mutex");
const Measured<std::shared_mutex> shared_mutex("shared-mutex");
const Measured<SpinLock> spin("spin");
const Measured<PausingLock> pausing("spin-pause");
const Measured<TicketLock> ticket("ticket");
const Measured<McsLock> mcs("mcs");

}  // namespace
}  // namespace litmus::lock_fairness
