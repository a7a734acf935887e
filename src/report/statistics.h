// How often, how surely: what may be said of an outcome's rate.
//
// Half a block of instances can be weak together, so instances are not independent of each other;
// blocks nearly are. So intervals come from the spread between blocks, what was seen in one block
// only may not be seen again, and two runs are compared by blocks of the same environment.
//
// Tested by statistics_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

namespace litmus {

// What one block says of one outcome.
struct BlockCount {
  std::uint64_t count = 0;
  std::uint64_t instances = 0;

  bool operator==(const BlockCount&) const = default;
};
using BlockCounts = std::vector<BlockCount>;  // in the order of time

// 95 %: zero in n instances bounds the rate by 3 / n, since (1 - 3/n)^n is 5 %.
double bound_of_zero(std::uint64_t instances);

struct Interval {
  double low = 0, rate = 0, high = 1;
};
// The rate over all blocks, with 95 % confidence by how much the blocks differ. With fewer than two
// blocks nothing is known of their spread, and with no sighting there is only a bound.
Interval interval(const BlockCounts& blocks);

// In how many blocks it was seen. Another run like this one sees it too with probability 1 - e^-n,
// which is 95 % from three on: "seen reproducibly".
std::uint64_t sightings(const BlockCounts& blocks);
constexpr std::uint64_t kReproducible = 3;

// The rates of the first and last third of the time disagree: by more than a factor of 3, and in
// nearly all their blocks. It takes 21 blocks to say so.
bool drifts(const BlockCounts& blocks);

// One environment in two runs.
struct Pair {
  BlockCounts a, b;
};

// An outcome that `b` saw and `a` did not. Is that news, or might `a` have missed it? News if by
// b's rates in each environment, `a` should have seen it in ten blocks or more, and b saw it
// reproducibly. (Lost: the same with a and b exchanged.) Two runs of one machine differ so by
// chance less than once in some thousands of rare outcomes.
bool is_new(const std::vector<Pair>& environments);

// The rate differs beyond a factor of 3, in nearly all blocks, in most of the environments that can
// tell (it takes a dozen blocks in each run), and none says the opposite. Not in a single one of
// many: a machine has its moods.
// > 1: b sees it so much more often; 1: no change.
double rate_change(const std::vector<Pair>& environments);

}  // namespace litmus
