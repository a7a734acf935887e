// The catalogue as tests see it: read from the embedded texts, once.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/test.h"

namespace litmus {

// Every test below litmus/, sorted by path.
const std::vector<Test>& catalogue();

struct Suite {
  std::string_view path;
  std::vector<std::string> tests;
};

std::vector<Suite> suites();

// What a test's Expect line says, in its order: {"sc", "never"}, {"c++20", "race"}, ...
std::vector<std::pair<std::string, std::string>> expectations(const Test& test);

}  // namespace litmus
