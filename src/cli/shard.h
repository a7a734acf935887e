// Shares of many tests, for machines that work side by side.
//
// Every machine is asked for all the tests and takes its share, the K-th of N; which tests those
// are depends on nothing but the list and the costs, so that the shares fit together.
//
// Tested by shard_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace litmus {

// "2/8": the second of eight.
struct Shard {
  std::size_t number = 0;  // from 0
  std::size_t of = 1;

  bool whole() const { return of == 1; }
};

// Throws Error.
Shard parse_shard(const std::string& text);
std::string to_string(const Shard& shard);

// By test: is it in the share? The costliest test goes to the share that has least so far, then the
// next one; so no share costs more than its part and one test.
std::vector<bool> share(const std::vector<double>& costs, const Shard& shard);

}  // namespace litmus
