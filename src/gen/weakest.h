// The weakest memory orders that still forbid a test's condition: all of them, not one.
//
//     Weakest found = weakest(mp, judge);         MP: store y release, load y acquire
//     found.answers[0].test                       as a test, for printing
//
// Each slot's orders are partly ordered, and a stronger order never allows more (a property of the
// models that src/agreement tests). So the assignments that forbid are closed upwards, and two sets
// tell everything: the minimal ones that forbid, and the maximal ones that do not. Each tells where
// the next question lies (Gunopulos, Khardon, Mannila, Toivonen: dualize and advance), so the judge
// is asked about little more than the answers, not about every assignment.
//
// A condition `exists P` or `~exists P` is forbidden when P never holds; `forall P` when it always
// does. An assignment under which plain accesses race forbids nothing.
//
// Tested by weakest_test.cpp against the twin that asks about every assignment.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "gen/slots.h"
#include "lang/judgement.h"

namespace litmus {

struct WeakestOptions {
  bool fences = false;            // may fences be inserted between statements?
  std::vector<std::string> keep;  // slots that keep their order, as kept_by reads them
  // Asked between judgements: true ends the search. So does a judgement that was cut short.
  std::function<bool()> expired;
};

// One assignment of orders, and its test.
struct Assignment {
  std::vector<Order> orders;  // one for each slot of Weakest::slots
  Test test;
  int cost = 0;  // cost.h
};

struct Weakest {
  Test base;  // what the slots are of: the test, with candidate fences
  std::vector<Slot> slots;
  std::vector<Assignment> answers;  // minimal and forbidding, the cheapest first
  std::vector<Assignment> near;  // maximal and not forbidding: as strong as can be and still wrong
  bool possible = false;         // something forbids
  std::vector<Race> races;       // under the strongest orders: nothing forbids while these stand
  bool complete = false;         // the search was not cut short
  bool bounded = false;          // a verdict rested on a loop bound
  int judged = 0;                // how often the judge was asked
};

Weakest weakest(const Test& test, const Judge& judge, const WeakestOptions& options = {});

// Whether this judgement forbids what the test asks for.
bool forbids(const Judgement& judgement, const Test& test);

}  // namespace litmus
