// One block of memory for an epoch: cells first, then recorded columns and packed numbers.
#include "harness/arena.h"

#include <algorithm>
#include <cstring>

#include "harness/error.h"
#include "harness/processor.h"

namespace litmus {
namespace {

// The bytes that an epoch's cells should take.
constexpr std::size_t kEpochBytes = 256 << 10;
constexpr std::uint32_t kMaxEpoch = 4096;

// Of an object larger than this, the rest stays as it is.
constexpr std::size_t kMostPreloaded = 8 * kLineBytes;

// Hands out stretches of a block of memory. Each begins in a line of its own, in another part of
// the page than the one before: arrays that are walked together would fall into one set of the
// cache.
class Carver {
 public:
  explicit Carver(std::byte* at) : start_(reinterpret_cast<std::uintptr_t>(at)) {}

  template <typename T>
  T* array(std::size_t count) {
    auto* const result = reinterpret_cast<T*>(start_ + used_);
    used_ += round_up(count * sizeof(T), kLineBytes) + 5 * kLineBytes;
    return result;
  }

  std::size_t used() const { return used_; }

 private:
  std::uintptr_t start_;
  std::size_t used_ = 0;
};

// Everything but the cells. Also run on no memory at all, to see how much it takes.
std::size_t carve(const Kernel& kernel, std::uint32_t instances, std::byte* at, Frame& frame,
                  std::span<Counter::Number*> numbers) {
  Carver carver(at);
  for (std::size_t column = 0; column < kernel.recorded.size(); ++column) {
    if (kernel.recorded[column].role == Recorded::kFinal) continue;
    frame.out[column] = carver.array<Value>(instances);
  }
  for (std::size_t role = 0; role < kernel.roles.size(); ++role) {
    if (kernel.roles[role].may_give_up) frame.gave_up[role] = carver.array<std::uint8_t>(instances);
  }
  for (Counter::Number*& worker : numbers) worker = carver.array<Counter::Number>(instances);
  return carver.used();
}

template <typename T>
void fill(std::byte* at, std::ptrdiff_t stride, std::uint32_t count, Value value) {
  const auto narrow = static_cast<T>(value);
  if (stride == sizeof(T)) {
    std::fill_n(reinterpret_cast<T*>(at), count, narrow);
    return;
  }
  for (std::uint32_t n = 0; n < count; ++n, at += stride) std::memcpy(at, &narrow, sizeof narrow);
}

// Reads a byte of a line. Atomically, because with a start by the clock a quicker worker may be
// playing there already; reading early only adds an order to what roles see. No race detector looks
// at it: what is played there may be a stress test's plain objects, whose races are its own.
__attribute__((no_sanitize("thread"))) void read_byte(const std::byte* at) {
  const auto value = __atomic_load_n(reinterpret_cast<const std::uint8_t*>(at), __ATOMIC_RELAXED);
  asm volatile("" ::"r"(value));
}

// Brings one line into the wanted state.
void prepare(Preload kind, const std::byte* at) {
  switch (kind) {
    case Preload::None:
      break;
    case Preload::Shared:
      read_byte(at);
      break;
    case Preload::Owned:
      __builtin_prefetch(at, 1);
      break;
    case Preload::Flushed:
      flush_line(at);
      break;
  }
}

}  // namespace

Arena::Arena(const Kernel& kernel, const Environment& environment, std::uint32_t instances)
    : kernel_(&kernel), instances_(instances), numbers_(2 * environment.split.size()) {
  CHECK(kernel.cells.size() <= kMaxCells && kernel.recorded.size() <= kMaxRecorded &&
        kernel.roles.size() <= kMaxRoles);
  const std::size_t cells = round_up(bytes_needed(kernel, environment.layout, instances), kPage);
  const std::size_t rest = carve(kernel, instances, nullptr, frame_, numbers_);
  memory_.emplace(cells + rest);
  lay_out(kernel, environment.layout, instances, memory_->data(), frame_);
  carve(kernel, instances, memory_->data() + cells, frame_, numbers_);
}

void Arena::reset_cell(std::size_t cell, std::uint32_t first, std::uint32_t count) const {
  const Cell& what = kernel_->cells[cell];
  std::byte* at = cell_at(frame_, cell, first);
  const std::ptrdiff_t stride = frame_.stride[cell];
  if (what.pointer && what.initial != 0) {
    const auto target = static_cast<std::size_t>(what.initial) - 1;
    for (std::uint32_t n = 0; n < count; ++n, at += stride) {
      std::byte* const address = cell_at(frame_, target, first + n);
      std::memcpy(at, &address, sizeof address);
    }
    return;
  }
  switch (what.bytes) {
    case 1:
      return fill<std::uint8_t>(at, stride, count, what.initial);
    case 2:
      return fill<std::uint16_t>(at, stride, count, what.initial);
    case 4:
      return fill<std::uint32_t>(at, stride, count, what.initial);
    default:
      return fill<std::uint64_t>(at, stride, count, what.initial);
  }
}

void Arena::make(std::uint32_t first, std::uint32_t count) const {
  if (kernel_->subject != nullptr) {
    kernel_->subject->construct(frame_, {.origin = first, .count = count});
    return;
  }
  for (std::size_t cell = 0; cell < kernel_->cells.size(); ++cell) reset_cell(cell, first, count);
}

void Arena::end(std::uint32_t first, std::uint32_t count) const {
  if (kernel_->subject == nullptr || kernel_->subject->destroy == nullptr) return;
  kernel_->subject->destroy(frame_, {.origin = first, .count = count});
}

void Arena::finish(std::uint32_t first, std::uint32_t count) const {
  if (kernel_->subject == nullptr || kernel_->subject->after == nullptr) return;
  kernel_->subject->after(frame_, {.origin = first, .count = count});
}

void Arena::reset(std::uint32_t first, std::uint32_t count) const {
  end(first, count);
  make(first, count);
}

void Arena::clear(std::span<const int> roles, std::uint32_t first, std::uint32_t count) const {
  for (int role : roles) {
    for (std::size_t column = 0; column < kernel_->recorded.size(); ++column) {
      if (kernel_->recorded[column].role != role) continue;
      std::fill_n(frame_.out[column] + first, count, kNeverWritten);
    }
    std::uint8_t* const gave_up = frame_.gave_up[static_cast<std::size_t>(role)];
    if (gave_up != nullptr) std::fill_n(gave_up + first, count, std::uint8_t{0});
  }
}

void Arena::preload(Preload kind, std::uint32_t first, std::uint32_t count) const {
  if (kind == Preload::None) return;
  for (std::size_t cell = 0; cell < kernel_->cells.size(); ++cell) {
    // Where instances share lines, once a line is enough.
    const std::size_t stride = static_cast<std::size_t>(frame_.stride[cell]);
    const auto step = static_cast<std::uint32_t>(std::max<std::size_t>(1, kLineBytes / stride));
    const std::size_t bytes = std::min<std::size_t>(kernel_->cells[cell].bytes, kMostPreloaded);
    const auto prepare_cell = [&](std::uint32_t instance) {
      const std::byte* const at = cell_at(frame_, cell, instance);
      for (std::size_t line = 0; line < bytes; line += kLineBytes) prepare(kind, at + line);
    };
    for (std::uint32_t n = 0; n < count; n += step) prepare_cell(first + n);
    prepare_cell(first + count - 1);
  }
}

std::uint32_t epoch_size(const Kernel& kernel, const Environment& environment) {
  constexpr std::uint32_t kSample = 64;
  const std::size_t bytes = bytes_needed(kernel, environment.layout, kSample) / kSample + 1;
  const auto block = static_cast<std::uint32_t>(environment.block);
  const auto fitting =
      static_cast<std::uint32_t>(std::clamp<std::size_t>(kEpochBytes / bytes, 1, kMaxEpoch));
  return std::max(block, fitting / block * block);
}

}  // namespace litmus
