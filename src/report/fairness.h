// Locks side by side: what `litmus run @fairness` prints below its lines.
//
//     lock          turns a second  worse share  better share  longest wait  hand-over
//     mutex                 12.0 M         38 %          62 %          4 ms     300 ns
//     ticket                3.10 M         50 %          50 %        200 us     200 ns
//
// Made of tests that measure, by their names: turns-mutex, share-mutex, wait-mutex and
// handoff-mutex are about the lock "mutex" (litmus/course/lock_fairness.cpp). Shares are of two
// threads, means over all contests; rates and hand-overs are medians.
//
// Tested by measurement_test.cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/run_result.h"
#include "report/style.h"

namespace litmus {

class FairnessTable {
 public:
  // Results that are about something else are left alone.
  void take(const RunResult& result);

  // Locks in the order in which they came; nothing if there are fewer than two to compare.
  std::string text(const Style& style) const;

 private:
  using Answers = std::map<std::string, std::string, std::less<>>;  // by column

  Answers& answers_about(std::string_view lock);

  std::vector<std::pair<std::string, Answers>> locks_;
};

}  // namespace litmus
