// A test, what the models said of it, and what it expects them to say: what `litmus check` presents
// as a table (verdict_table.h, outcome_table.h), as JSON (check_json.h) or as a log (herd_log.h).
#pragma once

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

// A verdict that is not what the test says it shall be.
struct Broken {
  std::string test;
  std::string model;
  Answer expected = Answer::Never;
  Answer found = Answer::Never;
};

// What was compared in `all`, and what came out otherwise than expected.
struct Comparison {
  std::size_t compared = 0;
  std::vector<Broken> broken;
};
Comparison compare_with_expectations(const std::vector<Checked>& all);

}  // namespace litmus
