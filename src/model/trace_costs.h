// How many steps it takes, at least, to explain why two events are related: for every pair of every
// relation that a node is made of, from the leaves up. trace_edge.h follows the cheapest way down.
//
// Tested by trace_edge_test.cpp.
#pragma once

#include <map>
#include <vector>

#include "model/evaluation.h"

namespace litmus {

// The cost of what is not so.
constexpr int kFar = 1 << 20;

// Least numbers of steps, by pair; kFar for what is not in the relation.
class Costs {
 public:
  explicit Costs(int n) : n_(n), cost_(static_cast<std::size_t>(n * n), kFar) {}
  int& at(int from, int to) { return cost_[static_cast<std::size_t>(from * n_ + to)]; }
  int at(int from, int to) const { return cost_[static_cast<std::size_t>(from * n_ + to)]; }
  bool operator==(const Costs&) const = default;

 private:
  int n_;
  std::vector<int> cost_;
};

class TraceCosts {
 public:
  // Prices `node` and all that it is made of, on the evaluation's present execution.
  TraceCosts(Evaluation& evaluation, int node);

  const Node& node_at(int node) const { return model_.nodes[static_cast<std::size_t>(node)]; }
  const Costs& cost(int node) const { return costs_.at(node); }

  // Needs no explanation: a base relation, or a named intersection of such (rfe, po-loc).
  bool is_leaf(const Node& node) const;
  // By one or more edges, each at its own cost.
  Costs shortest_paths(int edges) const;

  // The cheapest operand of a union that holds the pair.
  int cheapest(const Node& node, int from, int to) const;
  // Of the relations that a pair is in at once, the one that says most: not "same location", not
  // "another thread", not "from a write to a read", if there is any other.
  int telling(const Node& node, int from, int to) const;
  // The cheapest event to pass through in a sequence.
  int best_middle(const Node& node, int from, int to) const;

 private:
  void price(int node);
  void price_recursion(const Recursion& group);
  Costs priced(int node);
  int price_pair(const Node& node, int from, int to, const Costs& paths) const;

  Evaluation& evaluation_;
  const CatModel& model_;
  int n_;
  std::map<int, Costs> costs_;
};

}  // namespace litmus
