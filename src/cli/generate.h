// litmus generate: what the user asked for, and the three things it does. Tested by
// command_line_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "gen/enumerate.h"
#include "report/style.h"

namespace litmus {

struct GenerateCommand {
  std::vector<std::string> words;  // suites and parts of a selection; cycles, names, @lists
  std::string size, threads, edges, only, orders, fences;
  bool updates = false;
  std::string folder;  // --out
  bool force = false;
  std::string shard;
  std::string as = "name";
  bool minimal = false;
  std::string orders_of;
  bool with_fences = false;  // --orders-of puts fences in, too
  std::string differ;
  std::string model = "c++20";
  std::string time = "30s";
  bool all = false;
};

// The cycles that the options and words select, starting from `standard` where they name none.
Selection selection_of(const GenerateCommand& command, const std::string& standard);

// Names, cycles or texts on standard output, or a file for each test. (generated_tests.cpp)
int write_tests(const GenerateCommand& command);

// --orders-of: every assignment of orders by verdict. (orders_of.cpp)
int print_orders_of(const GenerateCommand& command, const Style& style);

// --differ: the smallest tests on which two models disagree. (differences.cpp)
int print_differences(const GenerateCommand& command, const Style& style);

}  // namespace litmus
