// What a cycle means: for each access its thread, its location and the values it reads and writes.
//
// MP, `PodWW Rfe PodRR Fre`, is laid out as
//
//     P0: W x=1; W y=1       P1: R y=1; R x=0
//
// Locations change on `d` edges and threads on external ones. Within a location, the writes are
// numbered 1, 2, 3 in the order the cycle passes them, which is their coherence order; a read reads
// the write before it, or 0. A cycle that never changes location contradicts itself at one of its
// program-order edges; the numbers start after the last of them.
//
// Tested by layout_test.cpp.
#pragma once

#include <vector>

#include "gen/cycle.h"
#include "harness/outcome.h"

namespace litmus {

struct PlacedAccess {
  int thread = 0;
  int location = 0;
  bool reads = false;
  bool writes = false;
  bool observed = false;  // the value read stands in the condition
  Value value_read = 0;
  Value value_written = 0;
};

struct CycleLayout {
  std::vector<PlacedAccess> accesses;  // one for each step of the canonical cycle
  int threads = 0;
  std::vector<int> writes;  // of each location

  // Whether the values in the condition leave the order of this location's writes open, so that a
  // thread of its own must read them.
  bool needs_observer(int location) const;
};

CycleLayout lay_out(const Cycle& canonical_cycle);

}  // namespace litmus
