// Nodes on demand. A node is looked at again after a refresh of its level, and computed again only
// if an operand's value changed since; what compares equal to before counts as unchanged.
#include "model/evaluation.h"

namespace litmus {

void Evaluation::ensure(int node) {
  const Node& n = model_->nodes[static_cast<std::size_t>(node)];
  if (stamp(node).checked >= refreshed_[static_cast<std::size_t>(n.level)]) return;
  if (n.op == Node::Op::Recursive) {
    ensure_recursion(n.index);
    return;
  }
  for (int o : n.operands) ensure(o);
  update(node);
}

// Requires operands that are up to date.
void Evaluation::update(int node) {
  const Node& n = model_->nodes[static_cast<std::size_t>(node)];
  Stamp& s = stamp(node);
  bool stale = s.checked == 0 || n.op == Node::Op::BaseRelation || n.op == Node::Op::BaseSet;
  for (int o : n.operands) stale = stale || stamp(o).changed > s.checked;
  if (stale && (compute(node) || s.checked == 0)) s.changed = now_;
  s.checked = now_;
}

// True if the value is another than before.
bool Evaluation::compute(int node) {
  const Node& n = model_->nodes[static_cast<std::size_t>(node)];
  if (n.is_set) {
    EventSet before = set_at(node);
    set_at(node) = compute_set(n);
    return set_at(node) != before;
  }
  compute_relation(n, scratch_);
  if (equal(scratch_, relation_at(node), n_)) return false;
  copy(scratch_, n_, relation_at(node));
  return true;
}

EventSet Evaluation::compute_set(const Node& node) const {
  using Op = Node::Op;
  auto operand = [&](std::size_t i) { return node.operands[i]; };
  switch (node.op) {
    case Op::NoEvents:
      return {};
    case Op::AllEvents:
      return EventSet::all(n_);
    case Op::BaseSet:
      return sets_[static_cast<std::size_t>(node.index)];
    case Op::Domain:
      return domain(relation_at(operand(0)), n_);
    case Op::Range:
      return range(relation_at(operand(0)), n_);
    case Op::SetUnion: {
      EventSet all;
      for (int o : node.operands) all |= set_at(o);
      return all;
    }
    case Op::SetIntersection: {
      EventSet common = EventSet::all(n_);
      for (int o : node.operands) common &= set_at(o);
      return common;
    }
    case Op::SetDifference:
      return set_at(operand(0)) - set_at(operand(1));
    default:
      break;
  }
  CHECK(false);
}

void Evaluation::compute_relation(const Node& node, Relation& out) const {
  using Op = Node::Op;
  auto relation = [&](std::size_t i) -> const Relation& { return relation_at(node.operands[i]); };
  auto set = [&](std::size_t i) { return set_at(node.operands[i]); };
  switch (node.op) {
    case Op::Empty:
      clear(n_, out);
      return;
    case Op::BaseRelation:
      copy(bases_[static_cast<std::size_t>(node.index)], n_, out);
      return;
    case Op::Identity:
      identity(set(0), n_, out);
      return;
    case Op::Product:
      product(set(0), set(1), n_, out);
      return;
    case Op::Union:
      unite(relation(0), relation(1), n_, out);
      for (std::size_t i = 2; i < node.operands.size(); ++i) unite(out, relation(i), n_, out);
      return;
    case Op::Intersection:
      intersect(relation(0), relation(1), n_, out);
      for (std::size_t i = 2; i < node.operands.size(); ++i) intersect(out, relation(i), n_, out);
      return;
    case Op::Difference:
      subtract(relation(0), relation(1), n_, out);
      return;
    case Op::Sequence:
      sequence(relation(0), relation(1), n_, out);
      return;
    case Op::RestrictDomain:
      restrict_domain(set(0), relation(1), n_, out);
      return;
    case Op::RestrictRange:
      restrict_range(relation(0), set(1), n_, out);
      return;
    case Op::Inverse:
      inverse(relation(0), n_, out);
      return;
    case Op::Plus:
    case Op::Star:
      copy(relation(0), n_, out);
      close_transitively(n_, out);
      if (node.op == Op::Star) add_identity(n_, out);
      return;
    case Op::Optional:
      copy(relation(0), n_, out);
      add_identity(n_, out);
      return;
    default:
      break;
  }
  CHECK(false);
}

// --- let rec ---

// The least fixpoint, from nothing, unless no input changed. A variable that comes out as it was
// counts as unchanged.
void Evaluation::ensure_recursion(int index) {
  const Recursion& group = model_->recursions[static_cast<std::size_t>(index)];
  std::uint64_t checked = stamp(group.variables[0]).checked;
  bool stale = checked == 0;
  for (int input : group.inputs) {
    ensure(input);
    stale = stale || stamp(input).changed > checked;
  }
  if (!stale) {
    for (int variable : group.variables) stamp(variable).checked = now_;
    for (int node : group.inner) stamp(node).checked = now_;
    return;
  }
  auto& before = before_[static_cast<std::size_t>(index)];
  ++now_;
  for (std::size_t i = 0; i < group.variables.size(); ++i) {
    int variable = group.variables[i];
    copy(relation_at(variable), n_, before[i].relation);
    before[i].set = set_at(variable);
    before[i].changed = stamp(variable).changed;
    clear(n_, relation_at(variable));
    set_at(variable) = {};
    stamp(variable) = {.checked = now_, .changed = now_};
  }
  iterate(group);
  for (std::size_t i = 0; i < group.variables.size(); ++i) {
    int variable = group.variables[i];
    bool same =
        set_at(variable) == before[i].set && equal(relation_at(variable), before[i].relation, n_);
    if (same && checked != 0) stamp(variable).changed = before[i].changed;
    stamp(variable).checked = now_;
  }
}

// Round after round, until one changes no variable; a variable takes its new value at once. Ends,
// because every round before adds at least one pair and none takes one away.
void Evaluation::iterate(const Recursion& group) {
  auto assign_those_of = [&](int body) {
    bool changed = false;
    for (std::size_t i = 0; i < group.variables.size(); ++i) {
      if (group.bodies[i] == body) changed = assign(group.variables[i], body) || changed;
    }
    return changed;
  };
  for (int input : group.inputs) assign_those_of(input);
  for (bool changed = true; changed;) {
    changed = false;
    ++now_;  // what this round changes is newer than anything the last one computed from it
    for (int node : group.inner) {
      const Node& n = model_->nodes[static_cast<std::size_t>(node)];
      if (n.op == Node::Op::Recursive) {
        ensure_recursion(n.index);
      } else {
        update(node);
      }
      changed = assign_those_of(node) || changed;
    }
    for (int variable : group.variables) changed = assign_those_of(variable) || changed;
  }
}

// True if it changes the variable. Whatever was computed from the old value is then out of date.
bool Evaluation::assign(int variable, int body) {
  if (set_at(variable) == set_at(body) && equal(relation_at(variable), relation_at(body), n_)) {
    return false;
  }
  set_at(variable) = set_at(body);
  copy(relation_at(body), n_, relation_at(variable));
  ++now_;
  stamp(variable) = {.checked = now_, .changed = now_};
  return true;
}

}  // namespace litmus
