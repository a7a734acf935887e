// Walks assignments as an odometer; weakens tests one slot at a time.
#include "gen/assignments.h"

#include <algorithm>
#include <utility>

#include "gen/weakest.h"

namespace litmus {
namespace {

// The orders among `wanted` that a slot takes, weaker ones first.
std::vector<Order> choices(const Slot& slot, std::span<const Order> wanted) {
  std::vector<Order> taken;
  for (Order order : orders_for(slot.kind)) {
    bool none = order == Order::Plain;
    if (none || std::find(wanted.begin(), wanted.end(), order) != wanted.end())
      taken.push_back(order);
  }
  if (taken.empty()) taken.push_back(slot.order);
  return taken;
}

std::vector<Order> orders_of(std::span<const Slot> slots) {
  std::vector<Order> orders;
  for (const Slot& slot : slots) orders.push_back(slot.order);
  return orders;
}

bool is_over(const std::function<bool()>& expired) { return expired && expired(); }

// Asks one judge about one test under different orders.
class Asker {
 public:
  Asker(const Test& test, const Judge& judge) : test_(test), judge_(judge) {}

  // False where the judge was cut short: then it is not known.
  bool forbidden(std::span<const Order> orders) {
    Test changed = with_orders(test_, orders);
    Judgement judgement = judge_(changed);
    decided_ = decided_ && judgement.decided();
    return judgement.decided() && forbids(judgement, changed);
  }

  // True if no question was left open.
  bool decided() const { return decided_; }

 private:
  const Test& test_;
  const Judge& judge_;
  bool decided_ = true;
};

// The weakest orders of slot `i` that still forbid, with the others as in `orders`.
std::vector<Order> weakest_at(std::size_t i, Slot::Kind kind, std::vector<Order> orders,
                              Asker& asker) {
  std::vector<Order> enough;
  const Order current = orders[i];
  for (Order order : orders_for(kind)) {
    bool weaker = order != current && at_least(current, order);
    bool covered =
        std::any_of(enough.begin(), enough.end(), [&](Order e) { return at_least(order, e); });
    if (!weaker || covered) continue;
    orders[i] = order;
    if (asker.forbidden(orders)) enough.push_back(order);
  }
  return enough;
}

}  // namespace

bool for_each_assignment(const Test& base, std::span<const Order> orders,
                         const std::function<bool(const std::vector<Order>&)>& visit) {
  std::vector<std::vector<Order>> choice;
  for (const Slot& slot : slots_of(base)) choice.push_back(choices(slot, orders));
  std::vector<std::size_t> at(choice.size());
  std::vector<Order> assigned;
  for (const std::vector<Order>& taken : choice) assigned.push_back(taken[0]);
  for (;;) {
    if (!visit(assigned)) return false;
    std::size_t i = choice.size();
    while (i > 0 && ++at[i - 1] == choice[i - 1].size()) {
      at[i - 1] = 0;
      assigned[i - 1] = choice[i - 1][0];
      --i;
    }
    if (i == 0) return true;
    assigned[i - 1] = choice[i - 1][at[i - 1]];
  }
}

AssignmentGroups group_assignments(const Test& base, std::span<const Order> orders,
                                   const Judge& judge, const std::function<bool()>& expired) {
  AssignmentGroups groups;
  groups.slots = slots_of(base);
  groups.complete = for_each_assignment(base, orders, [&](const std::vector<Order>& assigned) {
    if (is_over(expired)) return false;
    Judgement judgement = judge(with_orders(base, assigned));
    if (!judgement.decided()) return false;
    if (!judgement.races.empty())
      groups.race.push_back(assigned);
    else if (judgement.holds == Frequency::Never)
      groups.never.push_back(assigned);
    else if (judgement.holds == Frequency::Always)
      groups.always.push_back(assigned);
    else
      groups.sometimes.push_back(assigned);
    return true;
  });
  return groups;
}

bool is_minimal(const Test& test, const Judge& judge) {
  std::vector<Slot> slots = slots_of(test);
  std::vector<Order> orders = orders_of(slots);
  Asker asker(test, judge);
  if (!asker.forbidden(orders)) return false;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    for (Order weaker : next_weaker(slots[i].kind, slots[i].order)) {
      orders[i] = weaker;
      if (asker.forbidden(orders)) return false;
    }
    orders[i] = slots[i].order;
  }
  return true;
}

Audit audit(const Test& test, const Judge& judge, const std::function<bool()>& expired) {
  Audit found;
  found.slots = slots_of(test);
  found.lowered = orders_of(found.slots);
  const std::vector<Order> given = found.lowered;
  Judgement judgement = judge(test);
  found.races = judgement.races;
  found.complete = judgement.decided();
  found.forbidden = found.complete && forbids(judgement, test);
  Asker asker(test, judge);
  for (std::size_t i = 0; found.forbidden && i < given.size(); ++i) {
    if (is_over(expired) || !found.complete) {
      found.complete = false;
      return found;
    }
    const Slot& slot = found.slots[i];
    std::vector<Order> enough = weakest_at(i, slot.kind, given, asker);
    if (!enough.empty()) {
      found.excess.push_back({slot, std::move(enough)});
      std::vector<Order> together = weakest_at(i, slot.kind, found.lowered, asker);
      if (!together.empty()) found.lowered[i] = together[0];
    }
    found.complete = asker.decided();
  }
  return found;
}

}  // namespace litmus
