// What came of a stress test: its outcomes with their grades, and a verdict.
//
//     Publish: finding: who sees the flag sees what it announces
//       ready  data       count           rate
//           0    -1  12,345,678           62 %  allowed    not published yet
//           1    42   7,000,001           37 %  allowed    published, and whole
//           1     0         231  1 in 83.751 k  forbidden  the flag is there, and what it ...
//     19.3 M instances in 1.00 s, 12 environments, CPUs 0-1, seed 7
//
// Tested by grading_test.cpp.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "harness/grade.h"
#include "harness/outcome.h"

namespace litmus {

struct GradedOutcome {
  Outcome values;
  std::uint64_t count = 0;
  Grade grade = Grade::Forbidden;
  std::string why;

  bool operator==(const GradedOutcome&) const = default;
};

// Whether a test passed, and what to say if it did not. In a condition it is a bool; a test
// framework that has a type for results with messages (GoogleTest does) gets one with the table.
class Passed {
 public:
  Passed(bool passed, std::string message) : passed_(passed), message_(std::move(message)) {}

  explicit operator bool() const { return passed_; }
  const std::string& message() const { return message_; }

  template <typename Result>
  requires std::constructible_from<Result, bool> && requires(Result& result) {
    result << std::string();
    {result.failure_message()};
  }
  operator Result() const {
    Result result(passed_);
    result << message_;
    return result;
  }

 private:
  bool passed_;
  std::string message_;
};

struct StressResult {
  std::string test, hash, claim;
  std::string verdict = "ok";  // or "finding", "hang", "crash": the worst there was
  std::vector<std::string> columns;
  std::vector<GradedOutcome> outcomes;  // seen; the most frequent first
  std::vector<GradedOutcome> unseen;    // graded by numbers alone, and not seen
  bool hung = false;                    // its roles never ended
  std::string end_message;              // of a test that hung or crashed
  std::uint64_t instances = 0;
  double seconds = 0;
  std::uint64_t seed = 0;
  std::size_t environments = 0;
  std::vector<int> cpus;
  std::vector<std::string> repeat;   // where what is more than allowed was first seen
  std::vector<std::string> caveats;  // sentences for a person

  // Nothing forbidden was seen, and it came to its end.
  Passed ok() const { return {verdict == "ok", to_table()}; }

  // As above.
  std::string to_table() const;

  // A line, with the fields that litmus run --json writes (results/README.md), as far as a program
  // knows them that was started by itself.
  std::string to_json() const;

  // How often an outcome was seen.
  std::uint64_t count(const Outcome& outcome) const;
};

}  // namespace litmus
