// Shortest explanations: first, for every pair of every relation that matters, the least number of
// steps that explain it, from the leaves up; then one explanation of that length, from the top
// down.
#include "model/trace_edge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace litmus {
namespace {

using Op = Node::Op;

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

class Tracer {
 public:
  explicit Tracer(Evaluation& evaluation)
      : evaluation_(evaluation), model_(evaluation.model()), n_(evaluation.events()) {}

  std::vector<TraceStep> trace(int node, int from, int to) {
    price(node);
    CHECK(cost(node).at(from, to) < kFar);
    std::vector<TraceStep> steps;
    append(node, from, to, steps);
    return steps;
  }

 private:
  const Node& node_at(int node) const { return model_.nodes[static_cast<std::size_t>(node)]; }
  const Costs& cost(int node) const { return costs_.at(node); }

  // rfe, po-loc and the like: an intersection of base relations needs no explanation.
  bool is_leaf(const Node& node) const {
    if (node.op == Op::BaseRelation) return true;
    return !node.name.empty() && node.op == Op::Intersection &&
           std::all_of(node.operands.begin(), node.operands.end(),
                       [&](int o) { return node_at(o).op == Op::BaseRelation; });
  }

  // --- costs, from the leaves up ---

  void price(int node) {
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
  void price_recursion(const Recursion& group) {
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

  Costs priced(int node) {
    Costs costs(n_);
    const Relation& pairs = evaluation_.value(node);
    Costs paths = is_closure(node_at(node)) ? shortest_paths(node_at(node).operands[0]) : costs;
    for (int from = 0; from < n_; ++from) {
      for (int to : pairs[from]) costs.at(from, to) = price_pair(node_at(node), from, to, paths);
    }
    return costs;
  }

  static bool is_closure(const Node& node) { return node.op == Op::Plus || node.op == Op::Star; }

  int price_pair(const Node& node, int from, int to, const Costs& paths) const {
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

  // By one or more edges, each at its own cost.
  Costs shortest_paths(int edges) const {
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

  int cheapest(const Node& node, int from, int to) const {
    return *std::min_element(node.operands.begin(), node.operands.end(), [&](int a, int b) {
      return cost(a).at(from, to) < cost(b).at(from, to);
    });
  }

  // Of the relations that a pair is in at once, the one that says most: not "same location", not
  // "another thread", not "from a write to a read", if there is any other.
  int telling(const Node& node, int from, int to) const {
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

  int best_middle(const Node& node, int from, int to) const {
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

  // --- one explanation, from the top down ---

  void append(int node, int from, int to, std::vector<TraceStep>& steps) {
    const Node& n = node_at(node);
    auto operand = [&](std::size_t i) { return n.operands[i]; };
    if (is_leaf(n)) {
      steps.push_back({n.name.empty() ? "?" : n.name, from, to, {}});
      return;
    }
    switch (n.op) {
      case Op::Identity:
        require(operand(0), from, steps);
        return;
      case Op::Product:
        steps.push_back({set_text(operand(0)) + " * " + set_text(operand(1)), from, to, {}});
        return;
      case Op::Union:
        step(cheapest(n, from, to), from, to, steps);
        return;
      case Op::Intersection:
        step(telling(n, from, to), from, to, steps);
        return;
      case Op::Difference:
        step(operand(0), from, to, steps);
        return;
      case Op::RestrictDomain:
        require(operand(0), from, steps);
        step(operand(1), from, to, steps);
        return;
      case Op::RestrictRange:
        step(operand(0), from, to, steps);
        require(operand(1), to, steps);
        return;
      case Op::Sequence: {
        int middle = best_middle(n, from, to);
        step(operand(0), from, middle, steps);
        step(operand(1), middle, to, steps);
        return;
      }
      case Op::Inverse: {
        std::vector<TraceStep> back;
        step(operand(0), to, from, back);
        for (auto s = back.rbegin(); s != back.rend(); ++s) {
          steps.push_back({s->from == s->to ? s->name : s->name + "^-1", s->to, s->from, {}});
        }
        return;
      }
      case Op::Optional:
        if (from != to) step(operand(0), from, to, steps);
        return;
      case Op::Plus:
      case Op::Star:
        walk(n, from, to, steps);
        return;
      case Op::Recursive:
        step(operand(0), from, to, steps);
        return;
      default:
        CHECK(false);
    }
  }

  // A path of edges: to any next event from which the rest is as cheap as it should be.
  void walk(const Node& n, int from, int to, std::vector<TraceStep>& steps) {
    if (n.op == Op::Star && from == to) return;
    int edges = n.operands[0];
    Costs paths = shortest_paths(edges);
    while (cost(edges).at(from, to) != paths.at(from, to)) {
      int next = 0;
      while (next == from ||
             cost(edges).at(from, next) + paths.at(next, to) != paths.at(from, to)) {
        ++next;
      }
      step(edges, from, next, steps);
      from = next;
    }
    step(edges, from, to, steps);
  }

  // An operand: by its name, with what is inside, or just what is inside.
  void step(int node, int from, int to, std::vector<TraceStep>& steps) {
    const Node& n = node_at(node);
    if (n.name.empty() || is_leaf(n) || n.op == Op::Identity) {
      append(node, from, to, steps);
      return;
    }
    TraceStep named{n.name, from, to, {}};
    append(node, from, to, named.inside);
    if (n.op == Op::Recursive) unfold(named);
    steps.push_back(std::move(named));
  }

  // A variable of a `let rec` in its own explanation adds nothing but depth: ii(ii(dd; dd)).
  static void unfold(TraceStep& variable) {
    std::vector<TraceStep> flat;
    for (TraceStep& s : variable.inside) {
      if (s.name == variable.name) {
        flat.insert(flat.end(), s.inside.begin(), s.inside.end());
      } else {
        flat.push_back(std::move(s));
      }
    }
    variable.inside = std::move(flat);
  }

  void require(int set, int event, std::vector<TraceStep>& steps) const {
    if (node_at(set).op != Op::AllEvents) {
      steps.push_back({"[" + set_text(set) + "]", event, event, {}});
    }
  }

  std::string set_text(int set) const {
    const Node& n = node_at(set);
    if (!n.name.empty()) return n.name;
    auto joined = [&](std::string_view with) {
      std::string text;
      for (int o : n.operands) {
        if (!text.empty()) text += with;
        text += set_text(o);
      }
      return text;
    };
    switch (n.op) {
      case Op::AllEvents:
        return "_";
      case Op::SetUnion:
        return joined(" | ");
      case Op::SetIntersection:
        return joined(" & ");
      case Op::SetDifference:
        return joined(" \\ ");
      case Op::Domain:
        return "domain";
      case Op::Range:
        return "range";
      default:
        return "{}";
    }
  }

  Evaluation& evaluation_;
  const CatModel& model_;
  int n_;
  std::map<int, Costs> costs_;
};

}  // namespace

std::vector<TraceStep> trace_edge(Evaluation& evaluation, int node, int from, int to) {
  return Tracer(evaluation).trace(node, from, to);
}

std::string to_string(const std::vector<TraceStep>& steps) {
  std::string text;
  for (const TraceStep& step : steps) {
    if (!text.empty()) text += "; ";
    text += step.name;
    if (!step.inside.empty()) text += "(" + to_string(step.inside) + ")";
  }
  return text;
}

}  // namespace litmus
