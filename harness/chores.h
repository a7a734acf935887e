// What a worker does while it waits for the others: packing and counting.
//
// A worker packs the columns of blocks it has played, which are near, and counts its share of the
// epoch before, whose numbers all workers have packed by then. Neither touches a cell, so the
// others play on undisturbed. What was not done in time is done at the epoch's end.
//
//     play a block      played(block)
//     wait              a_little(), again and again
//     end of an epoch   finish_packing(), meet, count(), meet
//
// Numbers lie in two halves: while one epoch is packed, the other's are counted.
//
// Tested by chores_test.cpp and team_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "harness/arena.h"
#include "harness/tally.h"

namespace litmus {

class Chores {
 public:
  // For worker `me`, whose share are the instances [first, first + count).
  Chores(const Arena& arena, Counter& counter, int me, std::uint32_t first, std::uint32_t count)
      : arena_(arena),
        counter_(counter),
        me_(static_cast<std::size_t>(me)),
        first_(first),
        end_(first + count),
        counted_(end_) {}

  // My roles have played the instances up to here.
  void played(std::uint32_t end) { played_ = end; }

  // Packs or counts a few instances; false if there is nothing to do.
  bool a_little() {
    if (packed_ < played_) {
      pack_until(std::min(played_, packed_ + kFew));
      return true;
    }
    if (counted_ == end_) return false;
    count_until(std::min(end_, counted_ + kFew));
    return true;
  }

  // To be called before the rendezvous that ends an epoch: what is still to do. True if all of my
  // columns keep their promises.
  bool finish_packing() {
    if (packed_ < played_) pack_until(played_);
    if (counted_ < end_) count_until(end_);
    return kept_;
  }

  // To be called behind it, before instances are reset. Numbers that say all of an outcome can be
  // counted later.
  void count(bool all_kept) {
    if (all_kept && counter_.numbers_say_all()) {
      counted_ = first_;
    } else {
      counter_.count(arena_.frame(), first_, end_ - first_, arena_.numbers(half_));
    }
    half_ ^= 1;
    packed_ = played_ = 0;
    kept_ = true;
  }

  // When no epoch follows.
  void finish_counting() { count_until(end_); }

 private:
  // A few tens of nanoseconds: nobody is late by more for having looked away.
  static constexpr std::uint32_t kFew = 32;

  void pack_until(std::uint32_t end) {
    kept_ &= counter_.pack(arena_.frame(), packed_, end - packed_, arena_.numbers(half_)[me_]);
    packed_ = end;
  }
  void count_until(std::uint32_t end) {
    counter_.count_packed(counted_, end - counted_, arena_.numbers(half_ ^ 1));
    counted_ = end;
  }

  const Arena& arena_;
  Counter& counter_;
  std::size_t me_;
  std::uint32_t first_, end_;  // of my share
  int half_ = 0;               // where this epoch's numbers are
  std::uint32_t played_ = 0;   // of this epoch
  std::uint32_t packed_ = 0;   // of this epoch
  std::uint32_t counted_;      // of the last epoch
  bool kept_ = true;           // this epoch's promises, as far as it is packed
};

}  // namespace litmus
