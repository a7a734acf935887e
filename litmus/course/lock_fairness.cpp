// Claim: locks that exclude equally well treat their waiters very differently. Two threads want one
// lock as often as they can get it, a few hundred times together, and the question is
//
//     share     how much of that did the first one get, in percent?
//     wait      how long was the longest wait of either, in nanoseconds?
//     handoff   how long from one thread's unlock to the other's lock, on average?
//
// Each is a test of its own, whose table is the histogram. Nothing here is forbidden; a lock that
// starves a thread shows as shares of 0 and 100 and as long waits. Times are rounded to their first
// digit, and hold two looks at the clock, some 20 ns each.
//
//     litmus run @fairness --details
#include <algorithm>
#include <chrono>
#include <mutex>
#include <shared_mutex>

#include "harness/stress.h"
#include "litmus/course/locks.h"
#include "litmus/course/meeting.h"

namespace litmus {
namespace {

constexpr int kTurns = 256;  // of both together

Value now() { return std::chrono::steady_clock::now().time_since_epoch().count(); }

// 1234 is 1000.
Value first_digit(Value number) {
  Value unit = 1;
  while (number / unit >= 10) unit *= 10;
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
    --left;
    ++turns[me];
    longest_wait = std::max(longest_wait, got - asked);
    if (last == 1 - me) {
      ++handoffs;
      handoff_time += got - released;
    }
    last = me;
    released = now();
  }

  int share() const { return (turns[0] * 10 + kTurns / 2) / kTurns * 10; }
  Value wait() const { return first_digit(longest_wait); }
  Value handoff() const { return handoffs == 0 ? 0 : first_digit(handoff_time / handoffs); }
};

template <typename Lock, auto kQuestion>
auto contest(const char* column) {
  using State = Contest<Lock>;
  return stress_test<State>(role<&State::template compete<0>>().waits(),
                            role<&State::template compete<1>>().waits(), after<kQuestion>(column))
      .claim("locks that exclude equally well are not equally fair")
      .allowed({anything}, "");
}

template <typename Lock>
auto share() {
  return contest<Lock, &Contest<Lock>::share>("percent");
}
template <typename Lock>
auto wait() {
  return contest<Lock, &Contest<Lock>::wait>("ns");
}
template <typename Lock>
auto handoff() {
  return contest<Lock, &Contest<Lock>::handoff>("ns");
}

const StressTest mutex_share = share<std::mutex>().named("share-mutex");
const StressTest shared_mutex_share = share<std::shared_mutex>().named("share-shared-mutex");
const StressTest spin_share = share<SpinLock>().named("share-spin");
const StressTest pausing_share = share<PausingLock>().named("share-spin-pause");
const StressTest ticket_share = share<TicketLock>().named("share-ticket");
const StressTest mcs_share = share<McsLock>().named("share-mcs");

const StressTest mutex_wait = wait<std::mutex>().named("wait-mutex");
const StressTest shared_mutex_wait = wait<std::shared_mutex>().named("wait-shared-mutex");
const StressTest spin_wait = wait<SpinLock>().named("wait-spin");
const StressTest pausing_wait = wait<PausingLock>().named("wait-spin-pause");
const StressTest ticket_wait = wait<TicketLock>().named("wait-ticket");
const StressTest mcs_wait = wait<McsLock>().named("wait-mcs");

const StressTest mutex_handoff = handoff<std::mutex>().named("handoff-mutex");
const StressTest shared_mutex_handoff = handoff<std::shared_mutex>().named("handoff-shared-mutex");
const StressTest spin_handoff = handoff<SpinLock>().named("handoff-spin");
const StressTest pausing_handoff = handoff<PausingLock>().named("handoff-spin-pause");
const StressTest ticket_handoff = handoff<TicketLock>().named("handoff-ticket");
const StressTest mcs_handoff = handoff<McsLock>().named("handoff-mcs");

}  // namespace
}  // namespace litmus
