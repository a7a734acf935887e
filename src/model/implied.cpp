// Recognises the axioms a search can build on; see implied.h. Tested by implied_test.cpp.
#include "model/implied.h"

#include <algorithm>

#include "model/race.h"

namespace litmus {
namespace {

const Node& node(const CatModel& model, int i) { return model.nodes[static_cast<std::size_t>(i)]; }

// The base relation itself, or its part between threads.
bool is_base(const CatModel& model, int i, Base base) {
  const Node& n = node(model, i);
  if (n.op == Node::Op::BaseRelation) return n.index == static_cast<int>(base);
  if (n.op != Node::Op::Intersection || n.operands.size() != 2) return false;
  auto holds = [&](int operand, Base wanted) {
    const Node& o = node(model, operand);
    return o.op == Node::Op::BaseRelation && o.index == static_cast<int>(wanted);
  };
  const int a = n.operands[0], b = n.operands[1];
  return (holds(a, base) && holds(b, Base::Ext)) || (holds(b, base) && holds(a, Base::Ext));
}

bool is_intervening(const CatModel& model, int i) {
  const Node& n = node(model, i);
  return n.op == Node::Op::Sequence && n.operands.size() == 2 &&
         is_base(model, n.operands[0], Base::Fr) && is_base(model, n.operands[1], Base::Co);
}

bool forbids_intervention(const CatModel& model, const Check& check) {
  if (check.role != Check::Role::Axiom || check.negated || check.kind != Check::Kind::Empty) {
    return false;
  }
  const Node& n = node(model, check.node);
  if (n.op != Node::Op::Intersection || n.operands.size() != 2) return false;
  const int a = n.operands[0], b = n.operands[1];
  return (is_base(model, a, Base::Rmw) && is_intervening(model, b)) ||
         (is_base(model, b, Base::Rmw) && is_intervening(model, a));
}

}  // namespace

// Between threads is enough under coherence: what the update's own thread does to the location
// before or after is ordered outside of the update.
Implied implied_by(const CatModel& model) {
  const bool coherence = model.coherent;
  const bool atomicity = std::ranges::any_of(
      model.checks, [&](const Check& check) { return forbids_intervention(model, check); });
  return {.coherence = coherence,
          .atomicity = coherence && atomicity,
          .races_shrink = races_only_shrink(model)};
}

}  // namespace litmus
