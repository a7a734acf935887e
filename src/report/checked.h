// A test, what the models said of it, and what it expects them to say: what `litmus check` presents
// as outcomes (outcome_table.h), as JSON (check_json.h) or as a log (herd_log.h). What is left of
// it afterwards are its verdicts, a line of a table (verdict_table.h): there may be a million
// tests.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/judgement.h"
#include "report/expectation.h"

namespace litmus {

struct Checked {
  Test test;
  std::vector<Judgement> judgements;  // the same models in the same order for all tests
  std::vector<Expectation> expectations;
};

// One model's answer.
struct ModelAnswer {
  std::string model;
  std::optional<Answer> found;     // none where the search was cut short
  std::optional<Answer> expected;  // by the test itself
  bool bounded = false;            // rests on the loop bound
  bool nothing_ends = false;
  std::vector<std::string> flags;

  bool compared() const { return found && expected; }
  bool broken() const { return compared() && *found != *expected; }
};

// All models' answers to one test, small enough to keep.
struct VerdictLine {
  std::string test;
  std::string condition;
  std::vector<ModelAnswer> models;
};

VerdictLine verdict_line(const Checked& checked);

}  // namespace litmus
