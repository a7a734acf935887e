// Durations. Tested by duration_test.cpp.
#include "harness/duration.h"

#include <fmt/core.h>

#include <charconv>
#include <cmath>

#include "harness/error.h"

namespace litmus {
namespace {

constexpr double kMaxSeconds = 365.0 * 24 * 3600;

struct Unit {
  std::string_view name;
  double seconds;
};
constexpr Unit kUnits[] = {{"", 1}, {"s", 1}, {"ms", 0.001}, {"m", 60}, {"h", 3600}};

}  // namespace

double duration_from(const std::string& text) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && std::isfinite(number) && number >= 0) {
    const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
    for (const Unit& known : kUnits) {
      if (known.name == unit && number * known.seconds <= kMaxSeconds)
        return number * known.seconds;
    }
  }
  throw Error(fmt::format("'{}' is no duration", text), "for example 10s, 0.5s, 200ms, 2m or 1h");
}

}  // namespace litmus
