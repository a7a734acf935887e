// What the program's exit code says, for scripts and CI.
#pragma once

namespace litmus {

enum ExitCode : int {
  kOk = 0,             // as expected
  kFinding = 1,        // a finding, or a test's own expectation is broken
  kBadInput = 2,       // bad input or usage
  kCanNotRun = 3,      // not possible on this machine, or not in the time given
  kNothingRan = 4,     // there was nothing to ask
  kInterrupted = 130,  // interrupted, without a finding so far
};

}  // namespace litmus
