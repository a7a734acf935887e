// Many independent jobs on all CPUs, their results taken in order.
//
//     in_parallel<Checked>(jobs, tests.size(), [&](std::size_t i) { return check(tests[i]); },
//                          [&](std::size_t i, Checked&& checked) { print(checked); });
//
// `work` runs on any thread, many at once, also on the caller's; `take` only on the caller's, for
// 0, 1, 2, ..., each when it is there and the caller has no job at hand: being woken for each one
// would cost more than many a job. An exception in either ends the whole, and reaches the caller.
// Tested by parallel_test.cpp.
#pragma once

#ifdef __linux__
#include <pthread.h>
#include <sched.h>
#endif

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace litmus {

// How many threads to use for so many jobs when the user does not say.
inline std::size_t threads_for(std::size_t jobs) {
  const std::size_t cpus = std::max(1u, std::thread::hardware_concurrency());
  return std::min(cpus, jobs);
}

// The kernel often queues a new thread behind its maker, and moves it only when both have run for
// 10 ms and more: by then hundreds of small tests are judged. So worker number `i` is put on the
// i-th allowed CPU after the caller's, and may then run anywhere again.
inline void start_elsewhere(std::jthread& worker, std::size_t i) {
#ifdef __linux__
  cpu_set_t allowed, one;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  const int count = CPU_COUNT(&allowed);
  int cpu = sched_getcpu();
  if (count < 2 || cpu < 0) return;
  for (std::size_t steps = i % static_cast<std::size_t>(count); steps > 0;) {
    cpu = (cpu + 1) % CPU_SETSIZE;
    if (CPU_ISSET(cpu, &allowed)) --steps;
  }
  CPU_ZERO(&one);
  CPU_SET(cpu, &one);
  pthread_setaffinity_np(worker.native_handle(), sizeof one, &one);
  pthread_setaffinity_np(worker.native_handle(), sizeof allowed, &allowed);
#endif
}

template <typename Result>
class ParallelJobs {
 public:
  explicit ParallelJobs(std::size_t count) : count_(count) {}

  // What each worker does until there is nothing left.
  template <typename Work>
  void work_off(const Work& work) {
    while (work_one(work)) {
    }
  }

  // Does one job; false if there is none left.
  template <typename Work>
  bool work_one(const Work& work) {
    const std::size_t i = next_++;
    if (i >= count_) return false;
    try {
      Result result = work(i);
      const std::lock_guard lock(mutex_);
      keep(i, std::move(result));
      if (i != awaited_) return true;
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      next_ = count_;
    }
    changed_.notify_one();
    return true;
  }

  // Result number `i` if it is there. Throws what a worker threw.
  std::optional<Result> take_if_done(std::size_t i) {
    const std::lock_guard lock(mutex_);
    return extract(i);
  }

  // Waits for result number `i`. Throws what a worker threw.
  Result take(std::size_t i) {
    std::unique_lock lock(mutex_);
    awaited_ = i;
    changed_.wait(lock, [&] { return failure_ || done_.count(i) > 0; });
    awaited_ = count_;
    return std::move(*extract(i));
  }

  void stop() { next_ = count_; }

 private:
  std::optional<Result> extract(std::size_t i) {
    if (failure_) std::rethrow_exception(failure_);
    auto node = done_.extract(i);
    if (node.empty()) return std::nullopt;
    std::optional<Result> result = std::move(node.mapped());
    spare_.push_back(std::move(node));
    return result;
  }

  // Its place in the map is one that was taken before, if there is one: a caller who frees what a
  // worker allocated stops the worker's allocations meanwhile.
  void keep(std::size_t i, Result&& result) {
    if (spare_.empty()) return void(done_.emplace(i, std::move(result)));
    auto node = std::move(spare_.back());
    spare_.pop_back();
    node.key() = i;
    node.mapped() = std::move(result);
    done_.insert(std::move(node));
  }

  const std::size_t count_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, Result> done_;
  std::vector<typename std::map<std::size_t, Result>::node_type> spare_;
  std::exception_ptr failure_;
  std::size_t awaited_ = count_;  // the result that the caller sleeps for
};

template <typename Result, typename Work, typename Take>
void in_parallel(std::size_t threads, std::size_t count, const Work& work, const Take& take) {
  if (threads <= 1) {
    for (std::size_t i = 0; i < count; ++i) take(i, work(i));
    return;
  }
  ParallelJobs<Result> jobs(count);
  std::vector<std::jthread> workers;
  // However this ends, the workers stop before `jobs` goes.
  struct Stop {
    ParallelJobs<Result>& jobs;
    std::vector<std::jthread>& workers;
    ~Stop() {
      jobs.stop();
      workers.clear();
    }
  } stop{jobs, workers};
  for (std::size_t i = 1; i < threads; ++i) {
    workers.emplace_back([&] { jobs.work_off(work); });
    start_elsewhere(workers.back(), i);
  }
  std::size_t taken = 0;
  do {
    while (std::optional<Result> result = jobs.take_if_done(taken)) {
      take(taken++, std::move(*result));
    }
  } while (jobs.work_one(work));
  for (; taken < count; ++taken) take(taken, jobs.take(taken));
}

}  // namespace litmus
