// Tested by run_blocks_test.cpp.
#include "report/run_blocks.h"

namespace litmus {
namespace {

void add_counts(const std::map<Outcome, std::uint64_t>& counts, RunBlock& block) {
  for (const auto& [row, count] : counts) block.counts[row] += count;
}

}  // namespace

void RunBlocks::add(const Slice& slice) {
  RunBlock& block = block_for(slice.environment);
  block.instances += slice.instances;
  add_counts(slice.tally.counts, block);
}

// Every block of an environment takes as many slices as the others, but for its last.
RunBlock& RunBlocks::block_for(int environment) {
  if (const auto at = open_.find(environment);
      at != open_.end() && at->second.slices < slices_in_block_) {
    ++at->second.slices;
    return blocks_[at->second.block];
  }
  // An environment that is new gets its block in any case.
  if (blocks_.size() >= kMaxBlocks && open_.count(environment) > 0) {
    halve();
    return block_for(environment);
  }
  blocks_.push_back({.environment = environment, .instances = 0, .counts = {}});
  open_[environment] = {.block = blocks_.size() - 1, .slices = 1};
  return blocks_.back();
}

// The first and second block of each environment become one, the third and fourth, and so on.
void RunBlocks::halve() {
  std::vector<RunBlock> halved;
  std::map<int, Open> first;  // by environment: the first of a pair, waiting for its second
  for (RunBlock& block : blocks_) {
    const bool is_last = &block == &blocks_[open_[block.environment].block];
    const int slices = is_last ? open_[block.environment].slices : slices_in_block_;
    const auto at = first.find(block.environment);
    if (at == first.end()) {
      halved.push_back(std::move(block));
      first[halved.back().environment] = {.block = halved.size() - 1, .slices = slices};
    } else {
      RunBlock& pair = halved[at->second.block];
      pair.instances += block.instances;
      add_counts(block.counts, pair);
      if (is_last) open_[pair.environment] = {at->second.block, at->second.slices + slices};
      first.erase(at);
    }
  }
  // A last block without a second goes on taking slices.
  for (const auto& [environment, waiting] : first) open_[environment] = waiting;
  blocks_ = std::move(halved);
  slices_in_block_ *= 2;
}

}  // namespace litmus
