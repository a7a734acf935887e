// Layouts as offsets and strides: instance by instance, or object by object.
#include "harness/layout.h"

#include <algorithm>
#include <vector>

#include "harness/error.h"
#include "harness/memory.h"
#include "harness/processor.h"

namespace litmus {
namespace {

// What has to stay together: a cell, or all elements of an array.
struct Object {
  std::size_t first_cell;
  std::size_t cells;
  std::size_t bytes;  // of one cell
  std::size_t alignment;
  std::size_t all() const { return cells * bytes; }
};

std::vector<Object> objects(const Kernel& kernel) {
  std::vector<Object> result;
  for (std::size_t cell = 0; cell < kernel.cells.size(); ++cell) {
    if (kernel.cells[cell].array_next) {
      CHECK(!result.empty() && result.back().bytes == kernel.cells[cell].bytes);
      ++result.back().cells;
    } else {
      const Cell& what = kernel.cells[cell];
      result.push_back({.first_cell = cell,
                        .cells = 1,
                        .bytes = what.bytes,
                        .alignment = what.alignment > 0 ? what.alignment : what.bytes});
    }
  }
  return result;
}

// What an object that shares no line is aligned to.
std::size_t own_line(const Object& object) { return std::max(kLineBytes, object.alignment); }

// One object's place: its offset in instance 0, and the way to the next instance.
struct Spot {
  std::size_t offset;
  std::size_t stride;
};

struct Plot {
  std::vector<Spot> spots;  // by object
  std::size_t bytes = 0;    // of all instances
};

// Instances one after another, each from the start of a line or of what is aligned to more.
Plot instance_by_instance(const std::vector<Object>& all, bool own_lines, std::size_t instances) {
  Plot plot;
  std::size_t end = 0;
  for (const Object& object : all) {
    end = round_up(end, own_lines ? own_line(object) : object.alignment);
    plot.spots.push_back({.offset = end, .stride = 0});
    end += object.all();
  }
  std::size_t unit = kLineBytes;
  for (const Object& object : all) unit = std::max(unit, object.alignment);
  const std::size_t stride = round_up(end, unit);
  for (Spot& spot : plot.spots) spot.stride = stride;
  plot.bytes = stride * instances;
  return plot;
}

// Objects one after another, each with a region for all its instances. Regions begin some lines
// into a page, each further than the one before: the same instance's objects would otherwise fall
// into the same set of a cache and into each other's way.
Plot object_by_object(const std::vector<Object>& all, bool own_lines, std::size_t instances) {
  constexpr std::size_t kStagger = 5 * kLineBytes;
  Plot plot;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t unit = own_lines ? own_line(all[i]) : all[i].alignment;
    const std::size_t stride = round_up(all[i].all(), unit);
    const std::size_t stagger = round_up(i * kStagger % kPage, all[i].alignment);
    plot.spots.push_back({.offset = plot.bytes + stagger, .stride = stride});
    plot.bytes += round_up(stride * instances, kPage) + kPage;
  }
  return plot;
}

Plot plot(const std::vector<Object>& all, Layout layout, std::size_t instances) {
  switch (layout) {
    case Layout::Lines:
      return instance_by_instance(all, true, instances);
    case Layout::Line:
      return instance_by_instance(all, false, instances);
    case Layout::Pages:
      return object_by_object(all, true, instances);
    case Layout::Dense:
      return object_by_object(all, false, instances);
  }
  return {};
}

}  // namespace

std::size_t bytes_needed(const Kernel& kernel, Layout layout, std::uint32_t instances) {
  return plot(objects(kernel), layout, instances).bytes;
}

void lay_out(const Kernel& kernel, Layout layout, std::uint32_t instances, std::byte* at,
             Frame& frame) {
  CHECK(reinterpret_cast<std::uintptr_t>(at) % kPage == 0);
  const std::vector<Object> all = objects(kernel);
  const Plot where = plot(all, layout, instances);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t element = 0; element < all[i].cells; ++element) {
      const std::size_t cell = all[i].first_cell + element;
      frame.base[cell] = at + where.spots[i].offset + element * all[i].bytes;
      frame.stride[cell] = static_cast<std::ptrdiff_t>(where.spots[i].stride);
    }
  }
}

}  // namespace litmus
