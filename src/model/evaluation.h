// A compiled model at work on executions: one per thread of a search, filled in and asked over and
// over.
//
//     Evaluation e(model);
//     e.begin(n);                        // a new program of n events: everything is empty
//     e.relation(Base::Po) = ...; e.set(i) = ...;
//     e.refresh(Level::Static);
//     for each way to read:   e.relation(Base::Rf) = ...;  e.refresh(Level::Rf);
//       for each coherence:   e.relation(Base::Co) = ...;  e.refresh(Level::Co);
//         if (e.first_failure(Checks::Axioms) == nullptr) ... allowed ...
//
// Nothing is computed before a check needs it, nothing twice, and a node whose operands kept their
// values keeps its own: after a refresh the cost is that of what really changed. Checks are tried
// in the order of cost, not of the text, and remember their answer as long as their node stays.
//
// No allocation after construction, except by failure() and by what it returns.
//
// Tested by evaluation_test.cpp: against a slow evaluator of sets of pairs, from scratch.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/cat.h"
#include "model/relation.h"

namespace litmus {

// What one path of each thread says, whoever reads from whom.
struct ProgramRelations {
  Relation po, addr, data, ctrl, rmw, amo;
};

enum class Checks : std::uint8_t {
  // Axioms, on a whole execution. nullptr: the model allows it.
  Axioms,
  // What can already be said of a part of one: rf and co may still gain pairs. A failure is final,
  // whatever is added; nullptr says nothing. fr may be handed in as known so far.
  Partial,
};

// A check that failed, and why.
struct Failure {
  const Check* check = nullptr;
  // Acyclic and Irreflexive: the events of a shortest cycle of check->node, in order (one event:
  // related to itself). Empty: the two ends of a pair that should not be (or the event, for a set).
  std::vector<int> events;
};

// Memory that comes as it is. Clearing what a model's nodes could hold costs more than judging a
// small test; begin() clears the rows that are used.
template <typename T>
struct NotCleared : std::allocator<T> {
  template <typename U>
  struct rebind {
    using other = NotCleared<U>;
  };
  void construct(T*) const {}
};

class Evaluation {
 public:
  // The model must outlive it.
  explicit Evaluation(const CatModel& model);
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  const CatModel& model() const { return *model_; }
  int events() const { return n_; }

  // Starts a program of n events: all sets and relations are empty. Refresh Level::Static before
  // asking anything.
  void begin(int n);

  // What the execution hands in. Read at the next refresh of its level; fill all of it before.
  Relation& relation(Base base) { return bases_[static_cast<std::size_t>(base)]; }
  EventSet& set(int index) { return sets_[static_cast<std::size_t>(index)]; }  // of model().sets
  const std::vector<EventSet>& sets() const { return sets_; }
  // By name; does nothing if the model has no such set.
  void set(std::string_view name, EventSet events);

  // Those of them that the model speaks of. After begin().
  void hand_in(const ProgramRelations& program);

  // fr from the rf and co handed in.
  void derive_fr();

  // Says that what is handed in at this level and above may have changed.
  void refresh(Level level);

  // The first check found to fail; nullptr if none does.
  const Check* first_failure(Checks which);

  // Flag: its condition holds. UndefinedUnless: its condition fails. Axiom: it fails.
  bool raised(const Check& check);

  // Why a check fails, in terms of its node (not its bound). Requires raised(check).
  Failure failure(const Check& check);

  // A node's value on the current execution, brought up to date.
  const Relation& value(int node);
  EventSet set_value(int node);

 private:
  // When a node was last found up to date, and when its value last changed; 0: never.
  struct Stamp {
    std::uint64_t checked = 0;
    std::uint64_t changed = 0;
    std::uint8_t level = 0;
  };
  // One condition on one node, and how it last came out.
  struct Test {
    const Check* check = nullptr;
    int node = -1;  // check->node, or its bound
    std::uint64_t tested = 0;
    bool failed = false;
  };

  std::vector<Test*> in_order_of_cost(bool bounds);
  Test* test_of(const Check& check, int node);
  bool fails(Test& test);

  bool take_over(int node);
  void ensure(int node) {
    const Stamp& s = stamp(node);
    if (s.checked < refreshed_[s.level]) bring_up_to_date(node);
  }
  void bring_up_to_date(int node);
  void update(int node);
  void note(int node, bool stale);
  bool compute(int node);
  template <typename Join>
  const Relation& but_last(const Node& node, Join join);
  bool compute_relation(const Node& node, Relation& out);
  EventSet compute_set(const Node& node) const;

  void ensure_recursion(int group);
  void iterate(const Recursion& group);
  bool assign(int variable, int body);

  void touch(int variable) { stamp(variable).checked = stamp(variable).changed = now_; }
  Stamp& stamp(int node) { return stamps_[static_cast<std::size_t>(node)]; }
  Relation& relation_at(int node) { return relations_[static_cast<std::size_t>(node)]; }
  EventSet& set_at(int node) { return node_sets_[static_cast<std::size_t>(node)]; }
  const Relation& relation_at(int node) const { return relations_[static_cast<std::size_t>(node)]; }
  EventSet set_at(int node) const { return node_sets_[static_cast<std::size_t>(node)]; }

  const CatModel* model_;
  int n_ = 0;
  std::array<Relation, kBases> bases_;
  std::vector<EventSet> sets_;
  std::array<std::vector<int>, kLevels> inputs_;  // the nodes of these, by level

  std::vector<Relation, NotCleared<Relation>> relations_;  // by node
  std::vector<EventSet> node_sets_;  // by node
  std::vector<Stamp> stamps_;        // by node
  std::uint64_t now_ = 0;
  std::array<std::uint64_t, kLevels> refreshed_{};
  Relation scratch_;
  // What the variables of each `let rec` were before it was iterated anew, and when they changed.
  struct Before {
    Relation relation;
    EventSet set;
    std::uint64_t changed = 0;
  };
  std::vector<std::vector<Before>> before_;  // by recursion, by variable

  std::vector<Test> tests_;
  std::vector<Test*> axioms_, partial_;  // cheap ones first
};

}  // namespace litmus
