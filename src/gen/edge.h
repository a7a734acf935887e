// Edges: the steps a cycle is made of, in the field's own words.
//
//     Rfe          a read in another thread reads from this write
//     PodWR        program order from a write to a read of a different location
//     FenceScsRR   the same with a seq_cst fence between, and to the same location
//     DpAddrdR     an address dependency from a read to a read of a different location
//
// README.md has the whole vocabulary. Tested by edge_test.cpp.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/order.h"

namespace litmus {

enum class Direction : unsigned char { R, W };

struct Edge {
  enum class Kind : unsigned char {
    Rf,
    Fr,
    Co,     // communication
    Po,     // program order and nothing more
    Fence,  // a fence between
    Addr,
    Data,
    Ctrl,  // a dependency
  };

  Kind kind = Kind::Po;
  bool external = false;       // communication: to another thread
  bool same_location = false;  // always so for communication
  Direction from = Direction::W;
  Direction to = Direction::R;
  Order fence = Order::Plain;  // Fence: which one

  // The stated order of edges: communication first, as the enumerators sort by it.
  auto operator<=>(const Edge&) const = default;

  bool communicates() const { return kind <= Kind::Co; }
  bool depends() const { return kind >= Kind::Addr; }
};

Edge communication(Edge::Kind kind, bool external);
Edge program_order(Direction from, Direction to, bool same_location = false);
Edge fenced(Order fence, Direction from, Direction to, bool same_location = false);
Edge dependency(Edge::Kind kind, Direction to, bool same_location = false);

std::string to_string(const Edge& edge);

// The edge a word names; nothing if no edge is called so. Other tools' words for the same edge are
// read too: Wse and Wsi, MFenced, Syncd, LwSyncd, DMB.SYd.
std::optional<Edge> edge_named(std::string_view word);

// Every edge, in the stated order.
const std::vector<Edge>& all_edges();

// The words of all edges, for "did you mean".
const std::vector<std::string>& edge_words();

}  // namespace litmus
