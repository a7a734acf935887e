// Numbers as a person reads them: "127.3 M", "45 %", "1 in 3.2 M", "0.25 s", "2 min 5 s".
//
// Tested by figures_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace litmus {

// Three digits that count and a unit: 999, 1.23 k, 12.3 M, 1.20 G.
std::string short_count(double count);

// "1,234,567"
std::string grouped(std::uint64_t count);

// A share of a whole: "45 %", "0.12 %", and below that "1 in 12.3 k". Nothing of 0.
std::string share(std::uint64_t part, std::uint64_t whole);

// "once", "1,234 times"
std::string times(std::uint64_t count);

// "1 test", "3 tests"
std::string counted(std::size_t count, std::string_view what);

// "0.25 s", "12 s", "2 min 5 s", "3 h 20 min"
std::string duration(double seconds);

}  // namespace litmus
