// Every random choice of a run comes from here, so that a seed repeats it.
#pragma once

#include <cstdint>

namespace litmus {

// Mixes all bits of a number: to derive independent seeds from (seed, index).
constexpr std::uint64_t mixed(std::uint64_t n) {
  n += 0x9e3779b97f4a7c15u;
  n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9u;
  n = (n ^ (n >> 27)) * 0x94d049bb133111ebu;
  return n ^ (n >> 31);
}

// A small, fast generator; good enough for delays and addresses, and never zero-stuck.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(mixed(seed) | 1) {}

  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }

  // 0 .. limit-1; limit must not be 0.
  std::uint64_t below(std::uint64_t limit) { return (next() >> 16) % limit; }

 private:
  std::uint64_t state_;
};

}  // namespace litmus
