// The slices of a run in the order of time, as far as records keep them: what each counted in its
// environment. Rates get their spread from these, and two runs are compared by them (statistics.h).
//
// A long run has more slices than anybody needs; then neighbours in one environment become one
// block, so that a record has at most kMaxBlocks, and one more for each environment.
//
// Tested by run_blocks_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "harness/slice.h"

namespace litmus {

constexpr std::size_t kMaxBlocks = 480;

struct RunBlock {
  int environment = 0;
  std::uint64_t instances = 0;
  std::map<Outcome, std::uint64_t> counts;  // in all columns

  bool operator==(const RunBlock&) const = default;
};

class RunBlocks {
 public:
  void add(const Slice& slice);
  const std::vector<RunBlock>& all() const { return blocks_; }

 private:
  RunBlock& block_for(int environment);
  void halve();

  std::vector<RunBlock> blocks_;
  int slices_in_block_ = 1;  // of one environment
  struct Open {
    std::size_t block = 0;
    int slices = 0;
  };
  std::map<int, Open> open_;  // by environment: the block that still takes slices
};

}  // namespace litmus
