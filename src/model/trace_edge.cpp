// One shortest explanation, from the top down, by the prices of trace_costs.h.
#include "model/trace_edge.h"

#include <fmt/format.h>

#include "model/trace_costs.h"

namespace litmus {
namespace {

using Op = Node::Op;

class Tracer {
 public:
  Tracer(Evaluation& evaluation, int node) : costs_(evaluation, node) {}

  std::vector<TraceStep> trace(int node, int from, int to) {
    CHECK(costs_.cost(node).at(from, to) < kFar);
    std::vector<TraceStep> steps;
    append(node, from, to, steps);
    return steps;
  }

 private:
  void append(int node, int from, int to, std::vector<TraceStep>& steps) {
    const Node& n = costs_.node_at(node);
    auto operand = [&](std::size_t i) { return n.operands[i]; };
    if (costs_.is_leaf(n)) {
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
        step(costs_.cheapest(n, from, to), from, to, steps);
        return;
      case Op::Intersection:
        step(costs_.telling(n, from, to), from, to, steps);
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
        int middle = costs_.best_middle(n, from, to);
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
    Costs paths = costs_.shortest_paths(edges);
    while (costs_.cost(edges).at(from, to) != paths.at(from, to)) {
      int next = 0;
      while (next == from ||
             costs_.cost(edges).at(from, next) + paths.at(next, to) != paths.at(from, to)) {
        ++next;
      }
      step(edges, from, next, steps);
      from = next;
    }
    step(edges, from, to, steps);
  }

  // An operand: by its name, with what is inside, or just what is inside.
  void step(int node, int from, int to, std::vector<TraceStep>& steps) {
    const Node& n = costs_.node_at(node);
    if (n.name.empty() || costs_.is_leaf(n) || n.op == Op::Identity) {
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
    if (costs_.node_at(set).op != Op::AllEvents) {
      steps.push_back({"[" + set_text(set) + "]", event, event, {}});
    }
  }

  std::string set_text(int set) const {
    const Node& n = costs_.node_at(set);
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

  TraceCosts costs_;
};

}  // namespace

std::vector<TraceStep> trace_edge(Evaluation& evaluation, int node, int from, int to) {
  return Tracer(evaluation, node).trace(node, from, to);
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
