// Text to Test: the C dialect of .litmus files, and C++ atomics in the same bodies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/error.h"
#include "lang/test.h"

namespace litmus {

struct Warning {
  Place place;
  std::string message;
};

// Reads one test. `file` is only for messages. Throws Error with its place on anything it does not
// understand: a test is understood whole or refused.
Test parse_test(std::string_view text, std::string_view file,
                std::vector<Warning>* warnings = nullptr);

}  // namespace litmus
