// A run of one test as a value: everything that its slices said, added up. What ends a run early (a
// limit, Ctrl-C, a crash) leaves a record of what was counted until then.
//
// Tested by run_record_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "harness/launch.h"
#include "lang/test.h"
#include "report/run_blocks.h"

namespace litmus {

// What happened in one environment, all its slices together.
struct InEnvironment {
  Tally tally;
  std::uint64_t instances = 0;
  double seconds = 0;
  int slices = 0;
};

// When and where an outcome showed up. Instances inside a slice are not independent of each other;
// slices nearly are, so three slices with a sighting make it reproducible.
struct FirstSeen {
  double first = 0;     // seconds after the start of the run, to the end of the slice it was in
  int environment = 0;  // of the first
  int slices = 0;       // that saw it
};

struct RunRecord {
  Plan plan;  // as it was carried out: its environments are all filled in
  Tally tally;
  std::uint64_t instances = 0;
  double seconds = 0;
  int slices = 0;
  bool pinned = true;                       // in all slices
  std::vector<int> cpus;                    // that were played on, sorted
  std::vector<InEnvironment> environments;  // as in the plan
  RunBlocks blocks;                         // the slices in the order of time
  std::map<Outcome, FirstSeen> first_seen;  // by outcome in all columns
  ChildAnswer::End end = ChildAnswer::End::Done;
  bool partial = false;              // it is still running: this is what there is so far
  std::string end_message;           // of a crash or hang
  std::vector<std::string> caveats;  // sentences for a person
};

// A kernel program that answers in other columns than the test's is as good as one that crashes.
RunRecord record_of(const Test& test, const ChildAnswer& answer);

}  // namespace litmus
