// A stress test in this process: a run on a thread of its own, watched from the caller's.
//
// Everything the run touches belongs to it and to the watcher alike, so that a run that hangs can
// be left behind. Tested by stress_test.cpp.
#include "harness/stress.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <random>
#include <thread>

#include "harness/error.h"
#include "harness/grading.h"
#include "harness/run.h"

namespace litmus {
namespace {

std::uint64_t any_seed() { return std::random_device{}() % 1'000'000'000 + 1; }

struct Watched {
  Kernel kernel;
  Topology here;
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::condition_variable changed;
  ChildAnswer answer;
  bool over = false;
};

void carry_out(const std::shared_ptr<Watched>& watched) {
  const auto emit = [&](const Slice& slice) {
    const std::lock_guard lock(watched->mutex);
    watched->answer.slices.push_back(slice);
    return true;
  };
  std::string refusal;
  try {
    run(watched->answer.plan, watched->kernel, watched->here, watched->stop, emit);
  } catch (const Error& error) {
    refusal = error.what();
  }
  const std::lock_guard lock(watched->mutex);
  if (!refusal.empty()) {
    watched->answer.end = ChildAnswer::End::Refused;
    watched->answer.message = refusal;
  }
  watched->over = true;
  watched->changed.notify_all();
}

Plan plan_of(const Kernel& kernel, const StressOptions& options) {
  Plan plan{.kernel = std::string(kernel.name),
            .seed = options.seed != 0 ? options.seed : any_seed(),
            .seconds = options.seconds,
            .instances = options.instances,
            .cpus = options.cpus,
            .search = options.environment.empty()};
  if (!options.environment.empty()) plan.environments = {parse_environment(options.environment)};
  return plan;
}

}  // namespace

StressResult stress(const Kernel& kernel, const StressOptions& options) {
  const auto watched = std::make_shared<Watched>();
  watched->kernel = kernel;
  watched->here = this_machine();
  watched->answer.plan = resolved(plan_of(kernel, options), kernel, watched->here);
  watched->answer.caveats = caveats(kernel, watched->here, cpu_quota());
  std::thread runner(carry_out, watched);

  std::unique_lock lock(watched->mutex);
  const double beyond = kernel.subject != nullptr ? kernel.subject->patience : kUsualPatience;
  const std::chrono::duration<double> patience(options.seconds + beyond);
  const bool over = watched->changed.wait_for(lock, patience, [&] { return watched->over; });
  if (over) {
    lock.unlock();
    runner.join();
    return graded(description_of(kernel), watched->answer);
  }
  runner.detach();
  watched->answer.end = ChildAnswer::End::Hung;
  return graded(description_of(kernel), watched->answer);
}

}  // namespace litmus
