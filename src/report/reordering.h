// Which reordering does a weak outcome show?
//
// The execution that comes nearest to sequential consistency has a cycle; where that cycle follows
// program order from one location to another, and nothing in the program keeps the two accesses in
// order, the machine must have let them pass each other:
//
//     SB   W x=1 -> R y=0 ...             store-load
//     MP   W x=1 -> W y=1, R y=1 -> R x=0 store-store, load-load: one of the two is enough
//     IRIW R x=1 acquire -> R y=0         all kept in order: not multi-copy atomic
//
// Tested by reordering_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "lang/test.h"
#include "model/cat.h"
#include "report/answers.h"

namespace litmus {

enum class Reordering : std::uint8_t {
  StoreLoad,
  StoreStore,
  LoadLoad,
  LoadStore,
  EarlyForwarding,     // a load has its own thread's store before others see it
  NotMultiCopyAtomic,  // a store reaches one thread before another
  Coherence,           // accesses to one location: no machine may
};
constexpr std::size_t kReorderings = 7;

std::string_view to_string(Reordering reordering);  // "store-load", ...

// Every reordering that the outcome may come from; none if sequential consistency allows it. `sc`
// is that model. Throws Error where the model can not judge the test.
std::set<Reordering> reorderings(const Test& test, const Outcome& outcome, const CatModel& sc);

// What the test asks about (its condition's outcomes, of forall the counterexamples), where only
// executions that are not coherent end so: no machine may show it, and no model allows it. None
// where a coherent one does, and where it takes too long to tell.
std::vector<Outcome> incoherent(const Test& test);

// A recorded row as an outcome of the test's shown columns, if it is one; and back.
std::optional<Outcome> outcome_of(const Test& test, const NamedRow& row);
NamedRow row_of(const Test& test, const Outcome& outcome);

}  // namespace litmus
