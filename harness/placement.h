// Placement classes: the named ways in which a few workers can sit on a machine.
//
// Two CPUs are threads of one core (smt), share a cache below the package's (cluster), a package
// (package), or nothing (cross-package). A class is tallied apart, because what is rare between two
// sockets may be common between siblings. On machines with unequal cores the class also says which
// kinds take part: "cluster:little", "package:mixed".
//
// Tested by placement_test.cpp on many shapes of machine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/topology.h"

namespace litmus {

enum class Nearness {
  Smt,      // threads of one core
  Cluster,  // cores behind one cache
  Package,
  Machine,  // different packages
};

Nearness nearness(const Cpu& a, const Cpu& b);

struct Placement {
  std::string name;
  // Disjoint sets of CPUs that all have this shape, each as large as the number of workers. The
  // first set serves one copy of a test; the others more copies, or a change of place.
  std::vector<std::vector<int>> sets;

  bool operator==(const Placement&) const = default;
};

// Every class that exists here for this many workers, nearest first. With one worker: "alone". With
// more workers than CPUs: one placement, "crowded", which goes round the CPUs more than once.
std::vector<Placement> placements(const Topology& topology, int workers);

}  // namespace litmus
