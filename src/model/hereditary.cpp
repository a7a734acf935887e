// Follows from node to node how its value compares with what remains of it when events go: at most
// that, at least that, or both. See hereditary.h.
#include "model/hereditary.h"

#include <algorithm>
#include <vector>

#include "model/race.h"

namespace litmus {
namespace {

using Op = Node::Op;

// A node's value without some reads and fences, against the pairs (or events) of its old value that
// have lost no end.
struct Remainder {
  bool at_most = true;   // no pair is new
  bool at_least = true;  // no pair is lost
  // Its pairs start, or end, at writes: these stay. Of a set: its events are writes.
  bool from_writes = false, to_writes = false;
};

class Remainders {
 public:
  explicit Remainders(const CatModel& model) : model_(model) {
    for (const Node& node : model.nodes) all_.push_back(remainder(node));
  }

  const Remainder& of(int node) const { return all_[static_cast<std::size_t>(node)]; }

 private:
  Remainder remainder(const Node& node) const {
    switch (node.op) {
      case Op::NoEvents:
      case Op::Empty: return {.from_writes = true, .to_writes = true};
      case Op::AllEvents: return {};
      case Op::BaseSet: return base_set(model_.sets[static_cast<std::size_t>(node.index)].name);
      case Op::BaseRelation: return base_relation(static_cast<Base>(node.index));
      // Assumed here; is_hereditary() looks whether the bodies keep the promise.
      case Op::Recursive: return {.at_least = false};
      default: break;
    }
    return node.operands.size() > 1 ? of_several(node) : of_one(node, of(node.operands[0]));
  }

  static Remainder base_set(std::string_view name) {
    const bool writes = name == "W" || name == "IW" || name == "FW" || name == "RMW";
    return {.from_writes = writes, .to_writes = writes};
  }

  // Dependencies may pass through a branch that is gone; everything else is between its two ends.
  static Remainder base_relation(Base base) {
    switch (base) {
      case Base::Addr:
      case Base::Data:
      case Base::Ctrl: return {.at_least = false};
      case Base::Rf: return {.from_writes = true};
      case Base::Co: return {.from_writes = true, .to_writes = true};
      case Base::Fr:
      case Base::Rmw:
      case Base::Amo: return {.to_writes = true};
      default: return {};
    }
  }

  static Remainder of_one(const Node& node, Remainder a) {
    const bool middle_stays = a.from_writes || a.to_writes;
    switch (node.op) {
      case Op::Identity: break;
      case Op::Inverse: std::swap(a.from_writes, a.to_writes); break;
      case Op::Domain:
        a.at_least = a.at_least && a.to_writes;
        a.to_writes = a.from_writes;
        break;
      case Op::Range:
        a.at_least = a.at_least && a.from_writes;
        a.from_writes = a.to_writes;
        break;
      case Op::Plus: a.at_least = a.at_least && middle_stays; break;
      case Op::Star:
        a.at_least = a.at_least && middle_stays;
        a.from_writes = a.to_writes = false;
        break;
      case Op::Optional: a.from_writes = a.to_writes = false; break;
      default: a.at_most = a.at_least = false; break;  // unknown to this analysis
    }
    return a;
  }

  Remainder of_several(const Node& node) const {
    const Remainder& a = of(node.operands[0]);
    const Remainder& b = of(node.operands[1]);
    switch (node.op) {
      case Op::SetDifference:
      case Op::Difference:
        return {.at_most = a.at_most && b.at_least, .at_least = a.at_least && b.at_most,
                .from_writes = a.from_writes, .to_writes = a.to_writes};
      case Op::Product:
      case Op::Sequence: {
        const bool middle_stays = node.op == Op::Product || a.to_writes || b.from_writes;
        return {.at_most = a.at_most && b.at_most,
                .at_least = a.at_least && b.at_least && middle_stays,
                .from_writes = a.from_writes, .to_writes = b.to_writes};
      }
      case Op::RestrictDomain:
      case Op::RestrictRange:
      case Op::SetIntersection:
      case Op::Intersection: return intersection(node);
      default: return union_of(node);
    }
  }

  // [S] ; r and r ; [S] are intersections too, of which the set speaks for one end.
  Remainder intersection(const Node& node) const {
    Remainder all;
    for (std::size_t i = 0; i < node.operands.size(); ++i) {
      const Remainder& each = of(node.operands[i]);
      const bool other_end = node.op == Op::RestrictDomain && i == 0;
      const bool this_end = node.op == Op::RestrictRange && i == 1;
      all.at_most = all.at_most && each.at_most;
      all.at_least = all.at_least && each.at_least;
      all.from_writes = all.from_writes || (each.from_writes && !this_end);
      all.to_writes = all.to_writes || (each.to_writes && !other_end);
    }
    return all;
  }

  Remainder union_of(const Node& node) const {
    Remainder all{.from_writes = true, .to_writes = true};
    for (int operand : node.operands) {
      const Remainder& each = of(operand);
      all.at_most = all.at_most && each.at_most;
      all.at_least = all.at_least && each.at_least;
      all.from_writes = all.from_writes && each.from_writes;
      all.to_writes = all.to_writes && each.to_writes;
    }
    return all;
  }

  const CatModel& model_;
  std::vector<Remainder> all_;  // of the nodes before the one at hand
};

}  // namespace

bool is_hereditary(const CatModel& model) {
  const Remainders remainders(model);
  for (const Recursion& group : model.recursions) {
    for (int body : group.bodies) {
      if (!remainders.of(body).at_most) return false;
    }
  }
  for (const Check& check : model.checks) {
    const bool axiom = check.role == Check::Role::Axiom;
    if (axiom && (check.negated || !remainders.of(check.node).at_most)) return false;
  }
  const std::optional<RaceCheck> race = race_check(model);
  return !race || (race->by_pairs && remainders.of(race->check->node).at_least);
}

}  // namespace litmus
