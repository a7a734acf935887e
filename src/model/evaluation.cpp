// Nodes on demand. A node is looked at again after a refresh of its level, and computed again only
// if an operand's value changed since; what compares equal to before counts as unchanged.
#include "model/evaluation.h"

#include <algorithm>

namespace litmus {

Evaluation::Evaluation(const CatModel& model)
    : model_(&model),
      sets_(model.sets.size()),
      relations_(model.nodes.size()),
      node_sets_(model.nodes.size()),
      stamps_(model.nodes.size()) {
  for (const Recursion& group : model.recursions) before_.emplace_back(group.variables.size());
  for (const Check& check : model.checks) {
    tests_.push_back({.check = &check, .node = check.node});
    if (check.bound >= 0 && !check.monotone()) {
      tests_.push_back({.check = &check, .node = check.bound});
    }
  }
  axioms_ = in_order_of_cost(false);
  partial_ = in_order_of_cost(true);
}

// Cost is how many nodes can change between two executions of one program.
std::vector<Evaluation::Test*> Evaluation::in_order_of_cost(bool bounds) {
  std::vector<std::pair<int, Test*>> priced;
  for (const Check& check : model_->checks) {
    int node = bounds ? check.bound : check.node;
    if (check.role != Check::Role::Axiom || node < 0) continue;
    std::vector<bool> seen(model_->nodes.size());
    std::vector<int> todo{node};
    int cost = 0;
    while (!todo.empty()) {
      auto at = static_cast<std::size_t>(todo.back());
      todo.pop_back();
      const Node& needed = model_->nodes[at];
      if (seen[at] || needed.level == Level::Static) continue;
      seen[at] = true;
      cost += needed.op == Node::Op::Recursive ? 100 : 1;
      todo.insert(todo.end(), needed.operands.begin(), needed.operands.end());
    }
    priced.emplace_back(cost, test_of(check, node));
  }
  std::stable_sort(priced.begin(), priced.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Test*> tests;
  for (auto& [cost, test] : priced) tests.push_back(test);
  return tests;
}

Evaluation::Test* Evaluation::test_of(const Check& check, int node) {
  auto test = std::find_if(tests_.begin(), tests_.end(),
                           [&](const Test& t) { return t.check == &check && t.node == node; });
  CHECK(test != tests_.end());
  return &*test;
}

// --- what the execution hands in ---

void Evaluation::begin(int n) {
  CHECK(n >= 0 && n <= kMaxEvents);
  n_ = n;
  for (Relation& base : bases_) clear(n, base);
  for (EventSet& set : sets_) set = {};
  for (Stamp& s : stamps_) s = {};
  for (Test& test : tests_) test.tested = 0;
  refresh(Level::Static);
}

void Evaluation::set(std::string_view name, EventSet events) {
  for (std::size_t i = 0; i < sets_.size(); ++i) {
    if (model_->sets[i].name == name) sets_[i] = events;
  }
}

void Evaluation::derive_fr() {
  from_reads(relation(Base::Rf), relation(Base::Co), n_, relation(Base::Fr));
}

void Evaluation::refresh(Level level) {
  ++now_;
  for (auto l = static_cast<std::size_t>(level); l < kLevels; ++l) refreshed_[l] = now_;
  for (int node : model_->bases) {
    if (node >= 0) ensure(node);
  }
  for (const BaseSet& set : model_->sets) ensure(set.node);
}

// --- checks ---

const Check* Evaluation::first_failure(Checks which) {
  for (Test* test : which == Checks::Axioms ? axioms_ : partial_) {
    if (fails(*test)) return test->check;
  }
  return nullptr;
}

bool Evaluation::raised(const Check& check) {
  bool failed = fails(*test_of(check, check.node));
  return check.role == Check::Role::Flag ? !failed : failed;
}

bool Evaluation::fails(Test& test) {
  ensure(test.node);
  if (test.tested != 0 && stamp(test.node).changed <= test.tested) return test.failed;
  bool holds = false;
  switch (test.check->kind) {
    case Check::Kind::Acyclic:
      holds = is_acyclic(relation_at(test.node), n_);
      break;
    case Check::Kind::Irreflexive:
      holds = is_irreflexive(relation_at(test.node), n_);
      break;
    case Check::Kind::Empty:
      holds = model_->nodes[static_cast<std::size_t>(test.node)].is_set
                  ? set_at(test.node).empty()
                  : is_empty(relation_at(test.node), n_);
      break;
  }
  test.tested = now_;
  test.failed = holds == test.check->negated;
  return test.failed;
}

Failure Evaluation::failure(const Check& check) {
  CHECK(raised(check));
  Failure failure{.check = &check, .events = {}};
  const Node& node = model_->nodes[static_cast<std::size_t>(check.node)];
  if (node.is_set) {
    for (int e : set_at(check.node)) return {&check, {e}};
    return failure;
  }
  const Relation& r = relation_at(check.node);
  if (check.kind == Check::Kind::Acyclic) return {&check, shortest_cycle(r, n_)};
  for (int from = 0; from < n_; ++from) {
    if (check.kind == Check::Kind::Irreflexive) {
      if (r.contains(from, from)) return {&check, {from}};
    } else {
      for (int to : r[from]) return {&check, {from, to}};
    }
  }
  return failure;
}

const Relation& Evaluation::value(int node) {
  ensure(node);
  return relation_at(node);
}

EventSet Evaluation::set_value(int node) {
  ensure(node);
  return set_at(node);
}

// --- nodes ---

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
