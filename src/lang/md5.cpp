// MD5 as RFC 1321 describes it: 64-byte blocks, four rounds of sixteen steps.
//
// Our own, because the libraries that offer it are large and this is a page.
#include "lang/md5.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace litmus {
namespace {

// floor(2^32 * abs(sin(i + 1))).
constexpr std::array<std::uint32_t, 64> kSines = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

// A round takes the words in an order of its own, every `stride`-th from `first` on.
struct Round {
  unsigned stride, first;
  std::array<int, 4> rotations;
};
constexpr std::array<Round, 4> kRounds = {{{1, 0, {7, 12, 17, 22}},
                                           {5, 1, {5, 9, 14, 20}},
                                           {3, 5, {4, 11, 16, 23}},
                                           {7, 0, {6, 10, 15, 21}}}};

using Block = std::array<std::uint32_t, 16>;
using State = std::array<std::uint32_t, 4>;

template <unsigned round>
std::uint32_t mixed(std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  if constexpr (round == 0) return (b & c) | (~b & d);
  if constexpr (round == 1) return (d & b) | (~d & c);
  if constexpr (round == 2) return b ^ c ^ d;
  if constexpr (round == 3) return c ^ (b | ~d);
}

// Step i of 64. Each of the four numbers has its turn; all that depends on i is known beforehand.
template <unsigned i>
void step(State& state, const Block& block) {
  constexpr Round round = kRounds[i / 16];
  const auto at = [&](unsigned n) -> std::uint32_t& { return state[(n + 64 - i) % 4]; };
  const std::uint32_t sum = at(0) + mixed<i / 16>(at(1), at(2), at(3)) + kSines[i] +
                            block[(round.stride * i + round.first) % 16];
  at(0) = at(1) + std::rotl(sum, round.rotations[i % 4]);
}

template <unsigned... i>
void all_steps(State& state, const Block& block, std::integer_sequence<unsigned, i...>) {
  (step<i>(state, block), ...);
}

std::uint32_t word(const char* bytes) {
  const auto byte = [&](int i) { return std::uint32_t{static_cast<std::uint8_t>(bytes[i])}; };
  return byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;
}

void add_block(State& state, const char* bytes) {
  Block block;
  for (unsigned i = 0; i < 16; ++i) block[i] = word(bytes + 4 * i);
  State mixture = state;
  all_steps(mixture, block, std::make_integer_sequence<unsigned, 64>());
  for (unsigned i = 0; i < 4; ++i) state[i] += mixture[i];
}

// The last blocks: what is left of the text, a 1 bit, zeros up to 8 bytes before the end of a
// block, and the length of the whole in bits.
void add_last_blocks(State& state, std::string_view rest, std::uint64_t bits) {
  std::array<char, 128> last{};
  std::copy(rest.begin(), rest.end(), last.begin());
  last[rest.size()] = '\x80';
  const std::size_t size = rest.size() < 56 ? 64 : 128;
  for (unsigned i = 0; i < 8; ++i) last[size - 8 + i] = static_cast<char>(bits >> (8 * i) & 0xff);
  for (std::size_t at = 0; at < size; at += 64) add_block(state, last.data() + at);
}

}  // namespace

Md5 md5(std::string_view text) {
  State state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  std::string_view rest = text;
  for (; rest.size() >= 64; rest.remove_prefix(64)) add_block(state, rest.data());
  add_last_blocks(state, rest, std::uint64_t{8} * text.size());
  Md5 digest{};
  for (unsigned i = 0; i < 16; ++i) {
    digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (8 * (i % 4)) & 0xff);
  }
  return digest;
}

std::string hex(const Md5& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(2 * digest.size(), '0');
  for (std::size_t i = 0; i < digest.size(); ++i) {
    text[2 * i] = kDigits[digest[i] >> 4];
    text[2 * i + 1] = kDigits[digest[i] & 15];
  }
  return text;
}

}  // namespace litmus
