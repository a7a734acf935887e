// What differs between sides: runs, machines, compilers, or models' logs; test by test, outcome by
// outcome. The first side is what the others are compared with.
//
//     forbidden  seen, and by its verdict it may not be; or a model's log does not list it
//     verdict    the test's verdict is another
//     new, lost  seen by one side only, where the other should have seen it too
//     rate       seen by both, much more often by one; not where a run searched (run --fixed does
//                not): what it plays, and how long, is its own choice
//
// One sighting of what is forbidden is enough. The others are told from chance by the rules of
// statistics.h, so that two runs of one machine do not differ. Logs have no blocks: there, new and
// lost rest on an expected count of ten alone, and rates are not compared. Runs of a test that
// share no environment tell of verdicts and of what is forbidden only.
//
// Tested by compare_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/answers.h"

namespace litmus {

enum class Change : std::uint8_t { Forbidden, Verdict, New, Lost, Rate };  // worst first

std::string_view to_string(Change change);  // "forbidden", "verdict", ...
std::optional<Change> change_from(std::string_view word);

struct Difference {
  Change change = Change::Rate;
  std::string test;
  NamedRow outcome;      // none if the verdict changed
  std::size_t side = 0;  // which one differs from the first
  std::string was, is;   // in a few words: "never in 1.2 G", "ok"
  double weight = 0;     // more matters more, within one kind of change
};

// A test that the first side and another one ran in no environment in common.
struct Strangers {
  std::string test;
  std::size_t side = 0;
};

struct Differences {
  std::vector<Difference> all;          // what matters most comes first
  std::size_t compared = 0;             // pairs of answers to one test
  std::vector<std::string> apart;       // tests of one name and different hashes: not compared
  std::vector<Strangers> strangers;     // compared by verdict and by what is forbidden alone
  std::vector<std::size_t> only_first;  // by side: tests that only the first side has
  std::vector<std::size_t> only_there;  // by side: tests that only this side has
};

Differences differences(const std::vector<Side>& sides);

}  // namespace litmus
