// Small random tests, as text: the same seed gives the same test everywhere.
//
// They hold what the golden tests do not: compare-exchange strong and weak, loops, locks, branches
// with conditions of several kinds, updates that wrap in narrow types, address dependencies,
// pointers, plain accesses.
#pragma once

#include <cstdint>
#include <string>

namespace litmus {

struct Flavour {
  int threads = 2;         // at most
  int accesses = 3;        // of a thread, at most
  bool plain = false;      // plain accesses, which race
  bool control = true;     // branches and loops
  bool pointers = true;    // a pointer variable, and accesses through it
  bool locks = false;      // critical sections
};

std::string random_program(std::uint64_t seed, const Flavour& flavour);

}  // namespace litmus
