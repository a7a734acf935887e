// Tested by statistics_test.cpp.
#include "report/statistics.h"

#include <algorithm>
#include <cmath>

namespace litmus {
namespace {

constexpr double kExpected = 10;  // blocks that must have been expected to see what is new or lost
constexpr double kFactor = 3;     // rates closer than this are the same: machines are not quiet

// Standard deviations by which ranks must be apart. A run of hundreds of tests compares thousands
// of rates in each environment, so that two would cry wolf every day.
constexpr double kCertain = 4;
constexpr double kDrifted = 3;  // within a run there are few to compare

BlockCount sum(const BlockCounts& blocks) {
  BlockCount all;
  for (const BlockCount& block : blocks) {
    all.count += block.count;
    all.instances += block.instances;
  }
  return all;
}

double rate(const BlockCount& block) {
  if (block.instances == 0) return 0;
  return static_cast<double>(block.count) / static_cast<double>(block.instances);
}

// Of the rate over all blocks, as a ratio estimate: each block's deviation from the common rate
// weighs as much as the block has instances.
double standard_error(const BlockCounts& blocks) {
  const BlockCount all = sum(blocks);
  if (blocks.size() < 2 || all.instances == 0) return 1;
  const double common = rate(all);
  double squares = 0;
  for (const BlockCount& block : blocks) {
    const double deviation =
        static_cast<double>(block.count) - common * static_cast<double>(block.instances);
    squares += deviation * deviation;
  }
  const auto n = static_cast<double>(blocks.size());
  return std::sqrt(squares * n / (n - 1)) / static_cast<double>(all.instances);
}

// Two-sided 95 % of Student's t with n degrees of freedom, within 2 % from n = 1 on.
double student(std::size_t n) {
  static constexpr double kFirst[] = {12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23};
  return n <= std::size(kFirst) ? kFirst[n - 1] : 1.96 + 2.5 / static_cast<double>(n);
}

// By how many standard deviations the blocks of `high` rank above those of `low` (Mann and
// Whitney). Ranks, because bursts make means of few blocks wild; a burst is only one block that
// ranks high.
double ranks_apart(const BlockCounts& low, const BlockCounts& high) {
  std::vector<double> sorted;
  for (const BlockCount& block : low) sorted.push_back(rate(block));
  std::sort(sorted.begin(), sorted.end());
  double above = 0;  // pairs in which the block of `high` ranks above, half for equals
  for (const BlockCount& block : high) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), rate(block));
    above += static_cast<double>(first - sorted.begin()) + static_cast<double>(last - first) / 2;
  }
  const auto n = static_cast<double>(low.size()), m = static_cast<double>(high.size());
  return (above - n * m / 2) / std::sqrt(n * m * (n + m + 1) / 12);
}

bool disagree(const BlockCounts& low, const BlockCounts& high, double certain) {
  return rate(sum(high)) > kFactor * rate(sum(low)) && ranks_apart(low, high) >= certain;
}

// 1: b's rate is higher; -1: a's is; 0: they agree, or too little is known.
int compare(const Pair& pair) {
  if (pair.a.empty() || pair.b.empty()) return 0;
  if (disagree(pair.a, pair.b, kCertain)) return 1;
  return disagree(pair.b, pair.a, kCertain) ? -1 : 0;
}

// Whether there are blocks enough to say anything, were one run's all above the other's.
bool could_tell(const Pair& pair) {
  const auto n = static_cast<double>(pair.a.size()), m = static_cast<double>(pair.b.size());
  return sightings(pair.a) + sightings(pair.b) > 0 &&
         n * m / 2 >= kCertain * std::sqrt(n * m * (n + m + 1) / 12);
}

// In how many of its blocks `other` should have seen what `seer` saw in some of its own. Blocks of
// one are not as long as the other's: a shorter one sees less, a longer one counts as one.
double expected_sightings(const BlockCounts& seer, const BlockCounts& other) {
  const BlockCount seen = sum(seer), missed = sum(other);
  if (seen.instances == 0) return 0;
  const double longer = static_cast<double>(missed.instances) / static_cast<double>(seen.instances);
  const double by_time = static_cast<double>(sightings(seer)) * longer;
  const double by_count = static_cast<double>(seen.count) * longer;
  return std::min({by_time, by_count, static_cast<double>(other.size())});
}

}  // namespace

double bound_of_zero(std::uint64_t instances) {
  return instances == 0 ? 1 : std::min(1.0, 3 / static_cast<double>(instances));
}

Interval interval(const BlockCounts& blocks) {
  const BlockCount all = sum(blocks);
  if (all.count == 0) return {0, 0, bound_of_zero(all.instances)};
  const double common = rate(all);
  if (blocks.size() < 2) return {0, common, 1};
  const double half = student(blocks.size() - 1) * standard_error(blocks);
  return {std::max(0.0, common - half), common, std::min(1.0, common + half)};
}

std::uint64_t sightings(const BlockCounts& blocks) {
  return static_cast<std::uint64_t>(std::count_if(
      blocks.begin(), blocks.end(), [](const BlockCount& block) { return block.count > 0; }));
}

bool drifts(const BlockCounts& blocks) {
  const std::size_t third = blocks.size() / 3;
  if (third == 0) return false;
  const auto n = static_cast<std::ptrdiff_t>(third);
  const BlockCounts first(blocks.begin(), blocks.begin() + n), last(blocks.end() - n, blocks.end());
  return disagree(first, last, kDrifted) || disagree(last, first, kDrifted);
}

bool is_new(const std::vector<Pair>& environments) {
  double expected = 0;
  std::uint64_t seen = 0;
  for (const Pair& pair : environments) {
    if (sightings(pair.a) > 0) return false;
    expected += expected_sightings(pair.b, pair.a);
    seen += sightings(pair.b);
  }
  return expected >= kExpected && seen >= kReproducible;
}

double rate_change(const std::vector<Pair>& environments) {
  double change = 1;
  int asked = 0, differ = 0;
  for (const Pair& pair : environments) {
    if (!could_tell(pair)) continue;
    ++asked;
    const int direction = compare(pair);
    if (direction == 0) continue;
    ++differ;
    const double a = std::max(rate(sum(pair.a)), bound_of_zero(sum(pair.a).instances));
    const double b = std::max(rate(sum(pair.b)), bound_of_zero(sum(pair.b).instances));
    const double ratio = b / a;
    if ((change > 1 && direction < 0) || (change < 1 && direction > 0)) return 1;
    if (direction > 0 ? ratio > change : ratio < change) change = ratio;
  }
  return 2 * differ > asked ? change : 1;
}

}  // namespace litmus
