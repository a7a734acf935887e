// Claim: a machine word that is aligned is read and written whole. Nothing wider is, and nothing
// that lies across two cache lines: a reader may find a half of the new value beside a half of the
// old one.
//
// The wide value is 32 bytes, because many compilers copy 16 with one instruction, which most
// processors happen to do whole. The one across two lines is moved by memcpy: it is 8 bytes, moved
// at once, and torn all the same.
#include <cstdint>
#include <cstring>

#include "harness/stress.h"

namespace litmus::torn_values {
namespace {

enum Found { kOld, kNew, kTorn };

struct Wide {
  std::uint64_t words[4];
};

struct WideValue {
  Wide value{};

  void write() { value = {~0ull, ~0ull, ~0ull, ~0ull}; }
  Found read() const {
    const Wide copy = value;
    const std::uint64_t all = copy.words[0] & copy.words[1] & copy.words[2] & copy.words[3];
    const std::uint64_t any = copy.words[0] | copy.words[1] | copy.words[2] | copy.words[3];
    return any == 0 ? kOld : all == ~0ull ? kNew : kTorn;
  }
};

constexpr std::size_t kLine = 64;

template <std::size_t kAt>
struct EightBytes {
  alignas(2 * kLine) char bytes[2 * kLine] = {};

  void write() {
    const std::uint64_t value = ~0ull;
    std::memcpy(bytes + kAt, &value, sizeof value);
  }
  Found read() const {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes + kAt, sizeof value);
    return value == 0 ? kOld : value == ~0ull ? kNew : kTorn;
  }
};

using AcrossLines = EightBytes<kLine - 4>;
using Aligned = EightBytes<kLine - 8>;

template <typename State>
auto torn(const char* name, const char* claim) {
  return stress_test<State>(role<&State::write>(), role<&State::read>("found"))
      .named(name)
      .claim(claim)
      .allowed({kOld}, "the old value, whole")
      .allowed({kNew}, "the new value, whole");
}

constexpr const char* kHalves = "a part of the old value and a part of the new one";

const StressTest wide = torn<WideValue>("torn+wide", "32 bytes are copied while they change")
                            .interesting({kTorn}, kHalves);
const StressTest across =
    torn<AcrossLines>("torn+across-lines", "8 bytes lie across two cache lines")
        .interesting({kTorn}, kHalves);
const StressTest aligned = torn<Aligned>("torn-aligned", "8 aligned bytes are never torn");

}  // namespace
}  // namespace litmus::torn_values
