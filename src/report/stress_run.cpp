// Tested by stress_run_test.cpp.
#include "report/stress_run.h"

#include <algorithm>
#include <utility>

#include "harness/grading.h"
#include "report/measurement.h"

namespace litmus {
namespace {

// What broke the promise of a column is an outcome that nobody graded, no more.
void expect_everything(ChildAnswer& answer) {
  for (Slice& slice : answer.slices) {
    for (const auto& [row, count] : slice.tally.unexpected) slice.tally.counts[row] += count;
    slice.tally.unexpected.clear();
  }
}

JudgedOutcome judged(const GradedOutcome& outcome) {
  return {.values = outcome.values,
          .count = outcome.count,
          .allowed = {},
          .verdict = outcome.grade == Grade::Forbidden ? Verdict::Finding : Verdict::Ok,
          .interesting = outcome.grade == Grade::Interesting,
          .grade = outcome.grade,
          .why = outcome.why};
}

Verdict verdict_of(const StressResult& result) {
  if (result.verdict == "finding") return Verdict::Finding;
  if (result.verdict == "hang") return Verdict::Hang;
  return result.verdict == "crash" ? Verdict::Crash : Verdict::Ok;
}

}  // namespace

Test test_of(const Description& description) {
  Test test;
  test.name = description.name;
  test.doc = description.claim;
  test.hash = description.hash;
  for (const Description::Column& column : description.columns)
    test.observed.push_back(
        {.thread = std::max(column.role, 0), .index = -1, .name = column.name, .type = {}});
  test.shown = static_cast<int>(test.observed.size());
  return test;
}

std::vector<Outcome> harm_of(const Description& test) {
  std::vector<Outcome> rows;
  for (const Description::Graded& graded : test.grades) {
    const bool exact = std::ranges::all_of(
        graded.row, [](const Pattern& pattern) { return pattern.low == pattern.high; });
    if (graded.grade != Grade::Interesting || graded.never_ends || !exact) continue;
    Outcome& row = rows.emplace_back();
    for (const Pattern& pattern : graded.row) row.push_back(pattern.low);
  }
  return rows;
}

RunResult conclude_stress(const Description& description, ChildAnswer answer, bool blind) {
  expect_everything(answer);
  const StressResult graded_result = graded(description, answer);
  RunResult result{.test = test_of(description), .record = {}, .judged = {}};
  result.record = record_of(result.test, answer);
  result.record.end_message = graded_result.end_message;
  result.judged.graded = true;
  result.judged.measured = measures(description);
  result.judged.shows_harm = std::ranges::any_of(
      description.grades, [](const auto& graded) { return graded.grade == Grade::Interesting; });
  for (const GradedOutcome& outcome : graded_result.outcomes)
    result.judged.seen.push_back(judged(outcome));
  for (const GradedOutcome& outcome : graded_result.unseen)
    result.judged.unseen.push_back(judged(outcome));
  result.judged.verdict = verdict_of(graded_result);
  result.verdict = result.judged.verdict;
  if (result.verdict == Verdict::Ok && blind) result.verdict = Verdict::Blind;
  return result;
}

}  // namespace litmus
