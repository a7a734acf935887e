// Which CPUs we may use, and how near they are to each other.
//
// Read through hwloc from what this process is *allowed* (cgroup sets and taskset respected), from
// a synthetic description ("pack:2 l3:2 core:2 pu:2") or from a saved XML file, so that tests see
// machines that are not here. hwloc does not show in this header.
//
// Tested by topology_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace litmus {

struct Cpu {
  int number = 0;    // the system's
  int core = 0;      // threads of one core share it
  int cluster = -1;  // cores behind one cache share it; -1 if only the package's cache is shared
  int package = 0;
  int kind = 0;  // on machines with unequal cores: 0 the most frugal, then faster ones

  bool operator==(const Cpu&) const = default;
};

// Sorted by number.
struct Topology {
  std::vector<Cpu> cpus;

  bool operator==(const Topology&) const = default;
};

Topology this_machine();
// Both throw Error if the description is not one.
Topology synthetic_machine(const std::string& description);
Topology saved_machine(const std::string& xml);

// The part of a topology that has these numbers. Throws Error if one is not there.
Topology restricted(const Topology& topology, const std::vector<int>& numbers);

bool has_unequal_cores(const Topology& topology);

// "0,2-5" and back. The reader throws Error on anything else and on numbers beyond 65535.
std::string print_cpus(const std::vector<int>& numbers);
std::vector<int> parse_cpus(std::string_view text);

// How many CPUs' worth of time the system grants this process (a cgroup's quota; 1.5 on many cloud
// runners), or 0 if there is no such limit. `root` is where the system's files are: a seam for
// tests.
double cpu_quota(const std::string& root = "");

}  // namespace litmus
