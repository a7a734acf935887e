// Claims: a request to stop reaches everyone, and brings what was done before it. After cancelling
// has returned, no result appears: to look and then to commit is not enough, because the stop may
// come in between. Of several errors one is the first. A wait that has a limit ends.
#include <atomic>
#include <chrono>
#include <mutex>
#include <semaphore>
#include <stop_token>

#include "harness/stress.h"
#include "litmus/course/error_group.h"

namespace litmus::lifecycle {
namespace {

// --- cancelling

struct LookThenCommit {
  std::atomic<bool> cancelled{false};
  std::atomic<int> result{0};

  void work() {
    if (!cancelled.load(std::memory_order_acquire)) result.store(1, std::memory_order_release);
  }
  int cancel() {
    cancelled.store(true, std::memory_order_release);
    return result.load(std::memory_order_acquire);
  }
  int in_the_end() const { return result.load(); }
};

struct CommitUnderLock {
  std::mutex mutex;
  bool cancelled = false;
  int result = 0;

  void work() {
    const std::lock_guard lock(mutex);
    if (!cancelled) result = 1;
  }
  int cancel() {
    const std::lock_guard lock(mutex);
    cancelled = true;
    return result;
  }
  int in_the_end() const { return result; }
};

template <typename State>
auto cancelling(const char* name, const char* claim) {
  return stress_test<State>(role<&State::work>(), role<&State::cancel>("then"),
                            after<&State::in_the_end>("in the end"))
      .named(name)
      .claim(claim)
      .allowed({0, 0}, "cancelled in time, and no result ever")
      .allowed({1, 1}, "the result came first");
}

const StressTest look_then_commit =
    cancelling<LookThenCommit>("cancel+look-then-commit",
                               "a stop may come between the look and the result")
        .interesting({0, 1}, "a result after cancelling had returned");
const StressTest under_lock =
    cancelling<CommitUnderLock>("cancel", "after cancelling has returned no result appears");

// --- two children of one stop

struct Children {
  std::stop_source source;
  std::atomic<int> reason{0};

  void stop() {
    reason.store(42, std::memory_order_relaxed);
    source.request_stop();
  }
  void child(Row& row) {
    row[0] = source.get_token().stop_requested();
    row[1] = row[0] != 0 ? reason.load(std::memory_order_relaxed) : 42;
  }
};

const StressTest children =
    stress_test<Children>(role<&Children::stop>(), role<&Children::child>("stopped", "reason"),
                          role<&Children::child>("stopped'", "reason'"))
        .named("stop-reaches-children")
        .claim("a stop reaches every child, and brings its reason")
        .allowed({between(0, 1), 42, between(0, 1), 42}, "stopped or not, it knows why");

// --- a wait with a limit

struct Deadline {
  std::binary_semaphore never{0};
  std::atomic<int> others{0};

  int wait() { return never.try_acquire_for(std::chrono::microseconds(20)); }
  void do_something_else() { others.fetch_add(1, std::memory_order_relaxed); }
};

const StressTest deadline =
    stress_test<Deadline>(role<&Deadline::wait>("acquired"), role<&Deadline::do_something_else>())
        .named("deadline")
        .claim("a wait that has a limit ends, though nobody comes")
        .allowed({0}, "it gave up waiting");

// --- the first error

template <typename Group>
struct Failing {
  Group group;

  int fail_1() { return group.fail(1); }
  int fail_2() { return group.fail(2); }
  int error() const { return group.error(); }
};

template <typename Group>
auto failing(const char* name, const char* claim) {
  using State = Failing<Group>;
  return stress_test<State>(role<&State::fail_1>("1 is first"), role<&State::fail_2>("2 is first"),
                            after<&State::error>("error"))
      .named(name)
      .claim(claim)
      .allowed({1, 0, 1}, "1 was first, and is the error")
      .allowed({0, 1, 2}, "2 was first, and is the error");
}

const StressTest first_error =
    failing<ErrorGroup>("first-error-wins", "of two errors one is the first, for everyone");
const StressTest two_first_errors =
    failing<LookThenSetGroup>("first-error-wins+look-then-set",
                              "two that look first may both be the first")
        .interesting({1, 1, between(1, 2)}, "both believe that theirs was the first");

}  // namespace
}  // namespace litmus::lifecycle
