// Tested by grading_test.cpp.
#include "harness/grading.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/error.h"
#include "harness/figures.h"
#include "harness/sightings.h"

namespace litmus {
namespace {

constexpr const char* kUngraded = "nobody expected this";

// A graded row of plain numbers is one outcome.
bool is_exact(const Description::Graded& graded) {
  return !graded.never_ends && std::ranges::all_of(graded.row, [](const Pattern& pattern) {
    return pattern.low == pattern.high;
  });
}

// A program that was built elsewhere may say anything: only rows that have the kernel's columns.
std::map<Outcome, std::uint64_t> rows_of(const Tally& tally, std::size_t columns) {
  std::map<Outcome, std::uint64_t> rows = tally.counts;
  for (const auto& [row, count] : tally.unexpected) rows[row] += count;
  std::erase_if(rows, [=](const auto& row) { return row.first.size() != columns; });
  return rows;
}

GradedOutcome graded_outcome(const Description& description, const Outcome& row,
                             std::uint64_t count) {
  GradedOutcome outcome{.values = row, .count = count, .grade = Grade::Allowed, .why = ""};
  if (!description.graded) return outcome;
  const auto* const graded = graded_row(description.grades, row);
  outcome.grade = graded != nullptr ? graded->grade : Grade::Forbidden;
  outcome.why = graded != nullptr ? graded->why : kUngraded;
  return outcome;
}

std::vector<GradedOutcome> seen(const Description& description, const Tally& tally) {
  std::vector<GradedOutcome> outcomes;
  for (const auto& [row, count] : rows_of(tally, description.columns.size()))
    outcomes.push_back(graded_outcome(description, row, count));
  std::ranges::stable_sort(outcomes, std::ranges::greater(), &GradedOutcome::count);
  return outcomes;
}

std::vector<GradedOutcome> unseen(const Description& description, const StressResult& result) {
  std::vector<GradedOutcome> outcomes;
  for (const Description::Graded& graded : description.grades) {
    if (!is_exact(graded)) continue;
    Outcome row;
    for (const Pattern& pattern : graded.row) row.push_back(pattern.low);
    if (graded_row(description.grades, row) != &graded || result.count(row) > 0) continue;
    outcomes.push_back({.values = row, .grade = graded.grade, .why = graded.why});
  }
  return outcomes;
}

std::string text_of(const StressResult& result, const Outcome& row) {
  std::string text;
  for (std::size_t i = 0; i < row.size(); ++i)
    text += fmt::format("{}{}={}", i == 0 ? "" : " ", result.columns[i], row[i]);
  return text.empty() ? "an end" : text;
}

// Where the first slice that saw it was played.
std::string to_see_again(const StressResult& result, const Outcome& row,
                         const ChildAnswer& answer) {
  const Slice* first = nullptr;
  int slices = 0;
  for (const Slice& slice : answer.slices) {
    if (!slice.tally.counts.contains(row) && !slice.tally.unexpected.contains(row)) continue;
    if (first == nullptr) first = &slice;
    ++slices;
  }
  CHECK(first != nullptr);
  return fmt::format(
      "{}: first after {}, in {} of {} slices\n  environment {}", text_of(result, row),
      duration(first->start + first->seconds), slices, answer.slices.size(),
      to_string(answer.plan.environments.at(static_cast<std::size_t>(first->environment))));
}

std::string about_hang(const Description& description, const Description::Graded* graded) {
  if (graded != nullptr) return fmt::format("it never ended: {}", graded->why);
  if (description.waits.empty()) {
    return "it never ended: does a role wait for another one? Then it says so: role<...>().waits()";
  }
  return "it never ended: a deadlock, a lost wake-up, or a signal that nobody sees";
}

void note_end(const Description& description, const ChildAnswer& answer, StressResult& result) {
  switch (answer.end) {
    case ChildAnswer::End::Done:
    case ChildAnswer::End::Stopped:
      return;
    case ChildAnswer::End::Hung: {
      const auto* const graded = graded_hang(description.grades);
      result.hung = true;
      result.end_message = about_hang(description, graded);
      if (graded == nullptr || graded->grade == Grade::Forbidden) result.verdict = "hang";
      return;
    }
    case ChildAnswer::End::Refused:
      throw Error(answer.message);
    case ChildAnswer::End::Crashed:
    case ChildAnswer::End::Garbled:
      result.verdict = "crash";
      result.end_message = answer.message;
      return;
  }
}

// Rows that were no outcome of this kernel.
void note_lost(const Tally& tally, StressResult& result) {
  std::uint64_t known = tally.gave_up + tally.crowded_out;
  for (const GradedOutcome& outcome : result.outcomes) known += outcome.count;
  if (known == result.instances) return;
  result.verdict = "crash";
  result.end_message = "its kernel does not record the columns that it names";
}

void note_cpus(const std::vector<Slice>& slices, std::vector<int>& cpus) {
  for (const Slice& slice : slices) cpus.insert(cpus.end(), slice.cpus.begin(), slice.cpus.end());
  std::ranges::sort(cpus);
  cpus.erase(std::unique(cpus.begin(), cpus.end()), cpus.end());
}

}  // namespace

StressResult graded(const Description& description, const ChildAnswer& answer) {
  StressResult result{.test = description.name,
                      .hash = description.hash,
                      .claim = description.claim,
                      .seed = answer.plan.seed};
  for (const Description::Column& column : description.columns)
    result.columns.push_back(column.name);
  const Tally tally = total(answer.slices);
  result.instances = tally.total();
  result.outcomes = seen(description, tally);
  result.unseen = unseen(description, result);
  result.caveats = answer.caveats;
  std::vector<int> environments;
  for (const Slice& slice : answer.slices) {
    result.seconds = std::max(result.seconds, slice.start + slice.seconds);
    if (std::ranges::count(environments, slice.environment) == 0)
      environments.push_back(slice.environment);
  }
  result.environments = environments.size();
  note_cpus(answer.slices, result.cpus);
  note_end(description, answer, result);
  note_lost(tally, result);
  for (const GradedOutcome& outcome : result.outcomes) {
    if (outcome.grade == Grade::Allowed) continue;
    if (outcome.grade == Grade::Forbidden) result.verdict = "finding";
    result.repeat.push_back(to_see_again(result, outcome.values, answer));
  }
  return result;
}

}  // namespace litmus
