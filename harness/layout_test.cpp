// Layouts checked from scratch: for every layout and several kernels, each cell of each instance
// lies in bounds, is aligned, and overlaps no other; and each layout does what its name says.
#include "harness/layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "harness/memory.h"
#include "harness/processor.h"

namespace litmus {
namespace {

constexpr Cell kXY[] = {{.name = "x"}, {.name = "y"}};
constexpr Cell kMixed[] = {{.name = "flag", .bytes = 1},
                           {.name = "long", .bytes = 8},
                           {.name = "short", .bytes = 2},
                           {.name = "a[0]", .bytes = 4},
                           {.name = "a[1]", .bytes = 4, .array_next = true},
                           {.name = "a[2]", .bytes = 4, .array_next = true},
                           {.name = "last", .bytes = 1}};
constexpr Cell kObject[] = {{.name = "state", .bytes = 24, .alignment = 8}};
constexpr Cell kPageObject[] = {{.name = "state", .bytes = 8192, .alignment = 4096}};

std::vector<Cell> many_bytes() {
  std::vector<Cell> cells(kMaxCells, Cell{.name = "b", .bytes = 8});
  for (std::size_t n = 20; n < 40; ++n) cells[n].array_next = true;  // longer than a line
  return cells;
}

constexpr Layout kAll[] = {Layout::Lines, Layout::Line, Layout::Pages, Layout::Dense};

struct Span {
  std::byte* begin;
  std::byte* end;
};

std::size_t alignment(const Cell& cell) { return cell.alignment > 0 ? cell.alignment : cell.bytes; }

void verify(std::span<const Cell> cells, Layout layout, std::uint32_t instances) {
  const Kernel kernel{.name = "k", .cells = cells};
  Memory memory(bytes_needed(kernel, layout, instances));
  Frame frame;
  lay_out(kernel, layout, instances, memory.data(), frame);
  std::vector<Span> spans;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    for (std::uint32_t instance = 0; instance < instances; ++instance) {
      std::byte* const at = cell_at(frame, cell, instance);
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(at) % alignment(cells[cell]), 0u);
      if (cells[cell].array_next) {
        ASSERT_GT(cell, 0u);
        EXPECT_EQ(at, cell_at(frame, cell - 1, instance) + cells[cell].bytes);
      }
      spans.push_back({at, at + cells[cell].bytes});
    }
  }
  std::ranges::sort(spans, {}, &Span::begin);
  EXPECT_GE(spans.front().begin, memory.data());
  EXPECT_LE(spans.back().end, memory.data() + bytes_needed(kernel, layout, instances));
  for (std::size_t n = 1; n < spans.size(); ++n) {
    ASSERT_LE(spans[n - 1].end, spans[n].begin) << "two cells overlap";
  }
}

TEST(Layout, CellsAreInBoundsAlignedAndDisjoint) {
  const std::vector<Cell> many = many_bytes();
  for (Layout layout : kAll) {
    for (std::uint32_t instances : {1u, 2u, 7u, 64u}) {
      verify(kXY, layout, instances);
      verify(kMixed, layout, instances);
      verify(many, layout, instances);
      verify(kObject, layout, instances);
      verify(kPageObject, layout, instances);
    }
  }
}

// The lines that x and y of the first instances lie in.
std::vector<std::ptrdiff_t> lines_of(Layout layout) {
  const Kernel kernel{.name = "k", .cells = kXY};
  Memory memory(bytes_needed(kernel, layout, 64));
  Frame frame;
  lay_out(kernel, layout, 64, memory.data(), frame);
  const auto line = [&](std::size_t cell, std::size_t instance) {
    return (cell_at(frame, cell, instance) - memory.data()) /
           static_cast<std::ptrdiff_t>(kLineBytes);
  };
  return {line(0, 0), line(1, 0), line(0, 1), line(1, 1)};
}

TEST(Layout, LinesGivesEachCellItsOwn) {
  EXPECT_EQ(lines_of(Layout::Lines), (std::vector<std::ptrdiff_t>{0, 1, 2, 3}));
}

TEST(Layout, LineGivesEachInstanceItsOwn) {
  EXPECT_EQ(lines_of(Layout::Line), (std::vector<std::ptrdiff_t>{0, 0, 1, 1}));
}

TEST(Layout, PagesKeepsCellsAPageApart) {
  const std::vector<std::ptrdiff_t> at = lines_of(Layout::Pages);
  EXPECT_EQ(at[2], at[0] + 1);
  EXPECT_GE(at[1] - at[0], 64);
}

TEST(Layout, DensePutsInstancesTogether) {
  const std::vector<std::ptrdiff_t> at = lines_of(Layout::Dense);
  EXPECT_EQ(at[0], at[2]);
  EXPECT_EQ(at[1], at[3]);
  EXPECT_NE(at[0], at[1]);
}

TEST(Memory, IsZeroedAndAligned) {
  const Memory memory(3 << 20);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory.data()) % (2 << 20), 0u);
  EXPECT_GE(memory.size(), 3u << 20);
  EXPECT_TRUE(std::all_of(memory.data(), memory.data() + memory.size(),
                          [](std::byte byte) { return byte == std::byte{0}; }));
  memory.data()[memory.size() - 1] = std::byte{1};
}

}  // namespace
}  // namespace litmus
