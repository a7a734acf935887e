// Five classic tests as kernels. Each role reads like the test: its cells, its columns, its body.
#include "harness/sample_kernels.h"

#include <atomic>

#include "harness/error.h"

namespace litmus {
namespace {

using Int = std::atomic<int>;
constexpr auto kRelaxed = std::memory_order_relaxed;
constexpr auto kAcquire = std::memory_order_acquire;
constexpr auto kRelease = std::memory_order_release;

constexpr Cell kXY[] = {{.name = "x"}, {.name = "y"}};

// Store one cell, load the other: both roles of SB, with the cells exchanged.
template <std::size_t kStored, std::size_t kLoaded, std::size_t kColumn>
void store_load(const Frame& frame, const Walk& walk) {
  const auto stored = frame.cells<Int>(kStored);
  const auto loaded = frame.cells<Int>(kLoaded);
  Value* const r0 = frame.out[kColumn];
  visit(walk, [=](std::size_t i) {
    stored[i].store(1, kRelaxed);
    r0[i] = loaded[i].load(kRelaxed);
  });
}

template <std::size_t kCell>
void store_one(const Frame& frame, const Walk& walk) {
  const auto cell = frame.cells<Int>(kCell);
  visit(walk, [=](std::size_t i) { cell[i].store(1, kRelaxed); });
}

template <std::size_t kFirst, std::size_t kSecond, std::size_t kColumn>
void load_load(const Frame& frame, const Walk& walk) {
  const auto first = frame.cells<Int>(kFirst);
  const auto second = frame.cells<Int>(kSecond);
  Value* const r0 = frame.out[kColumn];
  Value* const r1 = frame.out[kColumn + 1];
  visit(walk, [=](std::size_t i) {
    const int value0 = first[i].load(kAcquire);
    const int value1 = second[i].load(kAcquire);
    r0[i] = value0;
    r1[i] = value1;
  });
}

template <std::size_t kCell, std::size_t kColumn>
void load_one(const Frame& frame, const Walk& walk) {
  const auto cell = frame.cells<Int>(kCell);
  Value* const r = frame.out[kColumn];
  visit(walk, [=](std::size_t i) { r[i] = cell[i].load(kAcquire); });
}

void publish(const Frame& frame, const Walk& walk) {
  const auto x = frame.cells<Int>(0);
  const auto y = frame.cells<Int>(1);
  visit(walk, [=](std::size_t i) {
    x[i].store(1, kRelaxed);
    y[i].store(1, kRelease);
  });
}

template <std::size_t kFirst, std::size_t kSecond>
void store_store(const Frame& frame, const Walk& walk) {
  const auto first = frame.cells<Int>(kFirst);
  const auto second = frame.cells<Int>(kSecond);
  visit(walk, [=](std::size_t i) {
    first[i].store(1, kRelaxed);
    second[i].store(2, kRelaxed);
  });
}

constexpr Recorded kSbColumns[] = {{.name = "0:r0", .role = 0, .radix = 2},
                                   {.name = "1:r0", .role = 1, .radix = 2}};
constexpr Role kSbRoles[] = {{.play = store_load<0, 1, 0>}, {.play = store_load<1, 0, 1>}};

constexpr Recorded kReaderColumns[] = {{.name = "1:r0", .role = 1, .radix = 2},
                                       {.name = "1:r1", .role = 1, .radix = 2}};
constexpr Role kCorrRoles[] = {{.play = store_one<0>}, {.play = load_load<0, 0, 0>}};
constexpr Role kMpRoles[] = {{.play = publish}, {.play = load_load<1, 0, 0>}};

constexpr Recorded kIriwColumns[] = {{.name = "2:r0", .role = 2, .radix = 2},
                                     {.name = "2:r1", .role = 2, .radix = 2},
                                     {.name = "3:r0", .role = 3, .radix = 2},
                                     {.name = "3:r1", .role = 3, .radix = 2}};
constexpr RoleFunction kIriwPieces[][2] = {{load_one<0, 0>, load_one<1, 1>},
                                           {load_one<1, 2>, load_one<0, 3>}};
constexpr Role kIriwRoles[] = {{.play = store_one<0>},
                               {.play = store_one<1>},
                               {.play = load_load<0, 1, 0>, .pieces = kIriwPieces[0]},
                               {.play = load_load<1, 0, 2>, .pieces = kIriwPieces[1]}};

constexpr Recorded k22wColumns[] = {{.name = "x", .cell = 0, .low = 1, .radix = 2},
                                    {.name = "y", .cell = 1, .low = 1, .radix = 2}};
constexpr Role k22wRoles[] = {{.play = store_store<0, 1>}, {.play = store_store<1, 0>}};

const Kernel kSamples[] = {
    {.name = "SB", .cells = kXY, .recorded = kSbColumns, .roles = kSbRoles},
    {.name = "CoRR", .cells = kXY, .recorded = kReaderColumns, .roles = kCorrRoles},
    {.name = "MP", .cells = kXY, .recorded = kReaderColumns, .roles = kMpRoles},
    {.name = "IRIW", .cells = kXY, .recorded = kIriwColumns, .roles = kIriwRoles},
    {.name = "2+2W", .cells = kXY, .recorded = k22wColumns, .roles = k22wRoles},
};

}  // namespace

std::span<const Kernel> sample_kernels() { return kSamples; }

const Kernel& sample_kernel(std::string_view name) {
  const Kernel* found = nullptr;
  for (const Kernel& kernel : kSamples) {
    if (kernel.name == name) found = &kernel;
  }
  CHECK(found != nullptr);
  return *found;
}

}  // namespace litmus
