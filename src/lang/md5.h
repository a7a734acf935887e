// MD5 (RFC 1321), for the hash that the field's tools give a test. Not for anything secret.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace litmus {

using Md5 = std::array<std::uint8_t, 16>;

Md5 md5(std::string_view text);

// The digest as 32 hex digits.
std::string hex(const Md5& digest);

}  // namespace litmus
