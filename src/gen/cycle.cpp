// Well-formed cycles, their canonical form, their threads.
#include "gen/cycle.h"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "harness/error.h"
#include "lang/test.h"

namespace litmus {
namespace {

std::string_view noun(Direction direction) {
  return direction == Direction::R ? "a read" : "a write";
}

bool valid(const Access& access, Direction direction) {
  if (access.update) return valid_for_update(access.order);
  return direction == Direction::R ? valid_for_load(access.order) : valid_for_store(access.order);
}

// The two edges around one access must agree on what it is.
std::optional<Fault> fault_at(const Cycle& cycle, std::size_t i) {
  const Edge& into = cycle.edge_into(i);
  const Edge& from = cycle.edge_from(i);
  const Access& access = cycle.steps[i].access;
  if (into.to != from.from && !access.update) {
    return Fault{i,
                 fmt::format("{} ends in {}, but {} starts with {}", to_string(into), noun(into.to),
                             to_string(from), noun(from.from)),
                 "edges meet in one access; only an update (U.Rlx) is both a read and a write"};
  }
  if (!valid(access, from.from)) {
    return Fault{
        i,
        fmt::format("{} between {} and {} can not be {}", noun(from.from), to_string(into),
                    to_string(from), to_string(access.order)),
        from.from == Direction::R ? "a load takes Rlx, Acq or Sc" : "a store takes Rlx, Rel or Sc"};
  }
  return std::nullopt;
}

template <typename Predicate>
std::size_t count(const Cycle& cycle, Predicate predicate) {
  return static_cast<std::size_t>(
      std::count_if(cycle.steps.begin(), cycle.steps.end(),
                    [&](const Step& step) { return predicate(step.edge); }));
}

// The first step whose edge is such; there must be one.
template <typename Predicate>
std::size_t find(const Cycle& cycle, Predicate predicate) {
  return static_cast<std::size_t>(
      std::find_if(cycle.steps.begin(), cycle.steps.end(),
                   [&](const Step& step) { return predicate(step.edge); }) -
      cycle.steps.begin());
}

bool is_external(const Edge& edge) { return edge.external; }
bool is_communication(const Edge& edge) { return edge.communicates(); }
bool changes_location(const Edge& edge) { return !edge.same_location; }

// What the ring as a whole must have: a way back to its first thread and location.
std::optional<Fault> fault_of_ring(const Cycle& cycle) {
  std::size_t communications = count(cycle, is_communication);
  if (communications == cycle.size()) {
    return Fault{0, "nothing but communication",
                 "a cycle needs program order too: PodWR, PosRR, FenceScdWW, DpAddrdR"};
  }
  if (communications == 0) {
    return Fault{0, "no communication: nothing leads back", "join threads by Rfe, Fre or Coe"};
  }
  std::size_t externals = count(cycle, is_external);
  if (externals == 1) {
    std::size_t at = find(cycle, is_external);
    return Fault{at,
                 fmt::format("{} leads to another thread, and nothing leads back",
                             to_string(cycle.edge_from(at))),
                 "a cycle has no external edge or at least two"};
  }
  if (externals > static_cast<std::size_t>(kMaxThreads)) {
    return Fault{0, fmt::format("{} threads; at most {}", externals, kMaxThreads), ""};
  }
  if (count(cycle, changes_location) == 1) {
    std::size_t at = find(cycle, changes_location);
    return Fault{at,
                 fmt::format("{} leads to another location, and nothing leads back",
                             to_string(cycle.edge_from(at))),
                 "a cycle has no d edge or at least two; s edges stay at their location"};
  }
  return std::nullopt;
}

// Settles what an update leaves open: see `canonical`.
void normalise_updates(Cycle& cycle) {
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    if (!cycle.steps[i].access.update) continue;
    Edge& into = cycle.steps[i == 0 ? cycle.size() - 1 : i - 1].edge;
    Edge& from = cycle.steps[i].edge;
    if (from.kind == Edge::Kind::Fr) from = communication(Edge::Kind::Co, from.external);
    if (into.kind == Edge::Kind::Co) into = communication(Edge::Kind::Rf, into.external);
    if (from.depends()) continue;
    if (!from.communicates()) {
      from.from = into.communicates() ? into.to : Direction::W;
    }
    if (!into.communicates() && into.kind != Edge::Kind::Data) into.to = from.from;
  }
}

// A cycle may start after an external edge; in a cycle of one thread, after a communication edge,
// which then leads back against program order.
std::vector<std::size_t> starts(const Cycle& cycle) {
  bool several = count(cycle, is_external) > 0;
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    const Edge& into = cycle.edge_into(i);
    if (several ? into.external : into.communicates()) found.push_back(i);
  }
  return found;
}

Shape shape_of(Direction first, Direction last, std::size_t accesses) {
  if (first == Direction::R) {
    if (last == Direction::R) return accesses == 1 ? Shape::R : Shape::RR;
    return accesses == 1 ? Shape::U : Shape::RW;
  }
  if (last == Direction::W) return accesses == 1 ? Shape::W : Shape::WW;
  return Shape::WR;
}

}  // namespace

std::optional<Fault> fault(const Cycle& cycle) {
  if (cycle.steps.empty()) return Fault{0, "no edges", "a cycle looks like PodWR Fre PodWR Fre"};
  if (cycle.size() > kMaxCycle) {
    return Fault{kMaxCycle, fmt::format("{} edges; at most {}", cycle.size(), kMaxCycle), ""};
  }
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    if (auto found = fault_at(cycle, i)) return found;
  }
  return fault_of_ring(cycle);
}

Cycle canonical(Cycle cycle) {
  normalise_updates(cycle);
  Cycle best;
  std::vector<Shape> best_shapes;
  for (std::size_t start : starts(cycle)) {
    Cycle turned = cycle;
    std::rotate(turned.steps.begin(), turned.steps.begin() + static_cast<std::ptrdiff_t>(start),
                turned.steps.end());
    std::vector<Shape> turned_shapes = shapes(turned);
    if (best.steps.empty() ||
        std::tie(turned_shapes, turned.steps) < std::tie(best_shapes, best.steps)) {
      best = std::move(turned);
      best_shapes = std::move(turned_shapes);
    }
  }
  CHECK(!best.steps.empty());
  return best;
}

std::vector<std::span<const Step>> threads(const Cycle& cycle) {
  std::vector<std::span<const Step>> found;
  std::span<const Step> steps = cycle.steps;
  for (std::size_t start = 0, i = 0; i < steps.size(); ++i) {
    if (!steps[i].edge.external && i + 1 < steps.size()) continue;
    found.push_back(steps.subspan(start, i + 1 - start));
    start = i + 1;
  }
  return found;
}

std::vector<Shape> shapes(const Cycle& canonical_cycle) {
  std::vector<Shape> found;
  Direction entered = canonical_cycle.edge_into(0).to;
  for (std::span<const Step> thread : threads(canonical_cycle)) {
    const Edge& leaves = thread.back().edge;
    found.push_back(shape_of(entered, leaves.from, thread.size()));
    entered = leaves.to;
  }
  return found;
}

std::string_view to_string(Shape shape) {
  constexpr std::string_view kNames[] = {"W", "WW", "RR", "RW", "WR", "R", "U"};
  return kNames[static_cast<std::size_t>(shape)];
}

}  // namespace litmus
