// Reading and writing "name value" lines.
#include "harness/textform.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace litmus {
namespace {

template <typename Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

}  // namespace

std::vector<Line> record_lines(std::string_view text, std::string_view file) {
  std::vector<Line> lines;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line == "end") break;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t space = std::min(line.find(' '), line.size());
    lines.push_back({.name = line.substr(0, space),
                     .value = line.substr(std::min(space + 1, line.size())),
                     .place = {std::string(file), number, 1, std::string(line.substr(0, 200))}});
  }
  return lines;
}

void refuse_line(const Line& line, const std::string& hint) {
  throw Error(line.place, fmt::format("'{}' can not be read", line.name.substr(0, 40)), hint);
}

std::uint64_t as_count(const Line& line) {
  std::uint64_t count = 0;
  if (!read_number(line.value, count)) refuse_line(line, "its value is a whole number");
  return count;
}

double as_seconds(const Line& line) {
  double seconds = 0;
  constexpr double kLongest = 1e9;  // a clock that counts nanoseconds has room for nine of these
  if (!read_number(line.value, seconds) || !(seconds >= 0 && seconds <= kLongest)) {
    refuse_line(line, "its value is a number that is not negative");
  }
  return seconds;
}

std::vector<std::int64_t> as_numbers(const Line& line) {
  std::vector<std::int64_t> numbers;
  for (std::string_view rest = line.value; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (!read_number(rest.substr(0, end), numbers.emplace_back())) {
      refuse_line(line, "its value is a row of whole numbers");
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return numbers;
}

std::string print_number(double number) { return fmt::format("{}", number); }

}  // namespace litmus
