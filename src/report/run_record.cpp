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

// Of the plan's environments, a record has those that were played, in the order of their first
// slices: a search lists many more.
class Played {
 public:
  explicit Played(const Plan& plan) : number_(plan.environments.size(), -1) {}

  Slice renumbered(Slice slice, const Plan& plan, RunRecord& record) {
    const auto listed = static_cast<std::size_t>(slice.environment);
    if (number_[listed] < 0) {
      number_[listed] = static_cast<int>(record.environments.size());
      record.plan.environments.push_back(plan.environments[listed]);
      record.environments.emplace_back();
    }
    slice.environment = number_[listed];
    return slice;
  }

 private:
  std::vector<int> number_;  // in the record, by number in the plan; -1: not played yet
};

}  // namespace

RunRecord record_of(const Test& test, const ChildAnswer& answer) {
  RunRecord record{.plan = answer.plan,
                   .end = answer.end,
                   .end_message = answer.message,
                   .caveats = answer.caveats};
  record.plan.environments.clear();
  Played played(answer.plan);
  const std::size_t columns = test.observed.size();
  for (const Slice& slice : answer.slices) {
    if (has_columns(slice.tally.counts, columns) && has_columns(slice.tally.unexpected, columns)) {
      add_slice(record, played.renumbered(slice, answer.plan, record));
    } else {
      record.end = ChildAnswer::End::Garbled;
      record.end_message = fmt::format("its kernel does not record the test's {} columns", columns);
    }
  }
  return record;
}

}  // namespace litmus
