// Starting together by the clock instead of by a rendezvous.
//
// A rendezvous before a block is exact, but its messages queue behind the block's own stores, and
// every one costs a few transfers of a line. If the blocks of an epoch start at agreed times, t0,
// t0 + period, t0 + 2 * period, ..., nothing has to be sent, and workers start within a few
// nanoseconds of each other. Nothing rests on it: an instance is played once whenever its roles
// come by, and epochs still end in a rendezvous. A worker that is late merely plays beside the
// others.
//
// The period follows the workers: a little longer than the slowest of them needs for a block.
//
// Tested by team_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>

#include "harness/processor.h"

namespace litmus {

// What worker 0 decides between the two meetings that end an epoch.
struct Timetable {
  // From the decision to the first block: time to come out of the rendezvous.
  static constexpr std::uint64_t kNotice = 1500;
  static constexpr std::uint64_t kLongest = 1000000;
  static constexpr std::uint64_t kSlack = 60;  // about what looking at the clock takes

  std::uint64_t start = 0;      // of the epoch's first block, in ticks
  std::uint64_t period = 1000;  // from one block's start to the next

  // `needed`: by the slowest worker for one block.
  void plan_next(std::uint64_t needed) {
    period = std::min(needed + needed / 8 + kSlack, kLongest);
    start = ticks() + kNotice;
  }
};

// A worker's way through the timetable of one epoch.
class Pace {
 public:
  // To be made right after the rendezvous. The clocks of two packages may disagree: a start that is
  // not near is not believed.
  explicit Pace(const Timetable& table)
      : next_(table.start), period_(table.period), free_(ticks()) {
    constexpr std::uint64_t kNear = 4 * Timetable::kNotice;
    if (next_ > free_ + kNear || free_ > next_ + kNear) next_ = free_;
  }

  // Returns at the next block's time, or at once if that is over. Until then there is time for a
  // little of what `spare` does, if it does anything.
  template <typename Spare>
  void wait(const Spare& spare) {
    std::uint64_t now = ticks();
    // A worker that was interrupted says nothing about what a block needs.
    if (blocks_++ > 0) busy_ += std::min(now - free_, 4 * period_);
    while (now + kALittle < next_ && spare()) now = ticks();
    while (now < next_) now = ticks();
    free_ = now;
    next_ += period_;
  }

  // Mean time from a block's start to being ready for the next, in ticks.
  std::uint64_t needed() const { return blocks_ > 1 ? busy_ / (blocks_ - 1) : period_; }

 private:
  static constexpr std::uint64_t kALittle = 160;  // ticks, of work and looking at the clock

  std::uint64_t next_;
  std::uint64_t period_;
  std::uint64_t free_;  // when the last wait was over
  std::uint64_t busy_ = 0;
  std::uint64_t blocks_ = 0;
};

}  // namespace litmus
