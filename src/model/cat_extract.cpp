// Taking out of the graph what the checks need, in evaluation order.
#include <algorithm>

#include "model/cat_graph.h"

namespace litmus {
namespace {

// Numbers nodes so that operands come before what uses them; the inputs of a `let rec` come before
// its variables, and these before the rest of it.
struct Numbering {
  const std::vector<Node>& nodes;
  const std::vector<Recursion>& recursions;
  std::vector<int> number;  // by old number; -1: not needed
  std::vector<int> order;   // old numbers

  void visit(int node) {
    if (number[static_cast<std::size_t>(node)] >= 0) return;
    const Node& n = nodes[static_cast<std::size_t>(node)];
    if (n.op == Node::Op::Recursive) {
      const Recursion& group = recursions[static_cast<std::size_t>(n.index)];
      for (int input : group.inputs) visit(input);
      for (int variable : group.variables) take(variable);
      for (int body : group.bodies) visit(body);
    } else {
      for (int o : n.operands) visit(o);
      take(node);
    }
  }

  // Not twice: a node of a `let rec` may have been met again on the way to its own operands.
  void take(int node) {
    if (number[static_cast<std::size_t>(node)] >= 0) return;
    number[static_cast<std::size_t>(node)] = static_cast<int>(order.size());
    order.push_back(node);
  }

  void renumber(std::vector<int>& list) const {
    for (int& node : list) node = number[static_cast<std::size_t>(node)];
  }
};

}  // namespace

void CatGraph::extract(std::vector<int>& roots, CatModel& out) const {
  Numbering numbering{nodes_, recursions_, std::vector<int>(nodes_.size(), -1), {}};
  numbering.order.reserve(nodes_.size());
  for (int root : roots) numbering.visit(root);
  numbering.renumber(roots);

  std::vector<int> groups(recursions_.size(), -1);
  out.bases.assign(kBases, -1);
  out.nodes.reserve(numbering.order.size());
  for (int old : numbering.order) {
    Node node = at(old);
    int number = static_cast<int>(out.nodes.size());
    numbering.renumber(node.operands);
    if (node.op == Op::BaseRelation) out.bases[static_cast<std::size_t>(node.index)] = number;
    if (node.op == Op::BaseSet) {
      node.index = static_cast<int>(out.sets.size());
      out.sets.push_back({node.name, number});
    }
    if (node.op == Op::Recursive) {
      int& group = groups[static_cast<std::size_t>(node.index)];
      if (group < 0) {
        group = static_cast<int>(out.recursions.size());
        Recursion recursion = recursions_[static_cast<std::size_t>(node.index)];
        for (auto* list :
             {&recursion.variables, &recursion.bodies, &recursion.inputs, &recursion.inner}) {
          numbering.renumber(*list);
        }
        std::sort(recursion.inner.begin(), recursion.inner.end());
        out.recursions.push_back(std::move(recursion));
      }
      node.index = group;
    }
    out.nodes.push_back(std::move(node));
  }
}

}  // namespace litmus
