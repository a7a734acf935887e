// From edges to threads, locations and values.
#include "gen/layout.h"

#include <algorithm>

namespace litmus {
namespace {

// A load is always observed. An update's old value is where an edge speaks of it: the write it
// reads from, or a dependency that starts at it.
bool is_observed(const Cycle& cycle, std::size_t i) {
  if (!cycle.steps[i].access.update) return cycle.edge_from(i).from == Direction::R;
  return cycle.edge_into(i).kind == Edge::Kind::Rf || cycle.edge_from(i).depends();
}

// Where the numbering of writes starts: after a change of location, or else after the last edge of
// program order.
std::size_t first_in_location_order(const Cycle& cycle) {
  std::size_t start = 0;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    if (!cycle.edge_into(i).same_location) return i;
    if (!cycle.edge_from(i).communicates()) start = (i + 1) % cycle.size();
  }
  return start;
}

}  // namespace

CycleLayout lay_out(const Cycle& cycle) {
  CycleLayout layout;
  layout.accesses.resize(cycle.size());
  int location = 0;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    PlacedAccess& placed = layout.accesses[i];
    const Step& step = cycle.steps[i];
    placed.thread = layout.threads;
    placed.location = location;
    placed.reads = step.access.update || step.edge.from == Direction::R;
    placed.writes = step.access.update || step.edge.from == Direction::W;
    placed.observed = is_observed(cycle, i);
    if (step.edge.external) ++layout.threads;
    if (!step.edge.same_location) ++location;
  }
  layout.threads = std::max(layout.threads, 1);
  // The last change of location leads back to the first.
  int locations = std::max(location, 1);
  for (PlacedAccess& placed : layout.accesses) placed.location %= locations;

  layout.writes.resize(static_cast<std::size_t>(locations));
  std::size_t start = first_in_location_order(cycle);
  for (std::size_t k = 0; k < cycle.size(); ++k) {
    PlacedAccess& placed = layout.accesses[(start + k) % cycle.size()];
    int& last = layout.writes[static_cast<std::size_t>(placed.location)];
    placed.value_read = last;
    if (placed.writes) placed.value_written = ++last;
  }
  return layout;
}

bool CycleLayout::needs_observer(int location) const {
  // An observed update is glued to the write before it. What is glued to the initial value is
  // first, what is glued to the final value is last; of the rest, more than one can be swapped.
  int pieces = writes[static_cast<std::size_t>(location)] + 1;
  for (const PlacedAccess& placed : accesses) {
    if (placed.location == location && placed.writes && placed.observed) --pieces;
  }
  return pieces > 3;
}

}  // namespace litmus
