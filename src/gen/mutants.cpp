// Weakens one slot at a time and asks the judge.
#include "gen/mutants.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "gen/weakest.h"

namespace litmus {
namespace {

// The strongest order below a slot's own under which the judge does not forbid.
std::optional<Mutant> mutant_at(std::size_t at, const std::vector<Slot>& slots, const Test& test,
                                const Judge& judge) {
  std::vector<Order> orders;
  for (const Slot& slot : slots) orders.push_back(slot.order);
  const Slot& slot = slots[at];
  const std::span<const Order> weak_to_strong = orders_for(slot.kind);
  for (auto it = weak_to_strong.rbegin(); it != weak_to_strong.rend(); ++it) {
    const Order order = *it;
    if (order == slot.order || !at_least(slot.order, order)) continue;
    orders[at] = order;
    Test weaker = with_orders(test, orders);
    if (!forbids(judge(weaker), weaker))
      return Mutant{.test = std::move(weaker), .slot = slot, .order = order};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Mutant> mutants(const Test& test, const Judge& judge) {
  std::vector<Mutant> result;
  if (!forbids(judge(test), test)) return result;
  const std::vector<Slot> slots = slots_of(test);
  for (std::size_t at = 0; at < slots.size(); ++at) {
    std::optional<Mutant> mutant = mutant_at(at, slots, test, judge);
    if (!mutant) continue;
    mutant->test.name = fmt::format("{}~{}", test.name, result.size() + 1);
    result.push_back(std::move(*mutant));
  }
  return result;
}

std::string what_changed(const Mutant& mutant, const Test& original) {
  const std::string slot = to_string(mutant.slot, original);
  if (mutant.order == Order::Plain) return slot + " left out";
  return fmt::format("{} {}", slot, to_string(mutant.order));
}

}  // namespace litmus
