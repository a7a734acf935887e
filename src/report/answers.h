// What one side says of every test: the tallies of its records, added up, or what a log of another
// tool lists. Two sides are compared (compare.h), many are set side by side (tallies.h).
//
// Tested by compare_test.cpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "report/log_reader.h"
#include "report/record.h"
#include "report/statistics.h"

namespace litmus {

struct AnswerToOutcome {
  std::uint64_t count = 0;
  std::map<std::string, bool> allowed;  // by model; empty in logs
  std::string verdict = "ok";           // what seeing it means
  bool interesting = false;
};

struct AnswerBlock {
  std::uint64_t instances = 0;
  std::map<NamedRow, std::uint64_t> counts;
};

struct AnswerToTest {
  std::string hash;     // "": not known
  std::string verdict;  // the worst; "": none was given
  std::string condition, source;
  bool every = false;     // a model's log: what is not listed can not happen
  bool searched = false;  // by runs that moved to where wanted rows showed
  bool race = false;      // undefined in C++20: what that model allows means nothing
  bool broken = false;    // its claim (~exists, forall) has a counterexample
  std::uint64_t instances = 0;
  std::map<NamedRow, AnswerToOutcome> outcomes;            // count 0: unseen, and allowed
  std::map<std::string, std::vector<AnswerBlock>> blocks;  // by environment; none in logs

  bool saw(const NamedRow& row) const;
  // Its counts in one environment, in the order of time.
  BlockCounts counts(const std::string& environment, const NamedRow& row) const;
};

struct Side {
  std::string name;          // the file, or the machine
  std::string architecture;  // "" of a log
  bool emulated = false;
  std::map<std::string, AnswerToTest> tests;
};

// Throws Error where the side already has a test of this name with another hash.
void add(const Record& record, const Place& place, Side& side);
void add(const LoggedTest& logged, const Place& place, Side& side);

// The side of the machine that records below this header come from, which is added if there is none
// yet: one processor of one architecture, whose name it bears; an emulator is another machine.
Side& machine_of(const RunOrigin& origin, std::vector<Side>& machines);

// The worse of two verdicts: finding, compiler, crash, hang, undefined, blind, ok, skipped.
std::string worse(const std::string& a, const std::string& b);

}  // namespace litmus
