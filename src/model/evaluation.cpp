// Checks, cheap ones first, on nodes that are brought up to date on demand (evaluation_nodes.cpp).
#include "model/evaluation.h"

#include <algorithm>

namespace litmus {

Evaluation::Evaluation(const CatModel& model)
    : model_(&model),
      sets_(model.sets.size()),
      relations_(model.nodes.size()),
      node_sets_(model.nodes.size()),
      stamps_(model.nodes.size()) {
  for (std::size_t i = 0; i < stamps_.size(); ++i) {
    stamps_[i].level = static_cast<std::uint8_t>(model.nodes[i].level);
  }
  for (std::vector<int>& inputs : inputs_) inputs.reserve(model.bases.size() + model.sets.size());
  for (int node : model.bases) {
    if (node >= 0) inputs_[stamp(node).level].push_back(node);
  }
  for (const BaseSet& set : model.sets) inputs_[stamp(set.node).level].push_back(set.node);
  before_.reserve(model.recursions.size());
  tests_.reserve(2 * model.checks.size());
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

std::vector<Evaluation::Test*> Evaluation::in_order_of_cost(bool bounds) {
  std::vector<std::pair<int, Test*>> priced;
  priced.reserve(model_->checks.size());
  for (const Check& check : model_->checks) {
    const int node = bounds ? check.bound : check.node;
    if (check.role != Check::Role::Axiom || node < 0) continue;
    priced.emplace_back(bounds ? check.bound_cost : check.cost, test_of(check, node));
  }
  std::stable_sort(priced.begin(), priced.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Test*> tests;
  tests.reserve(priced.size());
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
  for (Relation& value : relations_) clear(n, value);
  for (EventSet& set : sets_) set = {};
  for (Stamp& s : stamps_) s.checked = s.changed = 0;
  for (Test& test : tests_) test.tested = 0;
  refreshed_.fill(++now_);
}

void Evaluation::set(std::string_view name, EventSet events) {
  for (std::size_t i = 0; i < sets_.size(); ++i) {
    if (model_->sets[i].name == name) sets_[i] = events;
  }
}

void Evaluation::hand_in(const ProgramRelations& program) {
  const auto hand = [&](Base base, const Relation& pairs) {
    if (model_->bases[static_cast<std::size_t>(base)] >= 0) copy(pairs, n_, relation(base));
  };
  hand(Base::Po, program.po);
  hand(Base::Addr, program.addr);
  hand(Base::Data, program.data);
  hand(Base::Ctrl, program.ctrl);
  hand(Base::Rmw, program.rmw);
  hand(Base::Amo, program.amo);
}

void Evaluation::derive_fr() {
  from_reads(relation(Base::Rf), relation(Base::Co), n_, relation(Base::Fr));
}

// What depends on bases that are as they were needs no second look: the search often asks again
// when nothing has changed, or only the order of writes.
void Evaluation::refresh(Level level) {
  ++now_;
  bool changed = false;
  for (auto l = static_cast<std::size_t>(level); l < kLevels; ++l) {
    for (int node : inputs_[l]) changed |= take_over(node);
    if (changed) refreshed_[l] = now_;
  }
}

// True if what was handed in for this base is another than at the last refresh.
bool Evaluation::take_over(int node) {
  Stamp& s = stamp(node);
  const bool first = s.checked == 0;
  const bool changed = compute(node) || first;
  if (changed) s.changed = now_;
  s.checked = now_;
  return changed;
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

}  // namespace litmus
