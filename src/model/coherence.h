// The order in which writes to each location reach memory, as far as it is known: a strict partial
// order, kept closed.
//
// When a model implies coherence (implied.h), more is known than was chosen: a read may not see
// something older than what its thread saw or wrote before, nor newer than what it writes after.
// When it implies atomicity, nothing stands between the write that an update reads and its own.
// Orders that follow from these are put in as soon as they do, and a choice that contradicts them
// is refused at once; so the search branches only on what is really free.
//
// Tested by skeleton_test.cpp.
#pragma once

#include <array>

#include "model/skeleton.h"

namespace litmus {

// What may be assumed of every execution that a model allows.
struct Implied {
  bool coherence = false;
  bool atomicity = false;  // only together with coherence
  // What no race is in, shows none when rf, co and fr gain some (race.h).
  bool races_shrink = false;
};

class Coherence {
 public:
  // Initial writes come first; under coherence a thread's writes to a location keep their order.
  // False if that is a contradiction.
  bool begin(const Skeleton& skeleton, Implied implied);

  // Lets `read` read from `write` and adds what follows; false on a contradiction, and then the
  // state is no longer of use.
  bool connect(int read, int write);
  // Puts write a before write b, with what follows; false on a contradiction.
  bool order(int a, int b);

  // Who may still be read by `read`, of the writes to its location.
  EventSet sources(int read) const;

  int source(int read) const { return source_[static_cast<std::size_t>(read)]; }
  EventSet connected() const { return connected_; }
  EventSet after(int write) const { return after_[static_cast<std::size_t>(write)]; }
  EventSet before(int write) const { return before_[static_cast<std::size_t>(write)]; }
  bool ordered(int a, int b) const { return after(a).contains(b) || after(b).contains(a); }

 private:
  bool put(int a, int b);
  bool close_updates();

  const Skeleton* skeleton_ = nullptr;
  Implied implied_;
  EventSet connected_;  // reads that have a source
  EventSet updates_;    // those of them that are half of an update
  EventSet taken_;      // writes that an update reads
  std::array<int, kMaxEvents> source_;
  std::array<EventSet, kMaxEvents> after_, before_;
};

}  // namespace litmus
