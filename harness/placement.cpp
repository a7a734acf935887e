// Sets of CPUs are chosen greedily: each next CPU is the one most like the class's pattern.
#include "harness/placement.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "harness/error.h"

namespace litmus {
namespace {

constexpr std::array kNearnesses = {Nearness::Smt, Nearness::Cluster, Nearness::Package,
                                   Nearness::Machine};

std::string_view name_of(Nearness nearness) {
  switch (nearness) {
    case Nearness::Smt:
      return "smt";
    case Nearness::Cluster:
      return "cluster";
    case Nearness::Package:
      return "package";
    case Nearness::Machine:
      return "cross-package";
  }
  return "";
}

// Which kinds of core take part: all of one kind, or neighbours that differ.
struct Mix {
  std::string name;  // empty on machines whose cores are equal
  std::optional<int> kind;
};

std::vector<Mix> mixes(const Topology& topology) {
  if (!has_unequal_cores(topology)) return {{.name = "", .kind = topology.cpus[0].kind}};
  const auto [little, big] = std::ranges::minmax(topology.cpus, {}, &Cpu::kind);
  std::vector<Mix> result;
  for (int kind = little.kind; kind <= big.kind; ++kind) {
    const std::string name = kind == little.kind ? ":little"
                             : kind == big.kind  ? ":big"
                                                 : ":middle";
    result.push_back({name, kind});
  }
  result.push_back({":mixed", std::nullopt});
  return result;
}

bool fits(const Mix& mix, const Cpu& candidate, std::span<const Cpu> chosen) {
  if (mix.kind) return candidate.kind == *mix.kind;
  return chosen.empty() || candidate.kind != chosen.back().kind;
}

// The next CPU of a set: the one that stands in the wanted nearness to most of those chosen. The
// second must stand in it to the first, which is what gives the set its class.
std::optional<Cpu> next_cpu(std::span<const Cpu> free, std::span<const Cpu> chosen, Nearness wanted,
                            const Mix& mix) {
  std::optional<Cpu> best;
  long best_score = -1;
  for (const Cpu& candidate : free) {
    if (!fits(mix, candidate, chosen)) continue;
    const long score = std::ranges::count_if(
        chosen, [&](const Cpu& other) { return nearness(candidate, other) == wanted; });
    if (chosen.size() == 1 && score == 0) continue;
    if (score > best_score) {
      best = candidate;
      best_score = score;
    }
  }
  return best;
}

// A set that starts at `first`, taken out of `free`; nothing if there is none.
std::vector<int> take_set(std::vector<Cpu>& free, const Cpu& first, int workers, Nearness wanted,
                          const Mix& mix) {
  std::vector<Cpu> left = free;
  std::vector<Cpu> chosen = {first};
  std::erase(left, first);
  while (static_cast<int>(chosen.size()) < workers) {
    const std::optional<Cpu> next = next_cpu(left, chosen, wanted, mix);
    if (!next) return {};
    chosen.push_back(*next);
    std::erase(left, *next);
  }
  free = std::move(left);
  std::vector<int> numbers;
  for (const Cpu& cpu : chosen) numbers.push_back(cpu.number);
  return numbers;
}

Placement placement_of(const Topology& topology, int workers, Nearness wanted, const Mix& mix) {
  Placement placement{.name = std::string(name_of(wanted)) + mix.name};
  std::vector<Cpu> free = topology.cpus;
  for (const Cpu& first : topology.cpus) {
    if (std::ranges::find(free, first) == free.end() || !fits(mix, first, {})) continue;
    std::vector<int> set = take_set(free, first, workers, wanted, mix);
    if (!set.empty()) placement.sets.push_back(std::move(set));
  }
  return placement;
}

Placement alone(const Topology& topology) {
  Placement placement{.name = "alone"};
  for (const Cpu& cpu : topology.cpus) placement.sets.push_back({cpu.number});
  return placement;
}

Placement crowded(const Topology& topology, int workers) {
  std::vector<int> set;
  for (std::size_t worker = 0; worker < static_cast<std::size_t>(workers); ++worker) {
    set.push_back(topology.cpus[worker % topology.cpus.size()].number);
  }
  return {.name = "crowded", .sets = {set}};
}

}  // namespace

Nearness nearness(const Cpu& a, const Cpu& b) {
  if (a.core == b.core) return Nearness::Smt;
  if (a.cluster >= 0 && a.cluster == b.cluster) return Nearness::Cluster;
  return a.package == b.package ? Nearness::Package : Nearness::Machine;
}

std::vector<Placement> placements(const Topology& topology, int workers) {
  CHECK(workers > 0 && !topology.cpus.empty());
  if (workers == 1) return {alone(topology)};
  if (workers > static_cast<int>(topology.cpus.size())) return {crowded(topology, workers)};
  std::vector<Placement> result;
  for (Nearness wanted : kNearnesses) {
    for (const Mix& mix : mixes(topology)) {
      Placement placement = placement_of(topology, workers, wanted, mix);
      if (!placement.sets.empty()) result.push_back(std::move(placement));
    }
  }
  return result;
}

}  // namespace litmus
