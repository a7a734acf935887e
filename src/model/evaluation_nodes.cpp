// Nodes on demand. A node is looked at again after a refresh of its level, and computed again only
// if an operand's value changed since; what compares equal to before counts as unchanged.
#include "model/evaluation.h"

namespace litmus {

namespace {

// Gives each row anew; true if one comes out other than before.
template <typename Row>
bool rewrite(Relation& out, int n, const Row& row) {
  std::uint64_t difference = 0;
  for (int e = 0; e < n; ++e) {
    const EventSet fresh = row(e);
    difference |= fresh.bits ^ out[e].bits;
    out[e] = fresh;
  }
  return difference != 0;
}

}  // namespace

void Evaluation::bring_up_to_date(int node) {
  const Node& n = model_->nodes[static_cast<std::size_t>(node)];
  if (n.op == Node::Op::Recursive) return ensure_recursion(n.index);
  const std::uint64_t checked = stamp(node).checked;
  bool stale = checked == 0;
  for (int o : n.operands) {
    ensure(o);
    stale |= stamp(o).changed > checked;
  }
  note(node, stale);
}

// Requires operands that are up to date.
void Evaluation::update(int node) {
  const std::uint64_t checked = stamp(node).checked;
  bool stale = checked == 0;
  for (int o : model_->nodes[static_cast<std::size_t>(node)].operands) {
    stale |= stamp(o).changed > checked;
  }
  note(node, stale);
}

// A node that is up to date, once it is computed if it is stale.
void Evaluation::note(int node, bool stale) {
  Stamp& s = stamp(node);
  if (stale && (compute(node) || s.checked == 0)) s.changed = now_;
  s.checked = now_;
}

// True if the value is another than before.
bool Evaluation::compute(int node) {
  const Node& n = model_->nodes[static_cast<std::size_t>(node)];
  if (!n.is_set) return compute_relation(n, relation_at(node));
  const EventSet before = set_at(node);
  set_at(node) = compute_set(n);
  return set_at(node) != before;
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

// All operands but the last joined to one relation; nearly always there is but one.
template <typename Join>
const Relation& Evaluation::but_last(const Node& node, Join join) {
  const Relation* all = &relation_at(node.operands[0]);
  for (std::size_t i = 1; i + 1 < node.operands.size(); ++i) {
    join(*all, relation_at(node.operands[i]), n_, scratch_);
    all = &scratch_;
  }
  return *all;
}

bool Evaluation::compute_relation(const Node& node, Relation& out) {
  using Op = Node::Op;
  const auto relation = [&](std::size_t i) -> const Relation& {
    return relation_at(node.operands[i]);
  };
  const auto set = [&](std::size_t i) { return set_at(node.operands[i]); };
  const auto rows = [&](const auto& row) { return rewrite(out, n_, row); };
  const auto scratch = [&] { return rows([&](int e) { return scratch_[e]; }); };
  switch (node.op) {
    case Op::Empty:
      return rows([](int) { return EventSet{}; });
    case Op::BaseRelation: {
      const Relation& base = bases_[static_cast<std::size_t>(node.index)];
      return rows([&](int e) { return base[e]; });
    }
    case Op::Identity:
      return rows([on = set(0)](int e) { return on & EventSet::of(e); });
    case Op::Product:
      return rows(
          [from = set(0), to = set(1)](int e) { return from.contains(e) ? to : EventSet{}; });
    case Op::Union: {
      const Relation& others = but_last(node, unite);
      return rows(
          [&others, &r = relation_at(node.operands.back())](int e) { return others[e] | r[e]; });
    }
    case Op::Intersection: {
      const Relation& others = but_last(node, intersect);
      return rows(
          [&others, &r = relation_at(node.operands.back())](int e) { return others[e] & r[e]; });
    }
    case Op::Difference:
      return rows([&a = relation(0), &b = relation(1)](int e) { return a[e] - b[e]; });
    case Op::Sequence:
      return rows([&a = relation(0), &b = relation(1)](int e) {
        EventSet reached;
        for (int middle : a[e]) reached |= b[middle];
        return reached;
      });
    case Op::RestrictDomain:
      return rows([from = set(0), &r = relation(1)](int e) {
        return from.contains(e) ? r[e] : EventSet{};
      });
    case Op::RestrictRange:
      return rows([&r = relation(0), to = set(1)](int e) { return r[e] & to; });
    case Op::Inverse:
      inverse(relation(0), n_, scratch_);
      return scratch();
    case Op::Plus:
      copy(relation(0), n_, scratch_);
      close_transitively(n_, scratch_);
      return scratch();
    case Op::Star:
      copy(relation(0), n_, scratch_);
      close_transitively(n_, scratch_);
      return rows([&](int e) { return scratch_[e] | EventSet::of(e); });
    case Op::Optional:
      return rows([&r = relation(0)](int e) { return r[e] | EventSet::of(e); });
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
    touch(variable);
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
  touch(variable);
  return true;
}

}  // namespace litmus
