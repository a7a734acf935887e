// Stages (an environment with its CPUs) played in turn, each as one slice of all its copies.
#include "harness/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include "harness/chooser.h"
#include "harness/error.h"
#include "harness/layout.h"
#include "harness/placement.h"
#include "harness/pressure.h"
#include "harness/random.h"
#include "harness/round.h"
#include "harness/split.h"
#include "harness/team.h"
#include "harness/textform.h"

namespace litmus {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Clock::duration to_duration(double seconds) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

Topology usable(const Plan& plan, const Topology& topology) {
  return plan.cpus.empty() ? topology : restricted(topology, plan.cpus);
}

std::vector<Placement> placements_for(const Environment& environment, const Topology& topology) {
  return placements(topology, static_cast<int>(environment.split.size()));
}

const Placement& placement_of(const Environment& environment, const std::vector<Placement>& all) {
  const auto found = std::ranges::find(all, environment.placement, &Placement::name);
  if (found != all.end()) return *found;
  std::vector<std::string> names;
  for (const Placement& placement : all) names.push_back(placement.name);
  throw Error(fmt::format("there is no placement '{}' of {} workers here", environment.placement,
                          environment.split.size()),
              fmt::format("there is {}", fmt::join(names, ", ")));
}

// One environment's work, made once: which CPUs its copies play on and which are idle.
struct Stage {
  Environment environment;
  std::vector<std::vector<int>> sets;
  std::vector<int> idle;
  bool crowded = false;
};

Stage stage_of(const Environment& environment, const Topology& topology) {
  const std::vector<Placement> all = placements_for(environment, topology);
  const Placement& placement = placement_of(environment, all);
  Stage stage{.environment = environment,
              .sets = placement.sets,
              .crowded = environment.split.size() > topology.cpus.size()};
  for (const Cpu& cpu : topology.cpus) stage.idle.push_back(cpu.number);
  return stage;
}

// The sets that play in this slice: different ones from slice to slice if not all do.
std::vector<std::vector<int>> sets_in_turn(const Stage& stage, int slice) {
  const std::size_t copies =
      std::min(static_cast<std::size_t>(stage.environment.copies), stage.sets.size());
  std::vector<std::vector<int>> chosen;
  for (std::size_t n = 0; n < copies; ++n) {
    chosen.push_back(stage.sets[(static_cast<std::size_t>(slice) + n) % stage.sets.size()]);
  }
  return chosen;
}

void add_copy(const Slice& copy, Slice& whole) {
  whole.instances += copy.instances;
  whole.kernel_share += copy.kernel_share;
  whole.preload_share += copy.preload_share;
  whole.cpus.insert(whole.cpus.end(), copy.cpus.begin(), copy.cpus.end());
  whole.pinned = whole.pinned && copy.pinned;
  whole.tally.merge(copy.tally);
}

// An object's instances may take long, since they allocate, block and wait: then an epoch has fewer
// of them, so that the end of a run is never far away. How many is learned from the slice before.
std::uint32_t instances_at_once(const Slice& before) {
  constexpr double kEpochSeconds = 0.001;
  constexpr double kMost = 1 << 20;
  const double rate = static_cast<double>(before.instances) / before.seconds;
  return static_cast<std::uint32_t>(std::clamp(rate * kEpochSeconds, 1.0, kMost));
}

// A block of large objects is a smaller one.
void fit_block(Environment& environment, const Kernel& kernel) {
  constexpr std::size_t kBlockBytes = 4 << 20;
  const std::size_t one = bytes_needed(kernel, environment.layout, 1);
  while (environment.block > 1 && one * static_cast<std::size_t>(environment.block) > kBlockBytes)
    environment.block /= 2;
}

// Plays all copies of an environment at once, with stress on CPUs that none of them uses.
Slice play_stage(const Stage& stage, const Kernel& kernel, const Scratch* scratch, int number,
                 std::uint64_t seed, std::uint32_t at_once, Limits limits) {
  const std::vector<std::vector<int>> sets = sets_in_turn(stage, number);
  limits.instances = (limits.instances + sets.size() - 1) / sets.size();
  std::vector<int> idle = stage.idle;
  for (const std::vector<int>& set : sets) {
    for (int cpu : set) std::erase(idle, cpu);
  }
  idle.resize(std::min(idle.size(), static_cast<std::size_t>(stage.environment.stress)));
  std::optional<Stress> stress;
  if (!idle.empty()) stress.emplace(*scratch, idle, seed);

  std::vector<Slice> slices(sets.size());
  const auto play_copy = [&](std::size_t copy) {
    slices[copy] = play({.kernel = &kernel,
                         .environment = stage.environment,
                         .cpus = sets[copy],
                         .crowded = stage.crowded,
                         .seed = mixed(seed + copy),
                         .at_once = at_once,
                         .scratch = scratch},
                        limits);
  };
  std::vector<std::thread> threads;
  for (std::size_t copy = 1; copy < sets.size(); ++copy) threads.emplace_back(play_copy, copy);
  play_copy(0);
  for (std::thread& thread : threads) thread.join();

  Slice whole{.number = number, .pinned = true};
  for (const Slice& copy : slices) add_copy(copy, whole);
  whole.kernel_share /= static_cast<double>(slices.size());
  whole.preload_share /= static_cast<double>(slices.size());
  return whole;
}

bool needs_scratch(const Environment& environment) {
  return environment.pressure > 0 || environment.stress > 0;
}

// The plan's environments as stages, made when they are first played: a search may list hundreds.
class Stages {
 public:
  Stages(const Plan& plan, const Topology& topology)
      : plan_(plan), topology_(topology), stages_(plan.environments.size()) {
    if (std::ranges::any_of(plan.environments, needs_scratch)) scratch_.emplace();
  }

  const Stage& at(std::size_t number) {
    std::optional<Stage>& stage = stages_[number];
    if (!stage) stage = stage_of(plan_.environments[number], topology_);
    return *stage;
  }

  const Scratch* scratch() const { return scratch_ ? &*scratch_ : nullptr; }

 private:
  const Plan& plan_;
  Topology topology_;
  std::vector<std::optional<Stage>> stages_;
  std::optional<Scratch> scratch_;
};

bool can_be_played(const Environment& environment, const Kernel& kernel, const Topology& here) {
  try {
    check_fits(environment, kernel);
    placement_of(environment, placements_for(environment, here));
    return true;
  } catch (const Error&) {
    return false;
  }
}

// What the plan names comes first, as far as it can be played here: it may come from elsewhere.
void add_search(Plan& plan, const Kernel& kernel, const Topology& here) {
  const std::size_t most = search_size(kernel, plan.seconds);
  std::erase_if(plan.environments,
                [&](const Environment& e) { return !can_be_played(e, kernel, here); });
  for (Environment& environment : search_round(kernel, here, plan.hints, most)) {
    if (plan.environments.size() >= most) return;
    plan.environments.push_back(std::move(environment));
  }
}

void make_playable(Environment& environment, const Kernel& kernel, const Topology& here) {
  check_fits(environment, kernel);
  if (kernel.subject != nullptr) fit_block(environment, kernel);
  const std::vector<Placement> all = placements_for(environment, here);
  if (environment.placement.empty()) environment.placement = all.front().name;
  placement_of(environment, all);
}

}  // namespace

Plan resolved(const Plan& plan, const Kernel& kernel, const Topology& topology) {
  Plan result = plan;
  const Topology here = usable(plan, topology);
  result.search = plan.search && can_search(plan, kernel);
  if (result.search) {
    add_search(result, kernel, here);
  } else if (result.environments.empty()) {
    result.environments = default_round(kernel, here, plan.seed);
  }
  for (std::size_t i = 0; i < result.environments.size(); ++i) {
    Environment& environment = result.environments[i];
    try {
      make_playable(environment, kernel, here);
    } catch (const Error& error) {
      throw Error(fmt::format("environment {} (split={}): {}", i + 1, to_string(environment.split),
                              error.message()),
                  error.hint());
    }
  }
  return result;
}

void run(const Plan& plan, const Kernel& kernel, const Topology& topology,
         const std::atomic<bool>& stop, const std::function<bool(const Slice&)>& emit) {
  const Clock::time_point start = Clock::now();
  const auto end = start + to_duration(plan.seconds);
  Stages stages(plan, usable(plan, topology));
  Chooser chooser(plan, kernel);
  std::uint64_t launched = 0;
  std::uint32_t at_once = kernel.subject == nullptr ? 0 : 1;
  for (int number = 0; !stop.load(std::memory_order_relaxed) && Clock::now() < end; ++number) {
    if ((plan.instances > 0 && launched >= plan.instances) || chooser.has_enough()) return;
    const Chosen chosen = chooser.next();
    const double began = seconds_since(start);
    Slice slice = play_stage(stages.at(chosen.environment), kernel, stages.scratch(), number,
                             mixed(plan.seed ^ mixed(static_cast<std::uint64_t>(number))), at_once,
                             {.deadline = std::min(end, Clock::now() + to_duration(chosen.seconds)),
                              .instances = plan.instances > 0 ? plan.instances - launched : 0,
                              .stop = &stop});
    slice.environment = static_cast<int>(chosen.environment);
    slice.start = began;
    slice.seconds = seconds_since(start) - began;
    launched += slice.instances;
    if (kernel.subject != nullptr) at_once = instances_at_once(slice);
    chooser.learn(slice);
    if (!emit(slice)) return;
  }
}

std::vector<std::string> caveats(const Kernel& kernel, const Topology& topology, double quota) {
  std::vector<std::string> result;
  const std::size_t cpus = topology.cpus.size();
  const bool waits = std::ranges::any_of(kernel.roles, &Role::waits);
  if (cpus == 1) {
    result.push_back("one CPU only: threads never run at the same time, so little can be seen");
  } else if (waits && kernel.roles.size() > cpus) {
    result.push_back(fmt::format("{} threads that wait for each other share {} CPUs: this is slow",
                                 kernel.roles.size(), cpus));
  }
  if (quota > 0 && quota < static_cast<double>(std::min(cpus, kernel.roles.size()))) {
    result.push_back(fmt::format("the system grants {} CPUs of time: threads are often interrupted",
                                 print_number(quota)));
  }
  return result;
}

}  // namespace litmus
