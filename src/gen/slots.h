// The memory orders of a test, as places that can be changed.
//
//     std::vector<Slot> slots = slots_of(test);           MP: store x, store y, load y, load x
//     Test stronger = with_orders(test, orders);          one order for each slot
//
// Slots are numbered in the order in which the text gives them. They are found in the tree, so
// tests with loops, branches and compare-exchange have them too; plain accesses and locks have
// none.
//
// A fence may be left out: its order is then Plain. `with_candidate_fences` puts such fences
// between all neighbouring statements, for a search to fill in.
//
// Tested by slots_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/test.h"

namespace litmus {

struct Slot {
  enum class Kind : unsigned char {
    Load,
    Store,
    Update,
    Success,  // of a compare-exchange
    Failure,
    Fence,
  };

  Kind kind = Kind::Load;
  int thread = 0;
  int number = 1;      // in its thread, from 1
  int location = -1;   // of accesses, where the tree names one
  bool added = false;  // a candidate fence
  Order order = Order::Plain;
  Position at;
};

std::vector<Slot> slots_of(const Test& test);

// The test with these orders, one for each slot of `test`; fences of order Plain are left out. What
// was said of the old orders (hash, cycle, expected verdicts, source) is gone.
Test with_orders(const Test& test, std::span<const Order> orders);

// The test with a fence of order Plain between one access and the next on every path (also between
// a condition and what it guards, and between the rounds of a loop), unless a fence stands there.
Test with_candidate_fences(const Test& test);

// The orders C++ allows in a slot, weaker ones first. A fence may be Plain, which is none.
std::span<const Order> orders_for(Slot::Kind kind);

// Of those, the strongest that are weaker than `order`.
std::vector<Order> next_weaker(Slot::Kind kind, Order order);

// "P0: store x", "P1: load y", "P1: fence 3", "P0: compare-exchange lock, on failure".
std::string to_string(const Slot& slot, const Test& test);

// Which slots a word names: P0 (a thread), x (a location), P0:x, P0:2 (its second slot), or those
// that to_string calls so. Throws Error when it names none.
std::vector<bool> slots_named(std::string_view word, std::span<const Slot> slots, const Test& test);

// What a word of --keep says: slots, and the order that they have if it is not the test's, as in
// "P0: store y release". Throws Error when it names none, or an order that one can not have.
struct Kept {
  std::vector<bool> slots;
  std::optional<Order> order;
};
Kept kept_by(std::string_view word, std::span<const Slot> slots, const Test& test);

}  // namespace litmus
