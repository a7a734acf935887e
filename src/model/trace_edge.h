// Why two events are related: the path of plain steps behind a pair of a model's relation.
//
// In RC11's message passing the pair (W x, R x) of hb is
//
//     hb     sb   W x -> W y
//            sw   W y -> R y     [release] at W y, rf W y -> R y, [acquire] at R y
//            sb   R y -> R x
//
// A step with a name of its own (a `let` of the model) holds the steps it is made of; base
// relations and the built-in names (rfe, po-loc) hold none. Of all explanations it is one with the
// fewest steps.
//
// Tested by trace_edge_test.cpp: every step is in its relation, the ends meet, and known pairs give
// known steps.
#pragma once

#include <string>
#include <vector>

#include "model/evaluation.h"

namespace litmus {

struct TraceStep {
  std::string name;  // "rf", "hb", "rf^-1"; "[W & A]" for what is only required of an event
  int from = -1;
  int to = -1;  // from, for "[...]"
  std::vector<TraceStep> inside;
};

// The steps from `from` to `to`, end to end. Requires that evaluation.value(node) holds the pair.
std::vector<TraceStep> trace_edge(Evaluation& evaluation, int node, int from, int to);

// "hb(sb; sw([release]; rf; [acquire]); sb)", for tests and for the curious.
std::string to_string(const std::vector<TraceStep>& steps);

}  // namespace litmus
