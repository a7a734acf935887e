// A slice as lines of text, and back.
#include "harness/slice.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/textform.h"
#include "harness/topology.h"

namespace litmus {
namespace {

void print_rows(std::string& text, std::string_view name,
                const std::map<Outcome, std::uint64_t>& counts) {
  for (const auto& [outcome, count] : counts) {
    text += fmt::format("{} {}", name, count);
    for (Value value : outcome) text += fmt::format(" {}", value);
    text += '\n';
  }
}

void read_row(const Line& line, std::map<Outcome, std::uint64_t>& counts) {
  const std::vector<std::int64_t> numbers = as_numbers(line);
  if (numbers.empty() || numbers[0] <= 0) refuse_line(line, "a row begins with its count");
  const Outcome outcome(numbers.begin() + 1, numbers.end());
  if (!counts.emplace(outcome, static_cast<std::uint64_t>(numbers[0])).second) {
    refuse_line(line, "each row comes once");
  }
}

int as_index(const Line& line) {
  const std::uint64_t count = as_count(line);
  if (count > 1u << 30) refuse_line(line, "its value is a small number");
  return static_cast<int>(count);
}

void read_line(const Line& line, Slice& slice) {
  if (line.name == "slice") {
    slice.number = as_index(line);
  } else if (line.name == "environment") {
    slice.environment = as_index(line);
  } else if (line.name == "start") {
    slice.start = as_seconds(line);
  } else if (line.name == "seconds") {
    slice.seconds = as_seconds(line);
  } else if (line.name == "instances") {
    slice.instances = as_count(line);
  } else if (line.name == "kernel_share") {
    slice.kernel_share = as_seconds(line);
  } else if (line.name == "preload_share") {
    slice.preload_share = as_seconds(line);
  } else if (line.name == "cpus") {
    slice.cpus = parse_cpus(line.value);
  } else if (line.name == "pinned") {
    slice.pinned = as_count(line) != 0;
  } else if (line.name == "row") {
    read_row(line, slice.tally.counts);
  } else if (line.name == "unexpected") {
    read_row(line, slice.tally.unexpected);
  } else if (line.name == "gave_up") {
    slice.tally.gave_up = as_count(line);
  } else if (line.name == "crowded_out") {
    slice.tally.crowded_out = as_count(line);
  } else {
    refuse_line(line, "it is no line of a slice");
  }
}

}  // namespace

std::string to_string(const Slice& slice) {
  std::string text = fmt::format(
      "slice {}\nenvironment {}\nstart {}\nseconds {}\ninstances {}\n"
      "kernel_share {}\npreload_share {}\npinned {}\n",
      slice.number, slice.environment, print_number(slice.start), print_number(slice.seconds),
      slice.instances, print_number(slice.kernel_share), print_number(slice.preload_share),
      slice.pinned ? 1 : 0);
  if (!slice.cpus.empty()) text += fmt::format("cpus {}\n", fmt::join(slice.cpus, ","));
  print_rows(text, "row", slice.tally.counts);
  print_rows(text, "unexpected", slice.tally.unexpected);
  if (slice.tally.gave_up > 0) text += fmt::format("gave_up {}\n", slice.tally.gave_up);
  if (slice.tally.crowded_out > 0) text += fmt::format("crowded_out {}\n", slice.tally.crowded_out);
  return text + "end\n";
}

Slice parse_slice(std::string_view text, std::string_view file) {
  Slice slice;
  for (const Line& line : record_lines(text, file)) read_line(line, slice);
  return slice;
}

}  // namespace litmus
