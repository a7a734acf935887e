// A suite that makes claims, and what a run says about each: the table of `litmus run @course`.
//
//     # 5 Atomicity and lost updates                      a lesson
//     #   i++ is a load, an addition and a store           a claim, and below it its tests
//     counter+plain
//     counter+fetch-add
//
// Elsewhere these are comments. What a test is about may happen, if a model allows it or its author
// calls it interesting: the evidence is how often it was seen here. Otherwise it never may, and the
// evidence is so many instances without it. Of a wrong version it is harm that may happen, of the
// right one it is harm that never may. A test that measures shows its median.
//
// Tested by claims_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/run_result.h"
#include "report/style.h"

namespace litmus {

// What a test is about, and what came of it.
struct Evidence {
  bool may_be = false;     // it may happen
  bool undefined = false;  // the test has a race: the language promises nothing
  std::string compiled;    // what the compiler made of a race, if that is short
  std::string never_ended;  // why it hung, where that is what it may show
  std::string measured;    // what it measured, where it has no harm to show
  std::uint64_t seen = 0;  // instances that showed it
  std::uint64_t instances = 0;
};

Evidence evidence_of(const RunResult& result);

// Prints a claim's tests under it, in the order of the suite, as they end.
class ClaimsTable {
 public:
  explicit ClaimsTable(std::string_view suite);

  bool empty() const { return claims_.empty(); }

  // The lesson and the claim, where this test is the first of them to be played, and its line.
  std::string line(const RunResult& result, std::size_t names, const Style& style);

  // "41 claims: of 70 things that may happen 45 were seen; of 60 that never may none was"
  std::string summary() const;

 private:
  struct Claim {
    std::string lesson, text;
    std::size_t sentences = 0;
  };

  std::string heading_of(const std::string& test);

  std::vector<Claim> claims_;
  std::map<std::string, std::size_t, std::less<>> claim_of_;  // by test
  std::string lesson_;                                        // that was printed last
  std::optional<std::size_t> claim_;
  std::size_t shown_ = 0, may_ = 0, may_seen_ = 0, never_ = 0, never_seen_ = 0;
};

}  // namespace litmus
