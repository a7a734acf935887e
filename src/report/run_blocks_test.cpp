// Blocks: every slice in one of them, in the order of time, and never too many.
#include "report/run_blocks.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

Slice block(int environment, std::uint64_t count) {
  Slice slice{.environment = environment, .instances = 100};
  slice.tally.counts = {{{0, 1}, count}, {{1, 1}, 100 - count}};
  return slice;
}

TEST(RunBlocks, AShortRunKeepsItsSlices) {
  RunBlocks blocks;
  for (int i = 0; i < 60; ++i) blocks.add(block(i % 3, static_cast<std::uint64_t>(i)));
  ASSERT_EQ(blocks.all().size(), 60u);
  for (std::size_t i = 0; i < 60; ++i) {
    EXPECT_EQ(blocks.all()[i].environment, static_cast<int>(i % 3));
    EXPECT_EQ(blocks.all()[i].counts.at({0, 1}), i);
    EXPECT_EQ(blocks.all()[i].instances, 100u);
  }
}

// For any number of slices and environments: nothing lost, order kept, blocks alike.
TEST(RunBlocks, ALongRunIsFolded) {
  for (const int environments : {1, 2, 7, 100, 480, 3000}) {
    for (const int slices : {479, 480, 481, 961, 5000, 20'001}) {
      RunBlocks blocks;
      for (int i = 0; i < slices; ++i) blocks.add(block(i % environments, 1));
      const std::vector<RunBlock>& all = blocks.all();
      EXPECT_LE(all.size(), kMaxBlocks + static_cast<std::size_t>(environments));
      std::uint64_t instances = 0, counted = 0;
      std::map<int, std::vector<std::uint64_t>> by_environment;
      for (const RunBlock& block : all) {
        instances += block.instances;
        counted += block.counts.at({0, 1});
        by_environment[block.environment].push_back(block.instances);
      }
      EXPECT_EQ(instances, 100u * static_cast<std::uint64_t>(slices));
      EXPECT_EQ(counted, static_cast<std::uint64_t>(slices));
      for (const auto& [environment, sizes] : by_environment) {
        for (std::size_t i = 0; i + 1 < sizes.size(); ++i) EXPECT_EQ(sizes[i], sizes[0]);
        EXPECT_LE(sizes.back(), sizes.front());
      }
      if (slices >= 480 && environments < 100) {
        EXPECT_GE(all.size(), kMaxBlocks / 2);
      }
    }
  }
}

TEST(RunBlocks, KeepsTheOrderOfTime) {
  RunBlocks blocks;
  for (int i = 0; i < 2000; ++i) blocks.add(block(0, i < 1000 ? 0 : 100));
  bool late = false;
  for (const RunBlock& block : blocks.all()) {
    const bool weak = block.counts.at({0, 1}) > 0;
    EXPECT_FALSE(late && !weak);
    late = late || weak;
  }
  EXPECT_TRUE(late);
}

}  // namespace
}  // namespace litmus
