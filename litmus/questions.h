// Every text of this folder (tests, models, suites), embedded in the program.
#pragma once

#include <span>
#include <string_view>

namespace litmus {

struct Question {
  std::string_view path;  // below litmus/: "models/tso.cat", "store-buffering/SB.litmus"
  std::string_view text;
};

// Sorted by path.
std::span<const Question> questions();

}  // namespace litmus
