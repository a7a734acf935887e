// The condition gives each write its place in coherence order and each read its write; threads are
// then joined to a ring, and the ring must lay out to what the test does.
#include "gen/recognise.h"

#include <utility>

#include "gen/coherence.h"
#include "gen/layout.h"
#include "gen/trace.h"

namespace litmus {
namespace {

// An access with its values' ranks.
struct Ranked {
  TracedAccess access;
  std::optional<int> read;
  int written = 0;
};

std::optional<std::vector<Ranked>> ranked(const ThreadTrace& thread,
                                          const std::vector<Ranks>& ranks) {
  std::vector<Ranked> accesses;
  for (const TracedAccess& access : thread) {
    const Ranks& here = ranks[static_cast<std::size_t>(access.location)];
    Ranked made{access, std::nullopt, 0};
    if (access.value_read) {
      auto found = here.find(*access.value_read);
      if (found == here.end()) return std::nullopt;  // a value that nobody wrote
      made.read = found->second;
    }
    if (access.writes) made.written = here.at(access.value_written);
    accesses.push_back(std::move(made));
  }
  return accesses;
}

// The communication edge from `a` to `b`, if their ranks make one.
std::optional<Edge> communicating(const Ranked& a, const Ranked& b, bool external) {
  using Kind = Edge::Kind;
  if (a.access.location != b.access.location) return std::nullopt;
  if (a.access.writes && b.read == a.written) return communication(Kind::Rf, external);
  if (!b.access.writes) return std::nullopt;
  if (a.access.writes && b.written == a.written + 1) return communication(Kind::Co, external);
  if (!a.access.writes && b.written == *a.read + 1) return communication(Kind::Fr, external);
  return std::nullopt;
}

Direction direction(const Ranked& a) { return a.access.writes ? Direction::W : Direction::R; }

// The edge from `a` to `b`, its successor in one thread.
Edge linking(const Ranked& a, const Ranked& b) {
  bool same = a.access.location == b.access.location;
  switch (b.access.link) {
    case Edge::Kind::Po:
      break;
    case Edge::Kind::Fence:
      return fenced(b.access.fence, direction(a), direction(b), same);
    default:
      return dependency(b.access.link, direction(b), same);
  }
  if (auto edge = communicating(a, b, false)) return *edge;
  return program_order(direction(a), direction(b), same);
}

// Joins the threads to a ring, each by one edge from its last access to another's first.
class Ring {
 public:
  explicit Ring(std::vector<std::vector<Ranked>> threads) : threads_(std::move(threads)) {}

  std::optional<Cycle> close() {
    if (threads_.empty()) return std::nullopt;
    used_.assign(threads_.size(), false);
    used_[0] = true;
    path_ = {0};
    return extend();
  }

 private:
  std::optional<Cycle> extend() {
    if (path_.size() == threads_.size()) return closed();
    for (std::size_t next = 0; next < threads_.size(); ++next) {
      if (used_[next] || !joined(path_.back(), next)) continue;
      used_[next] = true;
      path_.push_back(next);
      if (auto cycle = extend()) return cycle;
      path_.pop_back();
      used_[next] = false;
    }
    return std::nullopt;
  }

  std::optional<Edge> joined(std::size_t from, std::size_t to) const {
    return communicating(threads_[from].back(), threads_[to].front(), threads_.size() > 1);
  }

  std::optional<Cycle> closed() const {
    Cycle cycle;
    std::vector<Ranked> accesses;
    for (std::size_t i = 0; i < path_.size(); ++i) {
      const std::vector<Ranked>& thread = threads_[path_[i]];
      auto leaves = joined(path_[i], path_[(i + 1) % path_.size()]);
      if (!leaves) return std::nullopt;
      for (std::size_t k = 0; k < thread.size(); ++k) {
        Edge edge = k + 1 < thread.size() ? linking(thread[k], thread[k + 1]) : *leaves;
        cycle.steps.push_back({{thread[k].access.order, thread[k].access.update}, edge});
        accesses.push_back(thread[k]);
      }
    }
    if (fault(cycle)) return std::nullopt;
    cycle = canonical(cycle);
    if (!lays_out_to(cycle, accesses)) return std::nullopt;
    return cycle;
  }

  // True if the cycle's own test does what these accesses do, from some start on.
  static bool lays_out_to(const Cycle& cycle, const std::vector<Ranked>& accesses) {
    CycleLayout layout = lay_out(cycle);
    std::size_t n = accesses.size();
    for (std::size_t start = 0; start < n; ++start) {
      std::size_t i = 0;
      while (i < n &&
             is_as_laid_out(cycle.steps[i], layout.accesses[i], accesses[(start + i) % n])) {
        ++i;
      }
      if (i == n) return true;
    }
    return false;
  }

  static bool is_as_laid_out(const Step& step, const PlacedAccess& placed, const Ranked& ranked) {
    if (step.access != Access{ranked.access.order, ranked.access.update}) return false;
    if (placed.reads != ranked.access.reads || placed.writes != ranked.access.writes) return false;
    if (ranked.read && *ranked.read != placed.value_read) return false;
    if (placed.observed && !ranked.read) return false;
    return !placed.writes || ranked.written == placed.value_written;
  }

  std::vector<std::vector<Ranked>> threads_;
  std::vector<bool> used_;
  std::vector<std::size_t> path_;
};

}  // namespace

std::optional<Cycle> recognise(const Test& test) {
  auto asked = values_asked_for(test);
  if (!asked || test.filter.kind != Proposition::Kind::True) return std::nullopt;
  auto traces = trace(test, *asked);
  if (!traces) return std::nullopt;
  auto ranks = coherence_ranks(test, *asked, *traces);
  if (!ranks) return std::nullopt;
  std::vector<std::vector<Ranked>> threads;
  for (const ThreadTrace& thread : *traces) {
    bool many_writes = (*ranks)[static_cast<std::size_t>(thread[0].location)].size() > 3;
    if (is_observer(thread) && many_writes) continue;
    auto accesses = ranked(thread, *ranks);
    if (!accesses) return std::nullopt;
    threads.push_back(std::move(*accesses));
  }
  return Ring(std::move(threads)).close();
}

}  // namespace litmus
