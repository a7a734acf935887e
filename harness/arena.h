// The instances of one kernel in memory: their cells, their recorded columns, and what is done to
// them between two rounds of play.
//
// An arena holds the instances of one epoch: they are played block by block, then finished, read
// and reset. Workers do this to ranges that are theirs, with a rendezvous on either side. All
// instances are made by some worker before the first block, and ended by it after the last.
//
// Tested by arena_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "harness/environment.h"
#include "harness/kernel.h"
#include "harness/memory.h"
#include "harness/tally.h"

namespace litmus {

class Arena {
 public:
  // Room for the environment's layout and workers; the kernel must outlive the arena. No instance
  // is reset yet.
  Arena(const Kernel& kernel, const Environment& environment, std::uint32_t instances);

  const Frame& frame() const { return frame_; }
  std::uint32_t instances() const { return instances_; }
  // By worker: where it packs its part of the outcomes' numbers (tally.h). There are two such
  // halves, so that one can be counted while the other is packed.
  std::span<Counter::Number* const> numbers(int half) const {
    const std::size_t workers = numbers_.size() / 2;
    return std::span(numbers_).subspan(half == 0 ? 0 : workers, workers);
  }

  // Gives the cells of the instances [first, first + count) their initial values, or makes their
  // states; and ends the states again.
  void make(std::uint32_t first, std::uint32_t count) const;
  void end(std::uint32_t first, std::uint32_t count) const;

  // What there is to do when all roles are done: the subject's `after`.
  void finish(std::uint32_t first, std::uint32_t count) const;

  // Ends the instances and makes new ones.
  void reset(std::uint32_t first, std::uint32_t count) const;

  // Marks what these roles record of the instances as not yet written. A worker does this for its
  // own roles right before it plays them, which also brings the lines it will write into its cache.
  void clear(std::span<const int> roles, std::uint32_t first, std::uint32_t count) const;

  // Brings the caches of the calling worker into the wanted state. Writes nothing.
  void preload(Preload kind, std::uint32_t first, std::uint32_t count) const;

 private:
  void reset_cell(std::size_t cell, std::uint32_t first, std::uint32_t count) const;

  const Kernel* kernel_;
  std::uint32_t instances_;
  std::optional<Memory> memory_;
  Frame frame_;
  std::vector<Counter::Number*> numbers_;
};

// How many instances an epoch should have: enough to make its two rendezvous cheap, few enough for
// the cells to stay in the caches. A multiple of the environment's block.
std::uint32_t epoch_size(const Kernel& kernel, const Environment& environment);

}  // namespace litmus
