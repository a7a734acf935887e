// Starting together by the clock instead of by a rendezvous.
//
// A rendezvous before a block is exact, but its messages queue behind the block's own stores, and
// every one costs a few transfers of a line. If the blocks of an epoch start at agreed times, t0,
// t0 + period, t0 + 2 * period, ..., nothing has to be sent, and workers start within a few
// nanoseconds of each other. Nothing rests on it: an instance is played once whenever its roles
// come by, and epochs still end in a rendezvous. A worker that is late merely plays beside the
// others.
//
// The period follows the workers: a little longer than the slowest of them usually needs for a
// block. "Usually" is eight times of nine: where it is half of the time, one of two workers is late
// for most blocks, and one that is late is late for the next ones too.
//
// Tested by pace_test.cpp and team_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>

#include "harness/processor.h"

namespace litmus {

// What something usually takes: follows what is seen so that one time of nine is longer. A time
// that is longer by far (an interrupt) counts as one that is longer.
class Usual {
 public:
  explicit Usual(std::uint64_t guess) : scaled_(guess * kScale) {}

  void saw(std::uint64_t took) {
    const std::uint64_t now = std::min(took, kMost) * kScale;
    if (now > scaled_) {
      scaled_ += std::min(now - scaled_, scaled_ / kStep + 1);
    } else {
      scaled_ -= std::min(scaled_ - now, scaled_ / (8 * kStep) + 1);
    }
  }

  std::uint64_t ticks() const { return scaled_ / kScale; }

 private:
  static constexpr std::uint64_t kScale = 256;  // clocks may be coarse: a block is a few ticks then
  static constexpr std::uint64_t kStep = 16;
  static constexpr std::uint64_t kMost = std::uint64_t{1} << 48;

  std::uint64_t scaled_;
};

// What worker 0 decides between the two meetings that end an epoch.
struct Timetable {
  std::uint64_t start = 0;                  // of the epoch's first block, in ticks
  std::uint64_t period = ticks_in_ns(500);  // from one block's start to the next

  // From the decision to the first block: time to come out of the rendezvous.
  static std::uint64_t notice() { return ticks_in_ns(750); }
  // About what looking at the clock takes.
  static std::uint64_t look() { return ticks_in_ns(30); }

  // `needed`: by the slowest worker for one block.
  void plan_next(std::uint64_t needed) {
    period = std::min(needed + needed / 8 + look(), ticks_in_ns(500'000));
    start = ticks() + notice();
  }
};

// A worker's way through the timetables of its epochs.
class Pace {
 public:
  // To be called right after the rendezvous. The clocks of two packages may disagree: a start that
  // is not near is not believed.
  void begin(const Timetable& table) {
    period_ = table.period;
    free_ = ticks();
    const std::uint64_t near = 4 * Timetable::notice();
    const bool believed = table.start <= free_ + near && free_ <= table.start + near;
    next_ = believed ? table.start : free_;
    first_ = true;
  }

  // Returns at the next block's time, or at once if that is over. Until then there is time for a
  // little of what `spare` does, if it does anything: but only where it would usually be done
  // before, as what it reads may be far away.
  template <typename Spare>
  void wait(const Spare& spare) {
    std::uint64_t now = ticks();
    if (!first_) block_.saw(now - free_);
    first_ = false;
    while (now + spare_.ticks() + Timetable::look() < next_ && spare()) {
      const std::uint64_t then = ticks();
      spare_.saw(then - now);
      now = then;
    }
    while (now < next_) now = ticks();
    free_ = now;
    next_ += period_;
  }

  // What a block usually takes, from its start to being ready for the next, in ticks.
  std::uint64_t needed() const { return block_.ticks(); }

 private:
  Usual block_{ticks_in_ns(250)};
  Usual spare_{ticks_in_ns(250)};
  std::uint64_t next_ = 0;
  std::uint64_t period_ = 0;
  std::uint64_t free_ = 0;  // when the last wait was over
  bool first_ = true;       // of an epoch
};

}  // namespace litmus
