// Memory straight from the system, in huge pages where it has them.
//
// Tested by layout_test.cpp.
#pragma once

#include <cstddef>

namespace litmus {

// The smallest page that the systems we know have; what layouts call "a page apart".
constexpr std::size_t kPage = 4096;

constexpr std::size_t round_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

// Zeroed, aligned to huge pages and made of them where the system has them. Throws Error if there
// is not that much.
class Memory {
 public:
  explicit Memory(std::size_t bytes);
  ~Memory();
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  std::byte* data() const { return data_; }
  std::size_t size() const { return size_; }

 private:
  std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace litmus
