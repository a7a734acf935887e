// All critical cycles over a vocabulary, each once.
//
// A cycle is critical if no part of it could be left out: a thread has at most one edge of program
// order (or fence, or dependency), and threads are joined by Rfe, Fre, Coe, or by Fre Rfe or Coe
// Rfe through one write of a third thread. An update may also pass a value on: Rfe U Rfe. That is
// the field's definition (Shasha and Snir's, over reads-from, from-reads and coherence). Where the
// vocabulary has internal communication, it may stand at either end of a thread; where it has
// program order that stays at one location, so do the cycles of coherence (CoRR and its kin).
//
//     Selection s{.max_size = 4, .edges = {Rfe, Fre, Coe, PodWW, PodRR}};
//     enumerate(s, [&](const Cycle& cycle) { ...; return true; });
//
// Order: by size, then as words over the steps in their stated order (edges as in edge.h; of each,
// orders as in lang/order.h, updates last), where a cycle's word is its smallest rotation. Nothing
// is kept between cycles: memory does not grow with their number.
//
// Tested by enumerate_test.cpp against a twin that tries every ring of edges.
#pragma once

#include <functional>
#include <vector>

#include "gen/cycle.h"

namespace litmus {

struct Selection {
  int min_size = 2;  // edges
  int max_size = 4;
  int max_threads = 16;
  std::vector<Edge> edges;
  std::vector<Order> orders = {Order::Relaxed};  // of accesses, each where C++ allows it
  bool updates = false;                          // accesses may be updates
};

// Rfe Fre Coe and the four Pod edges.
std::vector<Edge> basic_edges();
// The fences between accesses of different locations, in all directions.
std::vector<Edge> fence_edges(Order fence);
// DpAddrdR, DpAddrdW, DpDatadW, DpCtrldW; a branch does not order a load on any machine.
std::vector<Edge> dependency_edges();
// The four Pos edges: with them, the cycles of coherence.
std::vector<Edge> coherence_edges();
// Rfi, Fri, Coi.
std::vector<Edge> internal_edges();

// Calls `visit` with every critical cycle, in canonical form, until it returns false. Returns
// whether all were visited.
bool enumerate(const Selection& selection, const std::function<bool(const Cycle&)>& visit);

bool is_critical(const Cycle& cycle);

}  // namespace litmus
