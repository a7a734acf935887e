// The catalogue as tests see it: read from the embedded texts, once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/test.h"

namespace litmus {

// Every test below litmus/, sorted by path.
const std::vector<Test>& catalogue_tests();

struct Suite {
  std::string_view path;
  std::vector<std::string> tests;
};

std::vector<Suite> suites();

}  // namespace litmus
