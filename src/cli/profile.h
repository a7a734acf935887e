// What worked on this machine before, so that the next search begins there.
//
//     litmus profile 1
//     test Z6.4 d41d8cd9... placement=package split=0,1/2! alternation=block ...
//     class 3/2 7 alternation=block block=16 start=meeting ...
//
// A test that has been run is begun with the environments that showed its outcomes most often; a
// test that has not, with the settings that did so for tests of as many roles on as many workers. A
// small file below $XDG_STATE_HOME/litmus, one for each kind of processor. Nothing depends on it: a
// file that can not be read is reported once and done without, and so is a folder that can not be
// written.
//
// Tested by profile_test.cpp.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "harness/plan.h"
#include "report/run_result.h"

namespace litmus {

class Profile {
 public:
  // Begins with a file's text. Throws Error with the place of what can not be read.
  void read(std::string_view text, const std::string& file);
  std::string text() const;

  // Puts what is known to work for a test in front of the plan's search.
  void suggest(Plan& plan, const Test& test) const;
  // Remembers where a run saw its wanted rows.
  void learn(const RunResult& result, const std::vector<Outcome>& wanted);

 private:
  struct Known {
    std::string test;  // name and hash
    std::vector<Environment> environments;
  };
  struct Setting {
    Environment environment;  // without a split
    std::size_t wins = 0;     // rows that it showed best
  };

  std::deque<Known> tests_;  // the last one that was learned from comes last
  std::map<std::string, std::vector<Setting>> classes_;
};

// The file for a processor of this name; "" where the environment names no place for it.
std::string profile_path(const std::string& processor);

}  // namespace litmus
