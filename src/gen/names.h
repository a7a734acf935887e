// Names of cycles: a family of the literature and a tag for each thread. README.md gives the
// grammar; one cycle has one name, and the name says everything about it.
//
//     SB                  PodWR Fre PodWR Fre
//     MP+rel+acq          PodWW Rel Rfe Acq PodRR Fre
//     SB+f.sc+rfi-po      FenceScdWR Fre Rfi PodRR Fre
//     WW+U+RR+rel+rlx+acq PodWW Rel Rfe U.Rlx Rfe Acq PodRR Fre
//
// Tested by names_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gen/cycle.h"
#include "lang/test.h"

namespace litmus {

// A family: the shapes of its threads, in the canonical order.
struct Family {
  std::string_view name;
  std::vector<Shape> shapes;
  bool coherence = false;  // one location: the accesses of a thread are linked by Pos, not Pod
};

const std::vector<Family>& families();

std::string name_of(const Cycle& canonical_cycle);

// The cycle of a name. Throws Error where it stops being one, with the families nearest to it.
// `SB+acq+rel` and `SB+rel+acq` are one cycle and both are read.
Cycle cycle_of_name(std::string_view name);

// The test that a word on the command line stands for: a name, or a cycle in quotes.
Test test_named(std::string_view word);

}  // namespace litmus
