// The settings worth trying by default, and all ways to share roles out.
#include "harness/round.h"

#include <algorithm>
#include <utility>

#include "harness/error.h"
#include "harness/placement.h"
#include "harness/random.h"

namespace litmus {
namespace {

// Enough for every split of four roles over two workers; in half a second, each gets its few
// milliseconds.
constexpr std::size_t kMaxSplits = 24;

bool waits(const Kernel& kernel) { return std::ranges::any_of(kernel.roles, &Role::waits); }

// A worker for every role: nothing to alternate, everything else to vary.
std::vector<Environment> one_role_each() {
  using enum Layout;
  return {
      {.block = 64, .visit = Visit::Opposed, .layout = Lines, .preload = Preload::Shared},
      {.block = 32, .start = Start::Clock, .visit = Visit::Opposed, .layout = Dense},
      {.block = 16, .start = Start::Clock, .visit = Visit::Opposed, .layout = Lines},
      {.block = 1, .start = Start::Clock, .visit = Visit::Same, .layout = Lines},
      {.block = 64, .visit = Visit::Same, .layout = Dense, .preload = Preload::None},
      {.block = 16, .visit = Visit::Same, .layout = Line, .preload = Preload::None, .skew = 200},
      {.alternation = Alternation::Instance, .block = 16, .visit = Visit::Same, .pressure = 4},
      {.alternation = Alternation::Instance,
       .block = 16,
       .visit = Visit::Same,
       .pressure = 16,
       .pressed = Pressed::First},
      {.alternation = Alternation::Instance,
       .block = 16,
       .visit = Visit::Same,
       .pressure = 16,
       .pressed = Pressed::Others},
      {.block = 64, .visit = Visit::Scattered, .layout = Pages, .preload = Preload::Owned},
      {.block = 16,
       .start = Start::Clock,
       .visit = Visit::Same,
       .layout = Pages,
       .preload = Preload::Flushed},
      {.block = 4, .visit = Visit::Same, .layout = Lines, .skew = 1000},
  };
}

// Workers with several roles: a chain of roles runs instance by instance on one worker while a
// store still waits in the other's store buffer.
std::vector<Environment> shared_workers() {
  return {
      {.alternation = Alternation::Instance, .block = 64, .visit = Visit::Opposed},
      {.alternation = Alternation::Instance,
       .block = 16,
       .visit = Visit::Same,
       .pressure = 16,
       .pressed = Pressed::First},
      {.alternation = Alternation::Block, .block = 64, .visit = Visit::Opposed},
      {.alternation = Alternation::Instance,
       .block = 16,
       .visit = Visit::Same,
       .pressure = 16,
       .pressed = Pressed::Others},
  };
}

// The same where it is known which turns have to hold their stores. Short blocks, so that the start
// of a block is never far: the chain on one worker has to fit into the other's window.
std::vector<Environment> held_turns() {
  using enum Alternation;
  return {
      {.alternation = Instance,
       .block = 4,
       .visit = Visit::Same,
       .layout = Layout::Line,
       .preload = Preload::Owned,
       .pressure = 4,
       .pressed = Pressed::Held},
      {.alternation = Block,
       .block = 16,
       .layout = Layout::Dense,
       .pressure = 4,
       .pressed = Pressed::Held},
      {.alternation = Instance,
       .block = 2,
       .visit = Visit::Scattered,
       .preload = Preload::None,
       .pressure = 16,
       .pressed = Pressed::Held},
      {.alternation = Block,
       .block = 16,
       .start = Start::Clock,
       .layout = Layout::Line,
       .pressure = 8,
       .pressed = Pressed::Held},
      {.alternation = Instance, .block = 64, .visit = Visit::Opposed},
  };
}

// A role that waits for another goes at the other's speed: short blocks, so that the clock is
// looked at often enough even when roles share CPUs.
std::vector<Environment> waiting_roles() {
  return {
      {.block = 16, .visit = Visit::Same},
      {.block = 1, .visit = Visit::Same, .preload = Preload::None},
      {.block = 64, .visit = Visit::Same, .layout = Layout::Dense},
      {.block = 16, .visit = Visit::Same, .layout = Layout::Line, .skew = 200},
  };
}

// Roles number by number to workers: choice[role] is a worker.
void add_splits(const std::vector<int>& choice, int workers, std::vector<Split>& result) {
  Split rising(static_cast<std::size_t>(workers));
  for (std::size_t role = 0; role < choice.size(); ++role) {
    rising[static_cast<std::size_t>(choice[role])].emplace_back(static_cast<int>(role));
  }
  if (std::ranges::any_of(rising, &std::vector<Turn>::empty)) return;
  // Every worker with several roles goes up or down, independently of the others.
  std::vector<std::size_t> several;
  for (std::size_t worker = 0; worker < rising.size(); ++worker) {
    if (rising[worker].size() > 1) several.push_back(worker);
  }
  for (std::size_t falling = 0; falling < std::size_t{1} << several.size(); ++falling) {
    Split split = rising;
    for (std::size_t bit = 0; bit < several.size(); ++bit) {
      if ((falling >> bit & 1) != 0) std::ranges::reverse(split[several[bit]]);
    }
    result.push_back(std::move(split));
  }
}

// All choices of a worker for each role; the first role's worker is 0, the next new one is 1, and
// so on, because which CPU a worker has is the placement's business.
void choose(std::vector<int>& choice, int roles, int used, int workers,
            std::vector<Split>& result) {
  if (static_cast<int>(choice.size()) == roles) return add_splits(choice, workers, result);
  for (int worker = 0; worker <= std::min(used, workers - 1); ++worker) {
    choice.push_back(worker);
    choose(choice, roles, std::max(used, worker + 1), workers, result);
    choice.pop_back();
  }
}

Split random_split(int roles, int workers, Random& random) {
  std::vector<int> order;
  for (int role = 0; role < roles; ++role) {
    order.insert(order.begin() + static_cast<long>(random.below(order.size() + 1)), role);
  }
  Split split(static_cast<std::size_t>(workers));
  for (std::size_t n = 0; n < order.size(); ++n) {
    const std::size_t worker = n < split.size() ? n : random.below(split.size());
    split[worker].emplace_back(order[n]);
  }
  return split;
}

Split one_role_a_worker(int roles) {
  Split split;
  for (int role = 0; role < roles; ++role) split.push_back({role});
  return split;
}

// Every split in every setting, the settings going slowest: the first few environments then already
// try all splits in the best setting.
std::vector<Environment> combine(const std::vector<Split>& all, std::vector<Environment> settings) {
  std::vector<Environment> result;
  for (Environment& setting : settings) {
    for (const Split& split : all) {
      setting.split = split;
      result.push_back(setting);
    }
  }
  return result;
}

std::vector<Environment> placeless_round(const Kernel& kernel, int cpus, std::uint64_t seed) {
  const auto roles = static_cast<int>(kernel.roles.size());
  if (waits(kernel)) return combine({one_role_a_worker(roles)}, waiting_roles());
  if (roles <= cpus) return combine({one_role_a_worker(roles)}, one_role_each());
  return combine(splits(roles, cpus, kMaxSplits, seed), shared_workers());
}

// Spare CPUs play more copies; in every fourth environment they hammer memory instead.
Environment placed_in(Environment setting, const Placement& placement, const Topology& topology,
                      std::size_t number) {
  const auto cpus = static_cast<int>(topology.cpus.size());
  const auto workers = static_cast<int>(setting.split.size());
  const auto sets = static_cast<int>(placement.sets.size());
  const bool hammer = number % 4 == 3;
  setting.placement = placement.name;
  setting.copies = hammer ? 1 : sets;
  setting.stress = hammer ? std::max(0, std::min(cpus - workers, 4)) : 0;
  return setting;
}

// Every setting in every placement of its workers.
std::vector<Environment> placed_everywhere(const std::vector<Environment>& settings,
                                           const Topology& topology) {
  std::vector<Environment> result;
  for (const Environment& setting : settings) {
    for (const Placement& placement :
         placements(topology, static_cast<int>(setting.split.size()))) {
      result.push_back(placed_in(setting, placement, topology, result.size()));
    }
  }
  return result;
}

// Any value of every knob that says nothing of CPUs.
Environment drawn_setting(Random& random) {
  Environment environment;
  for (const Knob& knob : knobs()) {
    if (knob.values.empty() || knob.name == "copies" || knob.name == "stress") continue;
    CHECK(knob.parse(environment, knob.values[random.below(knob.values.size())]));
  }
  return environment;
}

}  // namespace

std::vector<Split> splits(int roles, int workers, std::size_t limit, std::uint64_t seed) {
  constexpr int kMostListed = 6;  // beyond that there are thousands
  CHECK(workers > 0 && workers <= roles);
  std::vector<Split> result;
  if (roles <= kMostListed) {
    std::vector<int> choice;
    choose(choice, roles, 0, workers, result);
    if (result.size() <= limit) return result;
    result.clear();
  }
  Random random(seed);
  while (result.size() < limit) result.push_back(random_split(roles, workers, random));
  return result;
}

std::vector<Environment> default_round(const Kernel& kernel, const Topology& topology,
                                       std::uint64_t seed) {
  const auto cpus = static_cast<int>(topology.cpus.size());
  return placed_everywhere(placeless_round(kernel, cpus, seed), topology);
}

std::vector<Environment> search_round(const Kernel& kernel, const Topology& topology,
                                      std::span<const Hint> hints, std::size_t most) {
  constexpr std::uint64_t kSeed = 1;
  const auto cpus = static_cast<int>(topology.cpus.size());
  const auto roles = static_cast<int>(kernel.roles.size());
  CHECK(most > 0);
  if (waits(kernel)) return default_round(kernel, topology, kSeed);
  std::vector<Split> all;
  for (const Hint& hint : hints) all.push_back(hint.split);
  if (all.empty()) all = splits(roles, std::min(roles, cpus), kMaxSplits, kSeed);
  std::vector<Environment> settings = combine(all, roles <= cpus   ? one_role_each()
                                                   : hints.empty() ? shared_workers()
                                                                   : held_turns());
  std::vector<Environment> result = placed_everywhere(settings, topology);
  const std::vector<Placement> places = placements(topology, static_cast<int>(all[0].size()));
  Random random(kSeed);
  for (std::size_t n = 0; result.size() < most; ++n) {
    Environment drawn = drawn_setting(random);
    drawn.split = all[n % all.size()];
    result.push_back(placed_in(drawn, places[random.below(places.size())], topology, n));
  }
  result.resize(most);
  return result;
}

}  // namespace litmus
