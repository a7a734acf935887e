// A test taken apart for the models: the program of each thread and the paths through it, and the
// ways to combine them.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "model/path.h"

namespace litmus {

struct Ways {
  std::vector<Program> programs;         // of each thread
  std::vector<std::vector<Path>> paths;  // through each; complete ones first
};

Ways ways(const Test& test, int unroll);

// One path of every thread.
using Combination = std::vector<const Path*>;

// Visits the combinations of complete paths, or those with a path that ends early; until the
// visitor says false.
enum class Paths : std::uint8_t { Complete, EndingEarly };
void for_each_combination(const Ways& ways, Paths which,
                          const std::function<bool(const Combination&)>& visitor);

}  // namespace litmus
