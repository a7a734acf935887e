// The tuner: which environment to play next.
//
// A seeded bandit. Its arms are environments; what it is after are rows of outcomes. In each turn
// it draws a row, one with little evidence (few slices that saw it) sooner than one with much. Of
// the arms that may show that row it
//
//     tries the one that was played least, until all were and the row was seen, and now and then
//     later;
//     otherwise plays the one that shows it most often in a second.
//
// So a row that is common somewhere soon has its arm, and most time goes to the rows that are still
// missing. Rates are remembered with more weight on what was seen last, because machines change
// their mind; an arm with few plays is believed to be better than it looked.
//
// Knows no clock and no thread. Tested by tuner_test.cpp on machines that are made up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "harness/random.h"

namespace litmus {

class Tuner {
 public:
  // shows[arm]: the wanted rows that may show there. Arms that come first are tried first.
  Tuner(std::vector<std::vector<std::size_t>> shows, std::size_t rows, std::uint64_t seed);

  struct Choice {
    std::size_t arm = 0;
    bool known = false;  // played for what it has shown before, so it may be played for longer
  };
  Choice next();

  // What a slice showed: by wanted row, how often.
  void learn(std::size_t arm, double seconds, std::span<const std::uint64_t> counts);

 private:
  struct Arm {
    std::vector<std::size_t> shows;
    std::vector<double> counts;  // by row, remembered
    double seconds = 0;          // remembered
    std::uint64_t plays = 0;
  };

  std::size_t draw_row();
  bool explores(std::size_t row);
  std::size_t least_played(std::size_t row) const;
  std::size_t best(std::size_t row) const;

  std::vector<Arm> arms_;
  std::vector<std::uint64_t> evidence_;  // by row: slices that saw it
  Random random_;
};

}  // namespace litmus
