// MD5 as RFC 1321 describes it: 64-byte blocks, four rounds of sixteen steps.
//
// Our own, because the libraries that offer it are large and this is a page.
#include "lang/md5.h"

#include <bit>

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
constexpr int kRotations[4][4] = {
    {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

struct State {
  std::uint32_t a = 0x67452301, b = 0xefcdab89, c = 0x98badcfe, d = 0x10325476;
};

std::uint32_t word(const char* bytes) {
  const auto byte = [&](int i) { return std::uint32_t{static_cast<std::uint8_t>(bytes[i])}; };
  return byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;
}

void add_block(State& state, const char* block) {
  std::array<std::uint32_t, 16> words;
  for (unsigned i = 0; i < 16; ++i) words[i] = word(block + 4 * i);
  State s = state;
  // A round takes the words in an order of its own, every `step`-th from `first` on. Four steps are
  // written out, in which each of the four numbers has its turn.
  const auto round = [&](unsigned number, unsigned step, unsigned first, auto mix) {
    const auto turn = [&](unsigned i, std::uint32_t& a, std::uint32_t b, std::uint32_t c,
                          std::uint32_t d) {
      const std::uint32_t sum =
          a + mix(b, c, d) + kSines[16 * number + i] + words[(step * i + first) % 16];
      a = b + std::rotl(sum, kRotations[number][i % 4]);
    };
    for (unsigned i = 0; i < 16; i += 4) {
      turn(i, s.a, s.b, s.c, s.d);
      turn(i + 1, s.d, s.a, s.b, s.c);
      turn(i + 2, s.c, s.d, s.a, s.b);
      turn(i + 3, s.b, s.c, s.d, s.a);
    }
  };
  using Word = std::uint32_t;
  round(0, 1, 0, [](Word b, Word c, Word d) { return (b & c) | (~b & d); });
  round(1, 5, 1, [](Word b, Word c, Word d) { return (d & b) | (~d & c); });
  round(2, 3, 5, [](Word b, Word c, Word d) { return b ^ c ^ d; });
  round(3, 7, 0, [](Word b, Word c, Word d) { return c ^ (b | ~d); });
  state = {state.a + s.a, state.b + s.b, state.c + s.c, state.d + s.d};
}

}  // namespace

Md5 md5(std::string_view text) {
  // A 1 bit, zeros up to 8 bytes before the end of a block, and the length in bits.
  std::string padded;
  padded.reserve(text.size() + 72);
  padded += text;
  padded += '\x80';
  padded.append((120 - padded.size() % 64) % 64, '\0');
  const std::uint64_t bits = std::uint64_t{8} * text.size();
  for (unsigned i = 0; i < 8; ++i) padded += static_cast<char>(bits >> (8 * i) & 0xff);

  State state;
  for (std::size_t at = 0; at < padded.size(); at += 64) add_block(state, padded.data() + at);
  Md5 digest{};
  const std::uint32_t words[4] = {state.a, state.b, state.c, state.d};
  for (unsigned i = 0; i < 16; ++i) {
    digest[i] = static_cast<std::uint8_t>(words[i / 4] >> (8 * (i % 4)) & 0xff);
  }
  return digest;
}

std::string bytes(const Md5& digest) { return {digest.begin(), digest.end()}; }

std::string hex(const Md5& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::uint8_t byte : digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace litmus
