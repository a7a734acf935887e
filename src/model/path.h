// The ways through a thread: what it does to memory on each, whatever the values turn out to be.
//
//     r0 = load y;                     path 1: read y; write x       requires r0 == 1
//     if (r0 == 1) store x 1           path 2: read y                requires r0 != 1
//
// A path knows its accesses, their locations and dependencies; values are terms (term.h) over its
// reads. An access through a pointer that was read is one path for every object it may be.
// A loop that counts, so that it ends by itself whatever is read, is followed to its end. Otherwise
// its body runs at most `unroll` times each time the loop is entered; a path that would go on ends
// there, as Cut. A thread that is too long with its counting loops at full length has them bounded,
// too.
//
// Tested by path_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/error.h"
#include "lang/effects.h"
#include "model/term.h"

namespace litmus {

// Earlier reads of the same path, by the number of their action.
using Taint = std::uint64_t;

// One instruction with an effect on memory or order.
struct Action {
  const Instruction* instruction = nullptr;
  int pc = 0;             // its place in the program
  bool reads = false;     // an update does both
  bool writes = false;
  bool succeeded = true;  // compare-exchange
  int location = -1;      // -1: a fence
  int read = -1;          // the term read
  int written = -1;       // the term written
  Taint address = 0, data = 0, control = 0;  // what its address, its value, its being run rest on
  Taint choice = 0;   // what rests on branches in what it writes, and in whether it does: the value
                      // that was chosen, and of an exchange the comparison
  Taint nowhere = 0;  // what addresses rest on that led nowhere before it: no machine lets a write
                      // out before it knows where the accesses before it go
};

// The path is taken only if this term is (or is not) zero.
struct Requirement {
  int term = -1;
  bool zero = false;
};

struct Path {
  enum class End : std::uint8_t {
    Complete,
    Cut,         // at the loop bound; `last` is the loop
    BadAddress,  // an access through a pointer to nothing of its type; `last` is the access
    Undefined,   // it met an expression without a meaning (defined.h); `last` is the instruction
  };

  std::vector<Action> actions;
  std::vector<Term> terms;
  std::vector<Requirement> requirements;
  std::vector<int> locals;  // the term of every local at the end
  End end = End::Complete;
  // Cut: a round of that loop left nothing behind (rounds.h). What would come later comes sooner
  // without that round.
  bool idle = false;
  const Instruction* last = nullptr;
};

// What the test may do and no language gives a meaning to.
inline bool is_meaningless(const Path& path) {
  return path.end == Path::End::BadAddress || path.end == Path::End::Undefined;
}

// All paths of a thread, complete ones first. Throws Error where one is longer than kMaxEvents
// events, or where there are too many.
std::vector<Path> unfold(const Test& test, int thread, const Program& program, int unroll);

// "x", "P0": how messages name a thread, and the place in the test's text, if it has one.
Place place_in(const Test& test, Position at);

}  // namespace litmus
