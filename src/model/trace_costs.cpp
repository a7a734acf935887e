// See trace_costs.h.
#include "model/trace_costs.h"

#include <algorithm>

namespace litmus {

using Op = Node::Op;

namespace {

bool is_closure(const Node& node) { return node.op == Op::Plus || node.op == Op::Star; }

}  // namespace

TraceCosts::TraceCosts(Evaluation& evaluation, int node)
    : evaluation_(evaluation), model_(evaluation.model()), n_(evaluation.events()) {
  price(node);
}

bool TraceCosts::is_leaf(const Node& node) const {
  if (node.op == Op::BaseRelation) return true;
  return !node.name.empty() && node.op == Op::Intersection &&
         std::all_of(node.operands.begin(), node.operands.end(),
                     [&](int o) { return node_at(o).op == Op::BaseRelation; });
}

void TraceCosts::price(int node) {
  if (costs_.contains(node) || node_at(node).is_set) return;
  if (node_at(node).op == Op::Recursive) {
    price_recursion(model_.recursions[static_cast<std::size_t>(node_at(node).index)]);
    return;
  }
  for (int o : node_at(node).operands) price(o);
  costs_.insert_or_assign(node, priced(node));
}

// Rounds until nothing becomes cheaper. A variable costs more than its body, so that a cheapest
// explanation never goes in circles.
void TraceCosts::price_recursion(const Recursion& group) {
  for (int input : group.inputs) price(input);
  for (int variable : group.variables) costs_.insert_or_assign(variable, Costs(n_));
  for (bool changed = true; changed;) {
    changed = false;
    for (int node : group.inner) {
      if (node_at(node).is_set) continue;
      if (node_at(node).op == Op::Recursive) {  // of a let rec inside this one
        costs_.erase(node);
        price(node);
      } else {
        costs_.insert_or_assign(node, priced(node));
      }
    }
    for (std::size_t i = 0; i < group.variables.size(); ++i) {
      if (node_at(group.variables[i]).is_set) continue;
      Costs dearer = cost(group.bodies[i]);
      for (int a = 0; a < n_; ++a) {
        for (int b = 0; b < n_; ++b) dearer.at(a, b) = std::min(dearer.at(a, b) + 1, kFar);
      }
      changed = changed || !(dearer == cost(group.variables[i]));
      costs_.insert_or_assign(group.variables[i], std::move(dearer));
    }
  }
}

Costs TraceCosts::priced(int node) {
  Costs costs(n_);
  const Relation& pairs = evaluation_.value(node);
  Costs paths = is_closure(node_at(node)) ? shortest_paths(node_at(node).operands[0]) : costs;
  for (int from = 0; from < n_; ++from) {
    for (int to : pairs[from]) costs.at(from, to) = price_pair(node_at(node), from, to, paths);
  }
  return costs;
}

int TraceCosts::price_pair(const Node& node, int from, int to, const Costs& paths) const {
  if (is_leaf(node)) return 1;
  auto operand = [&](std::size_t i, int a, int b) { return cost(node.operands[i]).at(a, b); };
  switch (node.op) {
    case Op::Identity:
      return 0;
    case Op::Product:
      return 1;
    case Op::Union:
      return cost(cheapest(node, from, to)).at(from, to);
    case Op::Intersection:
      return cost(telling(node, from, to)).at(from, to);
    case Op::Difference:
    case Op::RestrictRange:
      return operand(0, from, to);
    case Op::RestrictDomain:
      return operand(1, from, to);
    case Op::Sequence: {
      int middle = best_middle(node, from, to);
      return std::min(operand(0, from, middle) + operand(1, middle, to), kFar);
    }
    case Op::Inverse:
      return operand(0, to, from);
    case Op::Optional:
      return from == to ? 0 : operand(0, from, to);
    case Op::Star:
      return from == to ? 0 : paths.at(from, to);
    case Op::Plus:
      return paths.at(from, to);
    default:
      return kFar;
  }
}

Costs TraceCosts::shortest_paths(int edges) const {
  Costs paths = cost(edges);
  for (int k = 0; k < n_; ++k) {
    for (int a = 0; a < n_; ++a) {
      for (int b = 0; b < n_; ++b) {
        paths.at(a, b) = std::min(paths.at(a, b), paths.at(a, k) + paths.at(k, b));
      }
    }
  }
  return paths;
}

int TraceCosts::cheapest(const Node& node, int from, int to) const {
  return *std::min_element(node.operands.begin(), node.operands.end(), [&](int a, int b) {
    return cost(a).at(from, to) < cost(b).at(from, to);
  });
}

int TraceCosts::telling(const Node& node, int from, int to) const {
  auto dull = [&](int o) {
    const Node& n = node_at(o);
    if (n.op == Op::Product) return true;
    return n.name == to_string(Base::Loc) || n.name == to_string(Base::Int) ||
           n.name == to_string(Base::Ext);
  };
  return *std::min_element(node.operands.begin(), node.operands.end(), [&](int a, int b) {
    return std::pair(dull(a), cost(a).at(from, to)) < std::pair(dull(b), cost(b).at(from, to));
  });
}

int TraceCosts::best_middle(const Node& node, int from, int to) const {
  int best = 0, least = 2 * kFar + 1;
  for (int middle = 0; middle < n_; ++middle) {
    int through = cost(node.operands[0]).at(from, middle) + cost(node.operands[1]).at(middle, to);
    if (through < least) {
      least = through;
      best = middle;
    }
  }
  return best;
}

}  // namespace litmus
