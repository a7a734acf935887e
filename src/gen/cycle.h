// Cycles: rings of accesses joined by edges. A cycle says how an outcome contradicts program order.
//
//     PodWW Rel Rfe Acq PodRR Fre        is the ring of message passing:
//
//     W x --PodWW--> W y (release) --Rfe--> R y (acquire) --PodRR--> R x --Fre--> W x
//
// External communication leads to another thread; a `d` edge leads to another location. Everything
// else of a test follows from that (layout.h).
//
// Tested by cycle_test.cpp.
#pragma once

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gen/edge.h"

namespace litmus {

// What a cycle says of one access besides its edges.
struct Access {
  Order order = Order::Relaxed;
  bool update = false;  // a read and a write in one step

  auto operator<=>(const Access&) const = default;
};

// An access and the edge that leaves it.
struct Step {
  Access access;
  Edge edge;

  auto operator<=>(const Step&) const = default;
};

struct Cycle {
  std::vector<Step> steps;  // the last edge leads to the first access

  std::size_t size() const { return steps.size(); }
  const Edge& edge_into(std::size_t i) const { return steps[i == 0 ? size() - 1 : i - 1].edge; }
  const Edge& edge_from(std::size_t i) const { return steps[i].edge; }

  auto operator<=>(const Cycle&) const = default;
};

constexpr std::size_t kMaxCycle = 32;  // edges

// Why a ring of edges is no cycle: the step at whose access it shows, the reason and a hint.
struct Fault {
  std::size_t step = 0;
  std::string message;
  std::string hint;

  bool operator==(const Fault&) const = default;
};
std::optional<Fault> fault(const Cycle& cycle);

// Edges and orders as text, and back. `parse_cycle` throws Error with the place of the first fault;
// what it returns is well-formed and canonical.
Cycle parse_cycle(std::string_view text);
std::string to_string(const Cycle& cycle);

// The one way to write a well-formed cycle: two rings that differ by where one starts, and so by
// the names of threads and locations, have the same canonical form. It starts where a thread
// starts, threads in the order W < WW < RR < RW < WR < R < U of their shapes. An update follows the
// write it reads from, with nothing between: so it is entered by reads-from and not by coherence,
// left by coherence and not by from-reads, which would say the same. It meets program order in the
// direction of its other edge.
Cycle canonical(Cycle cycle);

// The steps of each thread of a canonical cycle.
std::vector<std::span<const Step>> threads(const Cycle& cycle);

// A thread's first and last access, in the canonical order of threads. U is one update, met as a
// read and left as a write.
enum class Shape : unsigned char { W, WW, RR, RW, WR, R, U };

std::string_view to_string(Shape shape);
std::vector<Shape> shapes(const Cycle& canonical_cycle);

}  // namespace litmus
