// From judgements to verdicts. Tested by checked_test.cpp.
#include "report/checked.h"

#include "lang/print.h"

namespace litmus {

VerdictLine verdict_line(const Checked& checked) {
  VerdictLine all{.test = checked.test.name,
                  .condition = to_string(checked.test.condition, checked.test)};
  all.models.reserve(checked.judgements.size());
  for (const Judgement& judgement : checked.judgements) {
    all.models.push_back({.model = judgement.model,
                          .found = answer(judgement),
                          .expected = expected(checked.expectations, judgement.model),
                          .bounded = judgement.bounded,
                          .nothing_ends = judgement.nothing_ends,
                          .flags = judgement.flags});
  }
  return all;
}

}  // namespace litmus
