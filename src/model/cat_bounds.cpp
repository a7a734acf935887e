// What can be said of a node by its shape alone: a part of it that only grows, a static relation
// that covers it, and whether it contains another.
#include <algorithm>

#include "model/cat_graph.h"

namespace litmus {

// Only differences lose pairs. In a \ b, whatever b may still become is within its covering.
int CatGraph::growing_part(int node) {
  if (at(node).grows) return node;
  if (auto known = growing_.find(node); known != growing_.end()) return known->second;
  Op op = at(node).op;
  std::vector<int> o = at(node).operands;
  int part = at(node).is_set ? no_events_ : empty_;
  if (op == Op::Difference) {
    part = difference(growing_part(o[0]), covering(o[1]));
  } else if (op == Op::SetDifference) {
    part = set_difference(growing_part(o[0]), covering(o[1]));
  } else if (op != Op::Recursive && op != Op::BaseSet) {
    for (int& operand : o) operand = growing_part(operand);
    part = rebuild(op, o);
  }
  growing_.emplace(node, part);
  return part;
}

int CatGraph::covering(int node) {
  if (is_static(node)) return node;
  if (auto known = covering_.find(node); known != covering_.end()) return known->second;
  const Node n = at(node);  // a copy: making nodes moves them
  Op op = n.op;
  std::vector<int> o = n.operands;
  int cover = n.is_set ? all_events_ : product(all_events_, all_events_);
  if (op == Op::BaseSet) {
    cover = base_set("W");
  } else if (op == Op::BaseRelation) {
    Base which = static_cast<Base>(n.index);
    int from = base_set(which == Base::Fr ? "R" : "W");
    int to = base_set(which == Base::Rf ? "R" : "W");
    cover = intersection({base(Base::Loc), product(from, to)});
  } else if (op == Op::Difference) {
    cover = covering(o[0]);
    if (is_static(o[1])) cover = difference(cover, o[1]);
  } else if (op == Op::SetDifference) {
    cover = covering(o[0]);
    if (is_static(o[1])) cover = set_difference(cover, o[1]);
  } else if (op != Op::Recursive) {
    for (int& operand : o) operand = covering(operand);
    cover = rebuild(op, o);
  }
  covering_.emplace(node, cover);
  return cover;
}

// The same operation on other operands. Not for leaves, recursion and differences.
int CatGraph::rebuild(Op op, const std::vector<int>& o) {
  switch (op) {
    case Op::Domain:
      return domain(o[0]);
    case Op::Range:
      return range(o[0]);
    case Op::SetUnion:
      return set_union(o);
    case Op::SetIntersection:
      return set_intersection(o);
    case Op::Identity:
      return identity(o[0]);
    case Op::Product:
      return product(o[0], o[1]);
    case Op::Union:
      return unite(o);
    case Op::Intersection:
      return intersection(o);
    case Op::Sequence:
      return sequence(o);
    case Op::RestrictDomain:
      return sequence({identity(o[0]), o[1]});
    case Op::RestrictRange:
      return sequence({o[0], identity(o[1])});
    case Op::Inverse:
      return inverse(o[0]);
    case Op::Plus:
      return plus(o[0]);
    case Op::Star:
      return star(o[0]);
    case Op::Optional:
      return optional(o[0]);
    default:
      break;
  }
  CHECK(false);
}

bool CatGraph::contains(int big, int small) const {
  int budget = 10'000;  // the rules below can try the same question often
  return contains(big, small, budget);
}

bool CatGraph::contains(int big, int small, int& budget) const {
  if (big == small || small == empty_) return true;
  if (--budget < 0) return false;
  const Node& b = at(big);
  const Node& s = at(small);
  auto big_contains = [&](int part) { return contains(big, part, budget); };
  auto contains_small = [&](int part) { return contains(part, small, budget); };

  if (s.op == Op::Union) {
    return std::all_of(s.operands.begin(), s.operands.end(), big_contains);
  }
  bool closed = b.op == Op::Plus || b.op == Op::Star;
  if (closed && s.op == Op::Plus) return big_contains(s.operands[0]);
  if (closed && s.op == Op::Sequence && big_contains(s.operands[0]) &&
      big_contains(s.operands[1])) {
    return true;
  }
  if (b.op == Op::Sequence && s.op == Op::Sequence &&
      contains(b.operands[0], s.operands[0], budget) &&
      contains(b.operands[1], s.operands[1], budget)) {
    return true;
  }
  if (closed || b.op == Op::Optional) {
    if (contains_small(b.operands[0])) return true;
  } else if (b.op == Op::Union) {
    if (std::any_of(b.operands.begin(), b.operands.end(), contains_small)) return true;
    if (contains_in_halves(big, small, budget)) return true;
  } else if (b.op == Op::Intersection) {
    return std::all_of(b.operands.begin(), b.operands.end(), contains_small);
  }
  return s.op == Op::Intersection &&
         std::any_of(s.operands.begin(), s.operands.end(), big_contains);
}

// rf is in a union that holds rf & int and rf & ext apart, because the two make up all pairs.
bool CatGraph::contains_in_halves(int big, int small, int& budget) const {
  return has_half(big, small, Base::Int, budget) && has_half(big, small, Base::Ext, budget);
}

bool CatGraph::has_half(int whole, int relation, Base side, int& budget) const {
  if (--budget < 0) return false;
  const Node& w = at(whole);
  if (w.op == Op::Union) {
    return std::any_of(w.operands.begin(), w.operands.end(),
                       [&](int part) { return has_half(part, relation, side, budget); });
  }
  if (w.op != Op::Intersection || w.operands.size() != 2) return false;
  const int other = w.operands[w.operands[0] == relation ? 1 : 0];
  const bool of_relation = w.operands[0] == relation || w.operands[1] == relation;
  return of_relation && at(other).op == Op::BaseRelation &&
         at(other).index == static_cast<int>(side);
}

}  // namespace litmus
