// Tested by run_record_test.cpp.
#include "report/run_record.h"

#include <fmt/core.h>

#include <algorithm>

namespace litmus {
namespace {

bool has_columns(const std::map<Outcome, std::uint64_t>& counts, std::size_t columns) {
  return std::all_of(counts.begin(), counts.end(),
                     [&](const auto& row) { return row.first.size() == columns; });
}

void note_cpus(std::vector<int>& known, const std::vector<int>& more) {
  known.insert(known.end(), more.begin(), more.end());
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
}

void add_slice(RunRecord& record, const Slice& slice) {
  InEnvironment& place = record.environments.at(static_cast<std::size_t>(slice.environment));
  place.tally.merge(slice.tally);
  place.instances += slice.instances;
  place.seconds += slice.seconds;
  ++place.slices;

  record.blocks.add(slice);
  record.tally.merge(slice.tally);
  record.instances += slice.instances;
  record.seconds = std::max(record.seconds, slice.start + slice.seconds);
  ++record.slices;
  record.pinned = record.pinned && slice.pinned;
  note_cpus(record.cpus, slice.cpus);
  for (const auto& row : slice.tally.counts) {
    const FirstSeen first{.first = slice.start + slice.seconds, .environment = slice.environment};
    ++record.first_seen.emplace(row.first, first).first->second.slices;
  }
}

}  // namespace

RunRecord record_of(const Test& test, const ChildAnswer& answer) {
  RunRecord record{.plan = answer.plan,
                   .environments = std::vector<InEnvironment>(answer.plan.environments.size()),
                   .end = answer.end,
                   .end_message = answer.message,
                   .caveats = answer.caveats};
  const std::size_t columns = test.observed.size();
  for (const Slice& slice : answer.slices) {
    if (has_columns(slice.tally.counts, columns) && has_columns(slice.tally.unexpected, columns)) {
      add_slice(record, slice);
    } else {
      record.end = ChildAnswer::End::Garbled;
      record.end_message = fmt::format("its kernel does not record the test's {} columns", columns);
    }
  }
  return record;
}

}  // namespace litmus
