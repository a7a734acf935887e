// What forbids an outcome, drawn: the events of the cycle, each in its thread's column, and from
// one to the next what puts it first. Where program order leads, one goes down; where communication
// does, across.
//
//     P0                P1
//     a: W x=1 relaxed
//     | po
//     b: W y=1 release
//     '------ rf ------>.
//                       c: R y=1 acquire
//                       | po
//                       d: R x=0 relaxed
//     .<------ fr ------'
//     a
//
// A race is drawn likewise: two accesses, with nothing between them.
//
// Tested by cycle_picture_test.cpp, and in src/cli/golden.
#pragma once

#include <string>

#include "model/explain.h"

namespace litmus {

// At most 80 columns wide. Empty where the axiom speaks of no two events.
std::string picture(const Refusal& refusal, const Test& test, const CatModel& model);
std::string picture(const RaceWitness& race, const Test& test);

}  // namespace litmus
