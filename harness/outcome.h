// An outcome: one row of numbers, what a test's observed columns held when all threads were done.
//
// The test names the columns (lang/test.h); machine and model produce the same rows, so judging is
// set arithmetic and no name is ever matched twice. A column that holds a pointer stores
// pointer_to(location): the location's index plus one, so that a null pointer is 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace litmus {

using Value = std::int64_t;
using Outcome = std::vector<Value>;

// The number that stands for "a pointer to location `index`" in outcomes and in the models.
constexpr Value pointer_to(std::size_t index) { return static_cast<Value>(index) + 1; }

}  // namespace litmus
