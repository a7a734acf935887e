// Kernels as values: walks visit what they say, roles run anywhere a frame points.
#include "harness/kernel.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "harness/sample_kernels.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

std::vector<std::size_t> visited(const Walk& walk) {
  std::vector<std::size_t> instances;
  visit(walk, [&](std::size_t i) { instances.push_back(i); });
  return instances;
}

TEST(Walk, Forwards) { EXPECT_THAT(visited({.origin = 8, .count = 4}), ElementsAre(8, 9, 10, 11)); }

TEST(Walk, Backwards) {
  EXPECT_THAT(visited({.origin = 8, .start = 3, .step = ~0u, .mask = 3, .count = 4}),
              ElementsAre(11, 10, 9, 8));
}

TEST(Walk, AnOddStepVisitsEachInstanceOnce) {
  EXPECT_THAT(visited({.origin = 16, .start = 5, .step = 3, .mask = 7, .count = 8}),
              UnorderedElementsAre(16, 17, 18, 19, 20, 21, 22, 23));
}

TEST(Walk, OneInstance) { EXPECT_THAT(visited({.origin = 7, .count = 1}), ElementsAre(7)); }

// Two instances of SB in a frame laid out by hand: x and y side by side, 16 bytes an instance.
TEST(Kernel, RolesRunWhereTheFramePoints) {
  const Kernel& sb = sample_kernel("SB");
  alignas(8) std::byte memory[2 * 16] = {};
  Value r0[2] = {-1, -1};
  Value r1[2] = {-1, -1};
  Frame frame;
  for (std::size_t cell = 0; cell < 2; ++cell) {
    frame.base[cell] = memory + 8 * cell;
    frame.stride[cell] = 16;
  }
  frame.out[0] = r0;
  frame.out[1] = r1;

  sb.roles[0].play(frame, {.count = 2});
  sb.roles[1].play(frame, {.origin = 1, .count = 1});

  EXPECT_THAT(r0, ElementsAre(0, 0));
  EXPECT_THAT(r1, ElementsAre(-1, 1)) << "only instance 1 was played by role 1";
  int final[8];
  std::memcpy(final, memory, sizeof final);
  EXPECT_THAT(final, ElementsAre(1, 0, 0, 0, 1, 0, 1, 0));
}

// The tables of the samples are well-formed; generated kernels are held to the same by the run.
TEST(Kernel, EveryColumnHasAWriter) {
  for (const Kernel& kernel : sample_kernels()) {
    for (const Recorded& column : kernel.recorded) {
      const bool final = column.role == Recorded::kFinal;
      EXPECT_EQ(final, column.cell >= 0) << kernel.name << " " << column.name;
      EXPECT_LT(column.role, static_cast<int>(kernel.roles.size())) << kernel.name;
      EXPECT_LT(column.cell, static_cast<int>(kernel.cells.size())) << kernel.name;
    }
  }
}

}  // namespace
}  // namespace litmus
