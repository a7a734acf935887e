// Making nodes: hash-consing and the simplifications that cat_graph.h lists.
#include "model/cat_graph.h"

#include <algorithm>

namespace litmus {

CatGraph::CatGraph() {
  nodes_.reserve(256);  // most models have some hundred
  no_events_ = make(Op::NoEvents, {});
  all_events_ = make(Op::AllEvents, {});
  empty_ = make(Op::Empty, {});
}

// --- making one node ---

int CatGraph::make(Op op, std::vector<int> operands, int index) {
  nodes_.push_back({.op = op,
                    .is_set = op <= Op::SetDifference,
                    .index = index,
                    .operands = std::move(operands),
                    .name = {}});
  const auto [known, fresh] = known_.insert(size() - 1);
  if (fresh) {
    set_level(nodes_.back());
  } else {
    nodes_.pop_back();
  }
  return *known;
}

// From the operands, which are final; what has none keeps the defaults of Node.
void CatGraph::set_level(Node& node) const {
  if (node.operands.empty()) return;
  node.level = Level::Static;
  node.grows = true;
  for (int o : node.operands) {
    node.level = std::max(node.level, at(o).level);
    node.grows = node.grows && at(o).grows;
  }
  if (node.op == Op::Difference || node.op == Op::SetDifference) {
    node.grows = at(node.operands[0]).grows && is_static(node.operands[1]);
  }
}

int CatGraph::base(Base base) {
  int node = make(Op::BaseRelation, {}, static_cast<int>(base));
  nodes_[static_cast<std::size_t>(node)].level = level_of(base);
  name(node, to_string(base));
  return node;
}

int CatGraph::base_set(std::string_view set) {
  auto known = sets_.find(set);
  if (known != sets_.end()) return known->second;
  int node = make(Op::BaseSet, {}, static_cast<int>(sets_.size()));
  name(node, set);
  sets_.emplace(set, node);
  if (set == "FW") {  // the last writes: known when co is, and no part of co tells
    nodes_[static_cast<std::size_t>(node)].level = Level::Co;
    nodes_[static_cast<std::size_t>(node)].grows = false;
  }
  return node;
}

void CatGraph::name(int node, std::string_view name) {
  Node& named = nodes_[static_cast<std::size_t>(node)];
  if (named.name.empty()) named.name = name;
}

// --- unions and intersections ---

// The operands, and in place of an unnamed operand of the same operation that one's operands. Long
// lists are left alone: a text that doubles a union over and over would make each node longer.
std::vector<int> CatGraph::flatten(Op op, const std::vector<int>& operands) const {
  constexpr std::size_t kLong = 32;
  std::vector<int> flat;
  flat.reserve(2 * operands.size());
  for (int o : operands) {
    if (at(o).op == op && at(o).name.empty() && at(o).operands.size() < kLong) {
      flat.insert(flat.end(), at(o).operands.begin(), at(o).operands.end());
    } else {
      flat.push_back(o);
    }
  }
  std::sort(flat.begin(), flat.end());
  flat.erase(std::unique(flat.begin(), flat.end()), flat.end());
  return flat;
}

// An associative, commutative, idempotent operation; its static operands are joined first.
int CatGraph::joined(Op op, std::vector<int> operands) {
  if (operands.size() == 1) return operands[0];
  auto moving = std::stable_partition(operands.begin(), operands.end(),
                                      [this](int o) { return is_static(o); });
  if (moving - operands.begin() > 1 && moving != operands.end()) {
    int fixed = make(op, std::vector<int>(operands.begin(), moving));
    operands.erase(operands.begin(), moving);
    operands.push_back(fixed);
  }
  std::sort(operands.begin(), operands.end());
  return make(op, std::move(operands));
}

int CatGraph::unite(std::vector<int> relations) {
  std::vector<int> parts = flatten(Op::Union, relations);
  std::erase(parts, empty_);
  return parts.empty() ? empty_ : joined(Op::Union, std::move(parts));
}

int CatGraph::intersection(std::vector<int> relations) {
  std::vector<int> parts = flatten(Op::Intersection, relations);
  if (std::find(parts.begin(), parts.end(), empty_) != parts.end()) return empty_;
  int everything = product(all_events_, all_events_);
  std::erase(parts, everything);
  return parts.empty() ? everything : joined(Op::Intersection, std::move(parts));
}

int CatGraph::set_union(std::vector<int> sets) {
  std::vector<int> parts = flatten(Op::SetUnion, sets);
  std::erase(parts, no_events_);
  return parts.empty() ? no_events_ : joined(Op::SetUnion, std::move(parts));
}

int CatGraph::set_intersection(std::vector<int> sets) {
  std::vector<int> parts = flatten(Op::SetIntersection, sets);
  if (std::find(parts.begin(), parts.end(), no_events_) != parts.end()) return no_events_;
  std::erase(parts, all_events_);
  return parts.empty() ? all_events_ : joined(Op::SetIntersection, std::move(parts));
}

// --- differences ---

// rf^-1 ; co, as texts that do not say fr write it.
bool CatGraph::is_read_before(int relation) const {
  const Node& node = at(relation);
  if (node.op != Op::Sequence || node.operands.size() != 2) return false;
  const auto is_base = [&](const Node& n, Base base) {
    return n.op == Op::BaseRelation && n.index == static_cast<int>(base);
  };
  const Node& left = at(node.operands[0]);
  return left.op == Op::Inverse && is_base(at(left.operands[0]), Base::Rf) &&
         is_base(at(node.operands[1]), Base::Co);
}

int CatGraph::difference(int relation, int without) {
  if (without == empty_ || relation == empty_) return relation;
  if (relation == without) return empty_;
  if (without == identity(all_events_) && is_read_before(relation)) return base(Base::Fr);
  const Node& from = at(relation);
  if (from.op == Op::Difference && from.name.empty()) {  // a \ b \ c
    int inner = from.operands[0];
    return difference(inner, unite({from.operands[1], without}));
  }
  const Node& taken = at(without);
  if (taken.op == Op::Intersection) {  // a \ (a & b)
    std::vector<int> others = taken.operands;
    if (std::erase(others, relation) > 0) return difference(relation, intersection(others));
  }
  return make(Op::Difference, {relation, without});
}

int CatGraph::set_difference(int set, int without) {
  if (without == no_events_ || set == no_events_) return set;
  if (set == without) return no_events_;
  return make(Op::SetDifference, {set, without});
}

// --- sequences ---

// Factors between which nothing is known yet are first joined where they are static, so that the
// products made on every execution are as few as can be.
int CatGraph::sequence(std::vector<int> relations) {
  std::vector<int> factors;
  factors.reserve(2 * relations.size());
  auto append = [&](auto& self, int node) -> void {
    const Node& n = at(node);
    bool open = n.name.empty();
    if (open && n.op == Op::Sequence) {
      for (int o : std::vector<int>(n.operands)) self(self, o);
    } else if (open && n.op == Op::RestrictDomain) {
      int set = n.operands[0], relation = n.operands[1];
      self(self, identity(set));
      self(self, relation);
    } else if (open && n.op == Op::RestrictRange) {
      int relation = n.operands[0], set = n.operands[1];
      self(self, relation);
      self(self, identity(set));
    } else {
      factors.push_back(node);
    }
  };
  for (int relation : relations) append(append, relation);
  if (std::find(factors.begin(), factors.end(), empty_) != factors.end()) return empty_;

  std::size_t runs = 0;  // each static run as one node, in the place of its factors
  for (std::size_t i = 0, end; i < factors.size(); i = end) {
    end = i + 1;
    while (is_static(factors[i]) && end < factors.size() && is_static(factors[end])) ++end;
    factors[runs++] = product_of({&factors[i], end - i});
  }
  return product_of({factors.data(), runs});
}

int CatGraph::product_of(std::span<const int> factors) {
  int all = factors[0];
  for (int next : factors.subspan(1)) {
    if (at(all).op == Op::Identity) {
      all = restrict_domain(operand(all), next);
    } else if (at(next).op == Op::Identity) {
      all = restrict_range(all, operand(next));
    } else if (all == empty_ || next == empty_) {
      all = empty_;
    } else {
      all = make(Op::Sequence, {all, next});
    }
  }
  return all;
}

int CatGraph::restrict_domain(int set, int relation) {
  if (set == all_events_) return relation;
  if (set == no_events_ || relation == empty_) return empty_;
  const Node& r = at(relation);
  if (r.op == Op::Identity) return identity(set_intersection({set, r.operands[0]}));
  if (r.op == Op::Product) {
    int to = r.operands[1];
    return product(set_intersection({set, r.operands[0]}), to);
  }
  return make(Op::RestrictDomain, {set, relation});
}

int CatGraph::restrict_range(int relation, int set) {
  if (set == all_events_) return relation;
  if (set == no_events_ || relation == empty_) return empty_;
  const Node& r = at(relation);
  if (r.op == Op::Identity) return identity(set_intersection({r.operands[0], set}));
  if (r.op == Op::Product) {
    int from = r.operands[0];
    return product(from, set_intersection({r.operands[1], set}));
  }
  return make(Op::RestrictRange, {relation, set});
}

// --- everything else ---

int CatGraph::identity(int set) { return set == no_events_ ? empty_ : make(Op::Identity, {set}); }

int CatGraph::product(int from, int to) {
  if (from == no_events_ || to == no_events_) return empty_;
  return make(Op::Product, {from, to});
}

int CatGraph::domain(int relation) {
  if (relation == empty_) return no_events_;
  return at(relation).op == Op::Identity ? operand(relation) : make(Op::Domain, {relation});
}

int CatGraph::range(int relation) {
  if (relation == empty_) return no_events_;
  return at(relation).op == Op::Identity ? operand(relation) : make(Op::Range, {relation});
}

int CatGraph::inverse(int relation) {
  const Node& r = at(relation);
  if (r.op == Op::Inverse) return r.operands[0];
  if (r.op == Op::Identity || r.op == Op::Empty) return relation;
  if (r.op == Op::Product) {
    int from = r.operands[0], to = r.operands[1];
    return product(to, from);
  }
  return make(Op::Inverse, {relation});
}

int CatGraph::plus(int relation) {
  Op op = at(relation).op;
  if (op == Op::Plus || op == Op::Star || op == Op::Empty || op == Op::Identity) return relation;
  if (op == Op::Optional) return star(operand(relation));
  return make(Op::Plus, {relation});
}

int CatGraph::star(int relation) {
  Op op = at(relation).op;
  if (op == Op::Star) return relation;
  if (op == Op::Empty || op == Op::Identity) return identity(all_events_);
  if (op == Op::Plus || op == Op::Optional) return star(operand(relation));
  return make(Op::Star, {relation});
}

int CatGraph::optional(int relation) {
  Op op = at(relation).op;
  if (op == Op::Star || op == Op::Optional) return relation;
  if (op == Op::Empty || op == Op::Identity) return identity(all_events_);
  if (op == Op::Plus) return star(operand(relation));
  return make(Op::Optional, {relation});
}

}  // namespace litmus
