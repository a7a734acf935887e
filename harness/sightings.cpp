// Folds over slices.
#include "harness/sightings.h"

namespace litmus {

std::map<Outcome, Seen> sightings(std::span<const Slice> slices) {
  std::map<Outcome, Seen> result;
  for (std::size_t n = 0; n < slices.size(); ++n) {
    const Slice& slice = slices[n];
    for (const auto& [outcome, count] : slice.tally.counts) {
      const auto [entry, is_new] = result.try_emplace(outcome);
      Seen& seen = entry->second;
      if (is_new) {
        seen.first_slice = slice.number;
        seen.first_environment = slice.environment;
        seen.first_second = slice.start;
      }
      seen.count += count;
      ++seen.slices;
      (2 * n < slices.size() ? seen.early : seen.late) += count;
    }
  }
  return result;
}

Tally total(std::span<const Slice> slices) {
  Tally tally;
  for (const Slice& slice : slices) tally.merge(slice.tally);
  return tally;
}

Tally total(std::span<const Slice> slices, int environment) {
  Tally tally;
  for (const Slice& slice : slices) {
    if (slice.environment == environment) tally.merge(slice.tally);
  }
  return tally;
}

}  // namespace litmus
