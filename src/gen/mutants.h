// Mutants: a test with one order weakened, so that what it forbids becomes allowed.
//
//     SB+sc+sc      P0: store x release instead of seq_cst: x86 may then show what SB asks about
//
// Whoever says "never" of a test should have seen its mutants do it. A test that its judge allows
// has none, and neither has one that holds with every order relaxed.
//
// Tested by mutants_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "gen/slots.h"
#include "lang/judgement.h"
#include "lang/test.h"

namespace litmus {

struct Mutant {
  Test test;                   // called SB+sc+sc~1, SB+sc+sc~2, ...
  Slot slot;                   // of the original
  Order order = Order::Plain;  // in its place; a fence that is Plain is gone
};

// For each slot the strongest weaker order that lets the judge no longer forbid the condition.
std::vector<Mutant> mutants(const Test& test, const Judge& judge);

// "P0: store x release", "P1: fence 2 left out"
std::string what_changed(const Mutant& mutant, const Test& original);

}  // namespace litmus
