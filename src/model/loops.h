// What a walk through a thread needs to know of the thread's loops, from the program alone.
//
// Tested by path_test.cpp.
#pragma once

#include <vector>

#include "lang/effects.h"

namespace litmus {

struct LoopFacts {
  int enter = -1;  // its LoopEnter; rounds begin behind it
  int back = -1;   // the jump to the next round
  // The registers whose values may still be asked for when a round begins. A failed attempt that is
  // tried anew leaves none behind.
  std::vector<int> live;

  // True if this branch, standing in the loop, can lead out of it: its ways meet only outside.
  bool decided_by(int branch, const Program& program) const {
    const int join = program.code[static_cast<std::size_t>(branch)].join;
    return enter < branch && branch < back && (join <= enter || join > back);
  }
};

// By number. `observed` are the registers that matter at the end of the thread.
std::vector<LoopFacts> loop_facts(const Program& program, const std::vector<int>& observed);

// The registers that an expression reads, in order, with repeats.
void registers_of(const Expr& pure, std::vector<int>& registers);

}  // namespace litmus
