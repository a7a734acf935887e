// Explanations in words, for people.
//
//     MP+rel+acq under c++20: 1:r0=1; 1:r1=0; is forbidden.
//
//     No execution that the model allows ends so. The one that comes nearest:
//
//       P0  a: W x=1 relaxed
//           b: W y=1 release
//       P1  c: R y=1 acquire
//           d: R x=0 relaxed
//
//     It breaks an axiom of the model:  irreflexive hb ; eco? as coherence
//       a -> b  a is before b in program order                  hb: po
//       b -> c  c reads the 1 that b wrote to y                 hb: sw: rf
//               b is release; c is acquire
//       c -> d  c is before d in program order                  hb: po
//       d -> a  d reads the 0 that a overwrites with 1          eco: fr
//
// The facts come from explanation.h, what an edge of the cycle is made of from trace_edge.h; here
// they only find words. Reasons are data as well, for pictures and for other formats.
//
// Tested by explain_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "model/explanation.h"

namespace litmus {

// One step of a reason: why one event comes before another.
struct Reason {
  int from = -1;
  int to = -1;
  std::string relation;             // of the execution: "po", "rf", "fr"
  std::vector<std::string> within;  // the definitions it is part of, outermost first: "hb", "sw"
  std::string words;                // "c reads the 1 that b wrote to y"
  std::vector<std::string> asked;   // of the events at its ends: "b is release", "f is MFENCE"
};

// The reasons of a refusal, in order. For a cycle they lead around it, back to where they began.
std::vector<Reason> reasons(const Refusal& refusal, const Test& test, const CatModel& model);

std::string to_text(const Explanation& explanation, const Outcome& outcome, const Test& test,
                    const CatModel& model);
std::string to_text(const RaceWitness& race, const Test& test, const CatModel& model);

// The events thread by thread, as above: for texts that show more than one execution.
std::string events_text(const Execution& execution, const Test& test);

}  // namespace litmus
