// The algebra of relations, a word per row.
#include "model/relation.h"

#include <algorithm>

namespace litmus {

void clear(int n, Relation& out) {
  for (int e = 0; e < n; ++e) out[e] = {};
}

void copy(const Relation& a, int n, Relation& out) {
  for (int e = 0; e < n; ++e) out[e] = a[e];
}

bool equal(const Relation& a, const Relation& b, int n) {
  std::uint64_t difference = 0;
  for (int e = 0; e < n; ++e) difference |= a[e].bits ^ b[e].bits;
  return difference == 0;
}

bool is_empty(const Relation& a, int n) {
  std::uint64_t any = 0;
  for (int e = 0; e < n; ++e) any |= a[e].bits;
  return any == 0;
}

bool is_irreflexive(const Relation& a, int n) {
  for (int e = 0; e < n; ++e) {
    if (a.contains(e, e)) return false;
  }
  return true;
}

// Peels off events without successors among those left; what can not be peeled holds a cycle.
// Events are numbered along program order, so that going down peels most of them in one sweep.
bool is_acyclic(const Relation& a, int n) {
  EventSet left = EventSet::all(n);
  while (!left.empty()) {
    EventSet before = left;
    for (int e = n - 1; e >= 0; --e) {
      if ((a[e] & left).empty()) left.erase(e);
    }
    if (left == before) return false;
  }
  return true;
}

void unite(const Relation& a, const Relation& b, int n, Relation& out) {
  for (int e = 0; e < n; ++e) out[e] = a[e] | b[e];
}

void intersect(const Relation& a, const Relation& b, int n, Relation& out) {
  for (int e = 0; e < n; ++e) out[e] = a[e] & b[e];
}

void subtract(const Relation& a, const Relation& b, int n, Relation& out) {
  for (int e = 0; e < n; ++e) out[e] = a[e] - b[e];
}

void complement(const Relation& a, int n, Relation& out) {
  for (int e = 0; e < n; ++e) out[e] = EventSet::all(n) - a[e];
}

void identity(EventSet on, int n, Relation& out) {
  for (int e = 0; e < n; ++e) out[e] = on & EventSet::of(e);
}

void product(EventSet from, EventSet to, int n, Relation& out) {
  for (int e = 0; e < n; ++e) out[e] = from.contains(e) ? to : EventSet{};
}

void restrict_domain(EventSet from, const Relation& a, int n, Relation& out) {
  for (int e = 0; e < n; ++e) out[e] = from.contains(e) ? a[e] : EventSet{};
}

void restrict_range(const Relation& a, EventSet to, int n, Relation& out) {
  for (int e = 0; e < n; ++e) out[e] = a[e] & to;
}

void sequence(const Relation& a, const Relation& b, int n, Relation& out) {
  for (int e = 0; e < n; ++e) {
    EventSet reached;
    for (int middle : a[e]) reached |= b[middle];
    out[e] = reached;
  }
}

void inverse(const Relation& a, int n, Relation& out) {
  clear(n, out);
  for (int e = 0; e < n; ++e) {
    for (int to : a[e]) out.insert(to, e);
  }
}

// Warshall: after step k every path whose inner events are all at most k is an edge.
void close_transitively(int n, Relation& inout) {
  for (int k = 0; k < n; ++k) {
    EventSet after = inout[k];
    if (after.empty()) continue;
    for (int e = 0; e < n; ++e) {
      if (inout[e].contains(k)) inout[e] |= after;
    }
  }
}

void add_identity(int n, Relation& inout) {
  for (int e = 0; e < n; ++e) inout[e].insert(e);
}

EventSet domain(const Relation& a, int n) {
  EventSet from;
  for (int e = 0; e < n; ++e) {
    if (!a[e].empty()) from.insert(e);
  }
  return from;
}

EventSet range(const Relation& a, int n) {
  EventSet to;
  for (int e = 0; e < n; ++e) to |= a[e];
  return to;
}

void from_reads(const Relation& rf, const Relation& co, int n, Relation& out) {
  clear(n, out);
  for (int write = 0; write < n; ++write) {
    for (int read : rf[write]) out[read] |= co[write] - EventSet::of(read);
  }
}

namespace {

// A shortest path from `start` back to itself, breadth first; empty if there is none.
std::vector<int> shortest_cycle_through(int start, const Relation& a) {
  std::vector<int> reached;  // in the order of discovery
  std::array<int, kMaxEvents> parent{};
  EventSet seen;
  for (int e : a[start]) {
    if (e == start) return {start};
    seen.insert(e);
    parent[static_cast<std::size_t>(e)] = start;
    reached.push_back(e);
  }
  for (std::size_t i = 0; i < reached.size(); ++i) {
    int from = reached[i];
    if (a.contains(from, start)) {
      std::vector<int> cycle;
      for (int e = from; e != start; e = parent[static_cast<std::size_t>(e)]) cycle.push_back(e);
      cycle.push_back(start);
      std::reverse(cycle.begin(), cycle.end());
      return cycle;
    }
    for (int e : a[from] - seen) {
      seen.insert(e);
      parent[static_cast<std::size_t>(e)] = from;
      reached.push_back(e);
    }
  }
  return {};
}

}  // namespace

std::vector<int> shortest_cycle(const Relation& a, int n) {
  std::vector<int> best;
  for (int e = 0; e < n; ++e) {
    std::vector<int> cycle = shortest_cycle_through(e, a);
    if (!cycle.empty() && (best.empty() || cycle.size() < best.size())) best = std::move(cycle);
  }
  return best;
}

}  // namespace litmus
