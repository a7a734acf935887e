// Where a thread may be cut.
//
//     x = 1;  |  r0 = y;  |  r1 = x; z = r1;
//
// A piece is a run of whole statements with an access in it. Pieces are played apart, by somebody
// who keeps nothing from one to the next but shared memory and what is recorded: so no local that
// is written is used on both sides of a cut. A thread that returns early or takes a lock is one
// piece.
//
// Tested by pieces_test.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "lang/test.h"

namespace litmus {

// The statements [first, last) of a thread's body.
struct Piece {
  std::size_t first = 0;
  std::size_t last = 0;

  bool operator==(const Piece&) const = default;
};

// All of a thread's finest pieces, in order; at least one, and together the whole body.
std::vector<Piece> pieces(const Thread& thread);

// The statements of a piece name this local.
bool uses(const Thread& thread, const Piece& piece, int local);

}  // namespace litmus
