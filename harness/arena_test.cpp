// What an epoch starts from: initial values, pointers into the same instance, cleared columns.
#include "harness/arena.h"

#include <gtest/gtest.h>

#include <cstring>

#include "harness/sample_kernels.h"

namespace litmus {
namespace {

constexpr Cell kCells[] = {{.name = "b", .bytes = 1, .initial = -1},
                           {.name = "s", .bytes = 2, .initial = 513},
                           {.name = "x", .bytes = 4, .initial = -7},
                           {.name = "l", .bytes = 8, .initial = Value{1} << 40},
                           {.name = "p", .bytes = 8, .pointer = true, .initial = pointer_to(2)},
                           {.name = "q", .bytes = 8, .pointer = true}};
constexpr Recorded kColumns[] = {{.name = "b", .cell = 0},   {.name = "s", .cell = 1},
                                 {.name = "x", .cell = 2},   {.name = "l", .cell = 3},
                                 {.name = "p", .cell = 4},   {.name = "q", .cell = 5},
                                 {.name = "0:r0", .role = 0}};
constexpr Role kRoles[] = {{.may_give_up = true}};
constexpr Kernel kKernel{.name = "k", .cells = kCells, .recorded = kColumns, .roles = kRoles};

TEST(Arena, ResetGivesInitialValuesInEveryLayout) {
  for (Layout layout : {Layout::Lines, Layout::Line, Layout::Pages, Layout::Dense}) {
    const Environment environment{.split = {{0}}, .layout = layout};
    const Arena arena(kKernel, environment, 64);
    for (std::size_t cell = 0; cell < 6; ++cell) {
      for (std::size_t n = 0; n < 64; ++n) {
        std::memset(cell_at(arena.frame(), cell, n), 0x55, kCells[cell].bytes);
      }
    }
    arena.reset(0, 64);
    for (std::size_t n = 0; n < 64; ++n) {
      for (std::size_t cell = 0; cell < 6; ++cell) {
        EXPECT_EQ(recorded_value(kKernel, arena.frame(), cell, n), kCells[cell].initial);
      }
    }
  }
}

TEST(Arena, ResetLeavesTheOthersAlone) {
  const Arena arena(kKernel, {.split = {{0}}}, 16);
  arena.reset(4, 8);
  EXPECT_EQ(recorded_value(kKernel, arena.frame(), 2, 3), 0);
  EXPECT_EQ(recorded_value(kKernel, arena.frame(), 2, 4), -7);
  EXPECT_EQ(recorded_value(kKernel, arena.frame(), 2, 11), -7);
  EXPECT_EQ(recorded_value(kKernel, arena.frame(), 2, 12), 0);
}

TEST(Arena, ClearMarksColumnsAndForgetsGivingUp) {
  const Arena arena(kKernel, {.split = {{0}}}, 16);
  const int roles[] = {0};
  arena.frame().gave_up[0][5] = 1;
  arena.clear(roles, 4, 4);
  EXPECT_EQ(arena.frame().out[6][3], 0);
  EXPECT_EQ(arena.frame().out[6][5], kNeverWritten);
  EXPECT_EQ(arena.frame().gave_up[0][5], 0);
}

TEST(Arena, PreloadWritesNothing) {
  const Kernel& sb = sample_kernel("SB");
  for (Preload kind : {Preload::None, Preload::Shared, Preload::Owned, Preload::Flushed}) {
    const Arena arena(sb, {.split = {{0}, {1}}}, 64);
    std::memset(cell_at(arena.frame(), 0, 9), 3, 4);
    arena.preload(kind, 0, 64);
    EXPECT_EQ(*reinterpret_cast<int*>(cell_at(arena.frame(), 0, 9)), 0x03030303);
    EXPECT_EQ(*reinterpret_cast<int*>(cell_at(arena.frame(), 1, 9)), 0);
  }
}

TEST(Arena, AnEpochIsWholeBlocks) {
  const Kernel& sb = sample_kernel("SB");
  for (int block : {1, 16, 64, 1024}) {
    for (Layout layout : {Layout::Lines, Layout::Dense}) {
      const std::uint32_t size = epoch_size(sb, {.block = block, .layout = layout});
      EXPECT_EQ(size % static_cast<std::uint32_t>(block), 0u);
      EXPECT_GE(size, static_cast<std::uint32_t>(block));
      EXPECT_LE(size, 4096u);
    }
  }
}

// Small enough for the caches, whatever the kernel: the limit on a run's memory rests on this.
TEST(Arena, TheLargestKernelStaysSmall) {
  const std::vector<Cell> cells(kMaxCells, Cell{.name = "x", .bytes = 8});
  const Kernel kernel{.name = "k", .cells = cells};
  const std::uint32_t size = epoch_size(kernel, {.block = 1024, .layout = Layout::Pages});
  EXPECT_LE(bytes_needed(kernel, Layout::Pages, size), 8u << 20);
}

}  // namespace
}  // namespace litmus
