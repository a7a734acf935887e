// The bandit: draw a row, then an arm for it.
#include "harness/tuner.h"

#include <algorithm>
#include <utility>

#include "harness/error.h"

namespace litmus {
namespace {

constexpr double kMemory = 0.9;  // of an arm, from one play to the next

// Once a row is known well, one turn in so many still looks for something better.
constexpr std::uint64_t kWellKnown = 10;
constexpr std::uint64_t kLookAround = 16;

}  // namespace

Tuner::Tuner(std::vector<std::vector<std::size_t>> shows, std::size_t rows, std::uint64_t seed)
    : evidence_(rows), random_(seed) {
  CHECK(!shows.empty());
  for (std::vector<std::size_t>& each : shows)
    arms_.push_back({.shows = std::move(each), .counts = std::vector<double>(rows)});
}

Tuner::Choice Tuner::next() {
  if (evidence_.empty()) return {.arm = least_played(0)};
  const std::size_t row = draw_row();
  if (explores(row)) return {.arm = least_played(row)};
  return {.arm = best(row), .known = true};
}

void Tuner::learn(std::size_t arm, double seconds, std::span<const std::uint64_t> counts) {
  Arm& played = arms_[arm];
  ++played.plays;
  played.seconds = kMemory * played.seconds + seconds;
  for (std::size_t row = 0; row < counts.size(); ++row) {
    played.counts[row] = kMemory * played.counts[row] + static_cast<double>(counts[row]);
    if (counts[row] > 0) ++evidence_[row];
  }
}

// A row with evidence n is drawn with a weight of 1 / (1 + n).
std::size_t Tuner::draw_row() {
  constexpr double kGrains = 1 << 20;
  double all = 0;
  for (std::uint64_t n : evidence_) all += 1 / static_cast<double>(1 + n);
  double drawn = all * static_cast<double>(random_.below(1 << 20)) / kGrains;
  for (std::size_t row = 0; row < evidence_.size(); ++row) {
    drawn -= 1 / static_cast<double>(1 + evidence_[row]);
    if (drawn < 0) return row;
  }
  return evidence_.size() - 1;
}

bool Tuner::explores(std::size_t row) {
  if (evidence_[row] == 0 || arms_[least_played(row)].plays == 0) return true;
  return random_.below(evidence_[row] < kWellKnown ? 2 : kLookAround) == 0;
}

// Among all arms if none may show the row.
std::size_t Tuner::least_played(std::size_t row) const {
  std::size_t least = arms_.size();
  for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
    if (!evidence_.empty() && !std::ranges::binary_search(arms_[arm].shows, row)) continue;
    if (least == arms_.size() || arms_[arm].plays < arms_[least].plays) least = arm;
  }
  if (least < arms_.size()) return least;
  const auto first = std::ranges::min_element(arms_, {}, &Arm::plays);
  return static_cast<std::size_t>(first - arms_.begin());
}

std::size_t Tuner::best(std::size_t row) const {
  const auto hope = [row](const Arm& arm) {
    if (arm.plays == 0) return 0.0;
    return arm.counts[row] / arm.seconds * (1 + 1 / static_cast<double>(arm.plays));
  };
  const auto found = std::ranges::max_element(arms_, {}, hope);
  return static_cast<std::size_t>(found - arms_.begin());
}

}  // namespace litmus
