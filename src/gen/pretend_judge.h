// Judges for the tests of the search, made of rules instead of a model: a test is forbidden where
// one of the rules is met, and a rule asks for orders of accesses, or of the fence before one.
//
//     Rules message_passing = {{{.access = 1, .order = Order::Release},
//                               {.access = 3, .order = Order::Acquire, .fence_before = true}}};
#pragma once

#include <utility>
#include <vector>

#include "gen/slots.h"
#include "lang/judgement.h"

namespace litmus {

struct Demand {
  std::size_t access = 0;  // by its place among the test's accesses; fences do not count
  Order order = Order::Relaxed;
  bool fence_before = false;
};

using Rule = std::vector<Demand>;
using Rules = std::vector<Rule>;

inline bool meets(const Test& test, const Rule& rule) {
  std::vector<Order> accesses, fences;
  Order fence = Order::Plain;
  for (const Slot& slot : slots_of(test)) {
    if (slot.kind == Slot::Kind::Fence) {
      fence = slot.order;
      continue;
    }
    accesses.push_back(slot.order);
    fences.push_back(std::exchange(fence, Order::Plain));
  }
  for (const Demand& demand : rule) {
    const std::vector<Order>& given = demand.fence_before ? fences : accesses;
    if (!at_least(given[demand.access], demand.order)) return false;
  }
  return true;
}

// `asked` counts how often it is asked.
inline Judge judge_by(Rules rules, int* asked = nullptr) {
  return [rules = std::move(rules), asked](const Test& test) {
    if (asked != nullptr) ++*asked;
    Judgement judgement;
    judgement.holds = Frequency::Sometimes;
    for (const Rule& rule : rules) {
      if (meets(test, rule)) judgement.holds = Frequency::Never;
    }
    return judgement;
  };
}

}  // namespace litmus
