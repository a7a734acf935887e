// What this machine can not do: the input is right, and yet there is no answer here. Ends the
// program with its own exit code (exit_code.h).
#pragma once

#include "harness/error.h"

namespace litmus {

class CanNotRun : public Error {
 public:
  using Error::Error;
};

}  // namespace litmus
