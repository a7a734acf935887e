// The items of a tag: orders of accesses and links between them, as words.
//
//     rlx-f.sc-u.acq        access rlx, link f.sc, access u.acq
//
// Tested by names_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gen/cycle.h"

namespace litmus {

// rlx acq rel ar sc, as names and selections write orders.
std::optional<Order> order_named(std::string_view word);

// One order of a tag: `acq`, `u.sc`, `w.rel`.
struct AccessItem {
  Access access;
  std::optional<Direction> direction;
};

std::optional<AccessItem> access_item(std::string_view word);
std::string access_word(const Access& access);

// What stands between two accesses, without its ends.
struct Link {
  Edge::Kind kind = Edge::Kind::Po;
  bool same_location = false;
  Order fence = Order::Plain;

  bool operator==(const Link&) const = default;
};

std::string_view link_word(const Link& link);
Link link_of(const Edge& edge);
Edge edge_of(const Link& link, Direction from, Direction to);

// What links two accesses where the tag says nothing: program order, which in the families of
// coherence stays at its location.
Link default_link(bool coherence);

// A tag's items, taken apart: n accesses, n - 1 links.
struct Items {
  std::vector<AccessItem> accesses;
  std::vector<Link> links;
};

// Reads a tag's items; the default link stands where two orders follow each other. Throws Error.
Items read_items(std::string_view tag, bool coherence);

}  // namespace litmus
