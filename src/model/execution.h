// One execution of a test, complete and standing by itself: what `explain` shows and pictures draw.
//
//     0  init  W x=0            rf: who reads from whom      co: the order of writes to a location
//     2  P0    W x=1 release    fr: a read comes before the writes that overwrite what it read
//
// Tested by explanation_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "model/evaluation.h"

namespace litmus {

struct ExecutionEvent {
  int thread = -1;    // -1: an initial write
  int location = -1;  // -1: a fence
  bool reads = false, writes = false;
  Value read = 0, written = 0;
  Order order = Order::Plain;     // of the C access or fence it comes from
  std::vector<std::string> tags;  // of the compiled operation: "A", "MFENCE"; none for C events
  bool compiled = false;          // a machine operation, not a C event
  Position at;
};

struct Execution : ProgramRelations {
  std::vector<ExecutionEvent> events;  // initial writes, then thread after thread
  Relation rf, co, fr;
  std::vector<EventSet> sets;  // of the model's sets, in its order
  Outcome outcome;             // the test's shown columns

  int size() const { return static_cast<int>(events.size()); }
};

// "W x=1 release", "R y=0 [A]", "U x 0->1 acq_rel", "F seq_cst", "init x=0".
std::string to_string(const ExecutionEvent& event, const Test& test);

// The letter by which texts and pictures call an event: a, b, ... z, a1, b1, ...; the initial
// writes are i0, i1, ...
std::string letter(const Execution& execution, int event);

// Loads an execution of `evaluation.model()` into the evaluation, ready to be asked.
void hand_in(const Execution& execution, Evaluation& evaluation);

}  // namespace litmus
