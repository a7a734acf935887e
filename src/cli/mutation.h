// The mutants among a run's tests (gen/mutants.h), and what became of them.
//
//     litmus run --mutants TEST    each of its mutants is run, then the test itself in the
//                                  environments where they showed what it forbids
//     litmus run @mutants          the mutants of the whole catalogue, and the share that was shown
//
// Tested by run_command_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "harness/environment.h"
#include "report/run_result.h"

namespace litmus {

class Mutation {
 public:
  // Says what the next test of the run is: a mutant, or a test with so many mutants before it.
  // `asked`: the user wants those, however many there are.
  void next_is_mutant(std::string change) { parts_.push_back({.change = std::move(change)}); }
  void next_is_test(std::size_t mutants, bool asked = false) {
    parts_.push_back({.mutants = mutants, .asked = asked});
  }

  bool is_mutant(std::size_t test) const { return !parts_[test].change.empty(); }

  // What was run: of a mutant it is remembered, a test is given its controls.
  void note(std::size_t test, RunResult& result);

  // Where the mutants of a test showed it; empty if it has none or none did.
  std::vector<Environment> environments(std::size_t test) const;

  // "mutation score 98 %: 58 of 59 mutants were shown", and which were not. Empty without mutants.
  std::string score() const;

 private:
  struct Part {
    std::string change = {};  // of a mutant
    std::size_t mutants = 0;  // of a test
    bool asked = false;
    bool was_run = false;
    std::string name = {};
    Control control = {};
    std::vector<Environment> where = {};  // the condition was seen
  };

  std::vector<Part> parts_;  // by test
};

}  // namespace litmus
