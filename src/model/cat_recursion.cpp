// `let rec`: variables first, then their bodies, then what the group as a whole depends on.
#include <algorithm>

#include "model/cat_graph.h"

namespace litmus {

int CatGraph::open_recursion(const std::vector<bool>& is_set) {
  int group = static_cast<int>(recursions_.size());
  Recursion recursion;
  for (bool set : is_set) {
    // Each variable is a node of its own: never equal to another, so not in known_. Until the
    // bodies are known it counts as depending on everything.
    Node node{.op = Op::Recursive,
              .is_set = set,
              .level = Level::Co,
              .index = group,
              .operands = {},
              .name = {}};
    recursion.variables.push_back(size());
    nodes_.push_back(std::move(node));
  }
  recursions_.push_back(std::move(recursion));
  return group;
}

int CatGraph::variable(int recursion, std::size_t i) const {
  return recursions_[static_cast<std::size_t>(recursion)].variables[i];
}

// Which nodes hang on a variable of the group, the variables themselves included.
std::vector<bool> CatGraph::inside(const Recursion& group) const {
  std::vector<bool> depends(nodes_.size());
  for (int variable : group.variables) depends[static_cast<std::size_t>(variable)] = true;
  // Nodes are numbered after their operands, except that the variables of a nested group come
  // before its bodies: hence rounds, one more than groups are nested.
  for (bool changed = true; changed;) {
    changed = false;
    for (int node = group.variables.front(); node < size(); ++node) {
      if (depends[static_cast<std::size_t>(node)]) continue;
      for (int o : at(node).operands) {
        if (!depends[static_cast<std::size_t>(o)]) continue;
        depends[static_cast<std::size_t>(node)] = changed = true;
        break;
      }
    }
  }
  return depends;
}

std::vector<int> CatGraph::close_recursion(int recursion, std::vector<int> bodies,
                                           int& not_monotone) {
  Recursion& group = recursions_[static_cast<std::size_t>(recursion)];
  group.bodies = std::move(bodies);
  if (int closure = as_closure(group); closure >= 0) return {closure};

  for (std::size_t i = 0; i < group.variables.size(); ++i) {
    nodes_[static_cast<std::size_t>(group.variables[i])].operands = {group.bodies[i]};
  }
  std::vector<bool> hangs = inside(group);
  std::vector<bool> needed(nodes_.size());
  std::vector<int> todo = group.bodies;
  while (!todo.empty()) {
    auto node = static_cast<std::size_t>(todo.back());
    todo.pop_back();
    if (needed[node]) continue;
    needed[node] = true;
    bool is_variable = nodes_[node].op == Op::Recursive && nodes_[node].index == recursion;
    if (!hangs[node]) {
      group.inputs.push_back(static_cast<int>(node));
    } else if (!is_variable) {
      group.inner.push_back(static_cast<int>(node));
      todo.insert(todo.end(), nodes_[node].operands.begin(), nodes_[node].operands.end());
    }
  }
  std::sort(group.inner.begin(), group.inner.end());
  std::sort(group.inputs.begin(), group.inputs.end());

  for (int node : group.inner) {
    bool takes_away = at(node).op == Op::Difference || at(node).op == Op::SetDifference;
    if (takes_away && hangs[static_cast<std::size_t>(operand(node, 1))]) {
      not_monotone = node;
      return {};
    }
  }

  Level level = Level::Static;
  bool grows = true;
  for (int input : group.inputs) {
    level = std::max(level, at(input).level);
    grows = grows && at(input).grows;
  }
  for (int node : group.inner) {
    if (at(node).op == Op::Difference) grows = grows && is_static(operand(node, 1));
    if (at(node).op == Op::SetDifference) grows = grows && is_static(operand(node, 1));
  }
  for (const std::vector<int>* list : {&group.variables, &group.inner}) {
    for (int node : *list) {
      nodes_[static_cast<std::size_t>(node)].level = level;
      nodes_[static_cast<std::size_t>(node)].grows = grows;
    }
  }
  return group.variables;
}

// let rec x = r | x ; x, and the same with r ; x or x ; r: the transitive closure of r, -1 if the
// group is anything else.
int CatGraph::as_closure(const Recursion& group) {
  if (group.variables.size() != 1 || at(group.bodies[0]).op != Op::Union) return -1;
  int x = group.variables[0];
  int step = -1;
  std::vector<int> rest;
  std::vector<bool> hangs = inside(group);
  for (int part : at(group.bodies[0]).operands) {
    if (!hangs[static_cast<std::size_t>(part)]) {
      rest.push_back(part);
    } else if (step < 0 && at(part).op == Op::Sequence) {
      step = part;
    } else {
      return -1;
    }
  }
  if (step < 0 || rest.empty()) return -1;
  int r = unite(rest), left = operand(step, 0), right = operand(step, 1);
  bool closes = (left == x && (right == x || right == r)) || (left == r && right == x);
  return closes ? plus(r) : -1;
}

}  // namespace litmus
