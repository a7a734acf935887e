// Tested by shard_test.cpp.
#include "cli/shard.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <string_view>

#include "harness/error.h"

namespace litmus {
namespace {

bool read_whole(std::string_view text, std::size_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Shard parse_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  std::size_t number = 0, of = 0;
  if (slash != std::string::npos && read_whole(std::string_view(text).substr(0, slash), number) &&
      read_whole(std::string_view(text).substr(slash + 1), of) && number >= 1 && number <= of &&
      of <= 10'000)
    return {.number = number - 1, .of = of};
  throw Error(fmt::format("--shard '{}' is no share", text), "2/8 is the second of eight shares");
}

std::string to_string(const Shard& shard) {
  return fmt::format("{}/{}", shard.number + 1, shard.of);
}

std::vector<bool> share(const std::vector<double>& costs, const Shard& shard) {
  std::vector<std::size_t> costliest(costs.size());
  std::iota(costliest.begin(), costliest.end(), std::size_t{0});
  std::stable_sort(costliest.begin(), costliest.end(),
                   [&](std::size_t a, std::size_t b) { return costs[a] > costs[b]; });
  std::vector<double> so_far(shard.of);
  std::vector<bool> ours(costs.size());
  for (const std::size_t test : costliest) {
    const auto least = std::min_element(so_far.begin(), so_far.end());
    *least += costs[test];
    ours[test] = static_cast<std::size_t>(least - so_far.begin()) == shard.number;
  }
  return ours;
}

}  // namespace litmus
