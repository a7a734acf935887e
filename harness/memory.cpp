// Pages from mmap, trimmed to the alignment of huge ones.
#include "harness/memory.h"

#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdint>

#include "harness/error.h"

namespace litmus {
namespace {

constexpr std::size_t kHugePage = 2 << 20;

}  // namespace

Memory::Memory(std::size_t bytes) : size_(round_up(std::max<std::size_t>(bytes, 1), kHugePage)) {
  // One huge page more than asked for, so that an aligned stretch of the right length is inside.
  const std::size_t mapped = size_ + kHugePage;
  void* start = mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) {
    throw Error(fmt::format("the system has no {} MB of memory for a run", mapped >> 20));
  }
  auto* first = static_cast<std::byte*>(start);
  const std::size_t skipped = round_up(reinterpret_cast<std::uintptr_t>(first), kHugePage) -
                              reinterpret_cast<std::uintptr_t>(first);
  data_ = first + skipped;
  if (skipped > 0) munmap(first, skipped);
  if (kHugePage > skipped) munmap(data_ + size_, kHugePage - skipped);
#if defined(MADV_HUGEPAGE)
  madvise(data_, size_, MADV_HUGEPAGE);  // a wish: small pages only cost speed
#endif
}

Memory::~Memory() { munmap(data_, size_); }

}  // namespace litmus
