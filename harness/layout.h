// Where in memory the cells of a kernel's instances lie.
//
// For a kernel of two cells x and y (each row is a line of 64 bytes):
//
//     lines   x0...... y0...... x1...... y1......        every cell has a line of its own
//     line    x0y0.... x1y1....                          an instance's cells share a line
//     pages   x0...... x1......  |  y0...... y1......    an instance's cells are pages apart
//     dense   x0x1x2x3x4x5x6x7   |  y0y1y2y3y4y5y6y7     instances share lines
//
// The elements of an array stay together in all of them.
//
// Tested by layout_test.cpp, which checks every layout from scratch: in bounds, aligned, disjoint.
#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/kernel.h"

namespace litmus {

enum class Layout : std::uint8_t { Lines, Line, Pages, Dense };

// Bytes that `instances` instances of a kernel take in a layout.
std::size_t bytes_needed(const Kernel& kernel, Layout layout, std::uint32_t instances);

// Fills in the frame's bases and strides for cells that lie from `at` on; `at` is aligned to a
// page.
void lay_out(const Kernel& kernel, Layout layout, std::uint32_t instances, std::byte* at,
             Frame& frame);

// The address of an instance's cell.
inline std::byte* cell_at(const Frame& frame, std::size_t cell, std::size_t instance) {
  return frame.base[cell] + static_cast<std::ptrdiff_t>(instance) * frame.stride[cell];
}

}  // namespace litmus
