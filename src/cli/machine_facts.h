// What a record of a run says of the machine and the system it ran on. No host or user name.
//
// Tested by machine_facts_test.cpp, on saved files of other machines.
#pragma once

#include <string>

namespace litmus {

struct MachineFacts {
  std::string processor;  // its model; "" if the system does not say
  std::string microcode;
  std::string caches;  // of the first CPU: "L1d 32K, L1i 32K, L2 1024K, L3 32768K"
  std::string kernel;  // "Linux 6.1.0"
  bool virtualised = false;
  bool emulated = false;  // instructions are interpreted: no evidence about real hardware
};

// `root` is where the system's files are, `architecture` what this program was built for: a seam
// for tests.
MachineFacts machine_facts(const std::string& architecture, const std::string& root = "");

// "2026-01-31T12:00:00.123456Z"
std::string time_now();

}  // namespace litmus
