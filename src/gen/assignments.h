// All assignments of memory orders to a test, each with its verdict; and what is too strong in one.
//
// Tested by assignments_test.cpp.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "gen/slots.h"
#include "lang/judgement.h"

namespace litmus {

// Calls `visit` with every assignment of `orders` to the slots of `base` (where C++ allows them; a
// fence may also be none), the weakest first, until it returns false. Returns whether all came. For
// optional fences, `base` is with_candidate_fences(test).
bool for_each_assignment(const Test& base, std::span<const Order> orders,
                         const std::function<bool(const std::vector<Order>&)>& visit);

// The verdicts of all assignments.
struct AssignmentGroups {
  std::vector<Slot> slots;
  std::vector<std::vector<Order>> never, sometimes, always;
  std::vector<std::vector<Order>> race;  // undefined
  bool complete = false;                 // not cut short by `expired`
};

AssignmentGroups group_assignments(const Test& base, std::span<const Order> orders,
                                   const Judge& judge,
                                   const std::function<bool()>& expired = nullptr);

// A test is minimal if its condition is forbidden, and weakening any one order by one step, or
// leaving out any one fence, allows it. (Lustig, Wright, Papakonstantinou and Giroux synthesize
// suites by this criterion; weakening an order is the one of their relaxations that C++ has.)
bool is_minimal(const Test& test, const Judge& judge);

// What in a test is stronger than its condition needs.
struct Excess {
  Slot slot;
  std::vector<Order> enough;  // the weakest orders that do in its place, the rest as it is
};

struct Audit {
  bool forbidden = false;  // otherwise there is nothing to be too strong for
  std::vector<Race> races;
  std::vector<Slot> slots;
  std::vector<Excess> excess;  // each alone
  std::vector<Order> lowered;  // weakened together as far as it goes, one order for each slot
  bool complete = false;       // not cut short by `expired`
};

Audit audit(const Test& test, const Judge& judge, const std::function<bool()>& expired = nullptr);

}  // namespace litmus
