// The slow obvious twins of the axiomatic models sc and tso: machines that take one step of one
// thread after the other and remember where they have been.
//
// The SC machine has a memory. The TSO machine has, besides, a first-in first-out store buffer in
// front of each thread: stores go into it, loads look into their own first, and at any time the
// oldest store of a thread may move on to memory. What x86 compiles to a locked instruction or to
// MFENCE waits until the thread's buffer is empty.
#pragma once

#include <set>

#include "lang/test.h"

namespace litmus {

struct Reached {
  std::set<Outcome> outcomes;
  bool bounded = false;  // some thread was stopped at the loop bound
};

enum class Machine { Sc, Tso };

// Every outcome that the machine can reach.
Reached run_machine(const Test& test, Machine machine, int unroll);

}  // namespace litmus
