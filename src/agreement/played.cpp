// Used by kernels_test.cpp and kernels_full_test.cpp.
#include "agreement/played.h"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "agreement/sequential.h"
#include "backend/kernel_source.h"
#include "cli/kernel_compiler.h"

namespace litmus {
namespace {

// A few instances of a kernel in memory laid out by hand: 8 bytes a cell, arrays without gaps.
class Instances {
 public:
  static constexpr std::size_t kCount = 3;

  explicit Instances(const Kernel& kernel) : kernel_(kernel) {
    std::size_t offset = 0;
    for (std::size_t cell = 0; cell < kernel.cells.size(); ++cell) {
      if (!kernel.cells[cell].array_next) offset = (offset + 15) / 16 * 16;
      offsets_.push_back(offset);
      offset += kernel.cells[cell].bytes;
    }
    stride_ = (offset + 15) / 16 * 16 + 16;
    memory_.resize(stride_ * kCount + 16);
    base_ = memory_.data() + (16 - reinterpret_cast<std::uintptr_t>(memory_.data()) % 16) % 16;
    columns_.assign(kernel.recorded.size(), std::vector<Value>(kCount, -77));
    fill_frame();
    reset();
  }

  void play() {
    for (const Role& role : kernel_.roles) role.play(frame_, {.count = kCount});
  }

  // The same where roles that can be cut are played piece by piece.
  void play_in_pieces() {
    for (const Role& role : kernel_.roles) {
      if (role.pieces.empty()) role.play(frame_, {.count = kCount});
      for (RoleFunction piece : role.pieces) piece(frame_, {.count = kCount});
    }
  }

  bool gave_up(std::size_t instance) const {
    for (const auto& flags : gave_up_) {
      if (flags[instance] != 0) return true;
    }
    return false;
  }

  Outcome outcome(std::size_t instance) const {
    Outcome outcome;
    for (std::size_t column = 0; column < kernel_.recorded.size(); ++column) {
      const Recorded& recorded = kernel_.recorded[column];
      const Value value = recorded.role == Recorded::kFinal
                              ? read(static_cast<std::size_t>(recorded.cell), instance)
                              : columns_[column][instance];
      outcome.push_back(recorded.pointer ? cell_pointed_to(value, instance) : value);
    }
    return outcome;
  }

 private:
  void fill_frame() {
    for (std::size_t cell = 0; cell < kernel_.cells.size(); ++cell) {
      frame_.base[cell] = base_ + offsets_[cell];
      frame_.stride[cell] = static_cast<std::ptrdiff_t>(stride_);
    }
    for (std::size_t column = 0; column < columns_.size(); ++column)
      frame_.out[column] = columns_[column].data();
    gave_up_.assign(kernel_.roles.size(), std::vector<std::uint8_t>(kCount, 0));
    for (std::size_t role = 0; role < gave_up_.size(); ++role)
      frame_.gave_up[role] = gave_up_[role].data();
  }

  std::byte* at(std::size_t cell, std::size_t instance) const {
    return base_ + offsets_[cell] + instance * stride_;
  }

  void reset() {
    for (std::size_t instance = 0; instance < kCount; ++instance) {
      for (std::size_t cell = 0; cell < kernel_.cells.size(); ++cell) {
        Value value = kernel_.cells[cell].initial;
        if (kernel_.cells[cell].pointer && value != 0)
          value = reinterpret_cast<Value>(at(static_cast<std::size_t>(value - 1), instance));
        std::memcpy(at(cell, instance), &value, kernel_.cells[cell].bytes);
      }
    }
  }

  Value read(std::size_t cell, std::size_t instance) const {
    const unsigned unused = 64 - 8 * kernel_.cells[cell].bytes;
    std::uint64_t bits = 0;
    std::memcpy(&bits, at(cell, instance), kernel_.cells[cell].bytes);
    bits <<= unused;
    return kernel_.cells[cell].is_signed ? static_cast<Value>(bits) >> unused
                                         : static_cast<Value>(bits >> unused);
  }

  Value cell_pointed_to(Value address, std::size_t instance) const {
    for (std::size_t cell = 0; cell < kernel_.cells.size(); ++cell) {
      if (reinterpret_cast<Value>(at(cell, instance)) == address) return pointer_to(cell);
    }
    return address == 0 ? 0 : -99;
  }

  const Kernel& kernel_;
  Frame frame_;
  std::vector<std::size_t> offsets_;
  std::size_t stride_ = 0;
  std::vector<std::byte> memory_;
  std::byte* base_ = nullptr;
  std::vector<std::vector<Value>> columns_;
  std::vector<std::vector<std::uint8_t>> gave_up_;
};

bool is_promised(const Recorded& column, Value value) {
  return column.radix == 0 || (value >= column.low && value - column.low < column.radix);
}

// Compiled kernels are kept in a folder of their own, so that nothing is left behind or found.
class CacheFolder {
 public:
  CacheFolder() {
    EXPECT_NE(mkdtemp(folder_), nullptr);
    setenv("XDG_CACHE_HOME", folder_, 1);
  }
  ~CacheFolder() { std::filesystem::remove_all(folder_); }

 private:
  char folder_[40] = "/tmp/litmus-kernels-test-XXXXXX";
};

// The kernels of tests, compiled as for a user. What is loaded stays loaded until the end.
std::span<const Kernel> compiled(const std::vector<Test>& tests) {
  const std::string library =
      compiled_kernels(find_kernel_compiler("", ""), kernel_source(tests, "litmus_kernels"));
  void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  EXPECT_NE(handle, nullptr) << dlerror();
  if (handle == nullptr) return {};
  auto* table = reinterpret_cast<const Kernel* (*)(std::size_t*)>(dlsym(handle, "litmus_kernels"));
  std::size_t count = 0;
  const Kernel* kernels = table(&count);
  return {kernels, count};
}

void expect_outcome(const Test& test, const Kernel& kernel, const std::optional<Outcome>& expected,
                    void (Instances::*play)()) {
  Instances instances(kernel);
  (instances.*play)();
  for (std::size_t i = 0; i < Instances::kCount; ++i) {
    EXPECT_EQ(instances.gave_up(i), !expected) << test.name;
    if (!expected) continue;
    EXPECT_EQ(instances.outcome(i), *expected) << test.name << " instance " << i;
    for (std::size_t column = 0; column < expected->size(); ++column) {
      EXPECT_TRUE(is_promised(kernel.recorded[column], (*expected)[column]))
          << test.name << " " << kernel.recorded[column].name;
    }
  }
}

}  // namespace

void expect_same(const Test& test, const Kernel& kernel) {
  ASSERT_EQ(kernel.name, test.name);
  ASSERT_EQ(kernel.hash, test.hash);
  ASSERT_EQ(kernel.recorded.size(), test.observed.size());
  const std::optional<Outcome> expected = run_in_turn(test);
  expect_outcome(test, kernel, expected, &Instances::play);
  expect_outcome(test, kernel, expected, &Instances::play_in_pieces);
}

void expect_same_when_compiled(const std::vector<Test>& tests) {
  const CacheFolder cache;
  const std::span<const Kernel> kernels = compiled(tests);
  ASSERT_EQ(kernels.size(), tests.size());
  for (std::size_t i = 0; i < tests.size(); ++i) expect_same(tests[i], kernels[i]);
}

}  // namespace litmus
