// Building the nodes of a model: every way to make a set or a relation from others, once.
//
// Equal expressions become one node, and what is simple is simplified on the way, so that little is
// left to do on each of the millions of executions:
//
//     r | 0  is  r              (r+)+  is  r+             a \ b \ c  is  a \ (b | c)
//     [S] ; r ; [T]             filters the rows of r; no identity is ever multiplied
//     a ; b ; rf ; c            with static a, b, c: two products, since a ; b is made only once
//     let rec x = r | x ; x     is  r+                     (rf^-1 ; co) \ id  is  fr
//
// A node with a name is not taken apart by the simplifications, because people want to read it in
// explanations.
//
// Tested by cat_graph_test.cpp (each rule) and evaluation_test.cpp (that they keep the meaning).
#pragma once

#include <map>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "model/cat.h"

namespace litmus {

class CatGraph {
 public:
  using Op = Node::Op;

  CatGraph();
  CatGraph(const CatGraph&) = delete;
  CatGraph& operator=(const CatGraph&) = delete;

  const Node& at(int node) const { return nodes_[static_cast<std::size_t>(node)]; }
  int size() const { return static_cast<int>(nodes_.size()); }

  // Leaves. no_events() and empty() are the same thing where a text writes 0 or {}; as_set and
  // as_relation turn one into the other and leave everything else alone.
  int no_events() const { return no_events_; }
  int all_events() const { return all_events_; }
  int empty() const { return empty_; }
  int base(Base base);
  int base_set(std::string_view name);
  int as_set(int node) const { return node == empty_ ? no_events_ : node; }
  int as_relation(int node) const { return node == no_events_ ? empty_ : node; }
  bool is_nothing(int node) const { return node == empty_ || node == no_events_; }

  // Sets.
  int domain(int relation);
  int range(int relation);
  int set_union(std::vector<int> sets);
  int set_intersection(std::vector<int> sets);
  int set_difference(int set, int without);

  // Relations.
  int identity(int set);
  int product(int from, int to);
  int unite(std::vector<int> relations);
  int intersection(std::vector<int> relations);
  int difference(int relation, int without);
  int sequence(std::vector<int> relations);
  int inverse(int relation);
  int plus(int relation);
  int star(int relation);
  int optional(int relation);

  // Gives a node a name, unless it has one.
  void name(int node, std::string_view name);

  // `let rec`: open a group with its variables, build the bodies, close it. Closing returns what
  // each variable stands for from then on. If a variable occurs to the right of a difference, there
  // is no least fixpoint: `not_monotone` becomes that difference, and nothing is returned.
  int open_recursion(const std::vector<bool>& is_set);
  int variable(int recursion, std::size_t i) const;
  std::vector<int> close_recursion(int recursion, std::vector<int> bodies, int& not_monotone);

  // A node contained in `node` whatever rf and co still gain, and which only grows.
  int growing_part(int node);

  // True if it follows from the shape of `big` that every pair of `small` is in it.
  bool contains(int big, int small) const;

  // The part of the graph that `roots` need, in evaluation order. `roots` become the new numbers.
  void extract(std::vector<int>& roots, CatModel& out) const;

 private:
  // By what nodes are made of: equal ones are one.
  struct ByShape {
    const std::vector<Node>& nodes;
    auto shape(int node) const {
      const Node& n = nodes[static_cast<std::size_t>(node)];
      return std::tie(n.op, n.index, n.operands);
    }
    bool operator()(int a, int b) const { return shape(a) < shape(b); }
  };

  int make(Op op, std::vector<int> operands, int index = -1);
  void set_level(Node& node) const;
  bool is_read_before(int relation) const;
  bool is_static(int node) const { return at(node).level == Level::Static; }
  int operand(int node, std::size_t i = 0) const { return at(node).operands[i]; }

  std::vector<int> flatten(Op op, const std::vector<int>& operands) const;
  int joined(Op op, std::vector<int> operands);
  int restrict_domain(int set, int relation);
  int restrict_range(int relation, int set);
  int product_of(std::span<const int> factors);

  std::vector<bool> inside(const Recursion& group) const;
  int as_closure(const Recursion& group);
  int covering(int node);
  int rebuild(Op op, const std::vector<int>& operands);
  bool contains(int big, int small, int& budget) const;
  bool contains_in_halves(int big, int small, int& budget) const;
  bool has_half(int whole, int relation, Base side, int& budget) const;

  std::vector<Node> nodes_;
  std::vector<Recursion> recursions_;
  std::set<int, ByShape> known_{ByShape{nodes_}};
  std::map<int, int> growing_, covering_;
  std::map<std::string, int, std::less<>> sets_;
  int no_events_, all_events_, empty_;
};

}  // namespace litmus
