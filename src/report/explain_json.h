// An explanation as other programs read it, one line:
//
//     {"test":"SB","model":"tso","outcome":{"0:r0":0,"1:r0":0},"verdict":"allowed",
//      "execution":{"events":[{"name":"a","thread":0,"kind":"W","location":"x","written":1,
//      "order":"relaxed","line":4,"column":3},...],"rf":[["i0","d"],...],"co":...,"fr":...,
//      "out_of_order":[["a","b"],["c","d"]]}}
//
// The verdict is allowed, forbidden, out of thin air, impossible, undecided or race. What is
// forbidden has the axiom it breaks, with its text, and around the cycle the reasons: from, to, the
// relation, the definitions it is part of, and words. A race has its two events. Fields may be
// added, never changed. Tested by explain_json_test.cpp.
#pragma once

#include <string>

#include "model/explain.h"

namespace litmus {

std::string to_json(const Explanation& explanation, const Outcome& outcome, const Test& test,
                    const CatModel& model);
std::string to_json(const RaceWitness& race, const Test& test, const CatModel& model);

}  // namespace litmus
