// Expected verdicts against found ones. Tested by checked_test.cpp.
#include "report/checked.h"

namespace litmus {

Comparison compare_with_expectations(const std::vector<Checked>& all) {
  Comparison comparison;
  for (const Checked& checked : all) {
    for (const Judgement& judgement : checked.judgements) {
      const std::optional<Answer> wanted = expected(checked.expectations, judgement.model);
      if (!wanted) continue;
      const std::optional<Answer> found = answer(judgement);
      if (!found) continue;
      ++comparison.compared;
      if (found == *wanted) continue;
      comparison.broken.push_back({checked.test.name, judgement.model, *wanted, *found});
    }
  }
  return comparison;
}

}  // namespace litmus
