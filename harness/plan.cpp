// A plan as lines of text, and back.
#include "harness/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "harness/split.h"
#include "harness/textform.h"
#include "harness/topology.h"

namespace litmus {
namespace {

// More than anyone tries, and little enough to print.
constexpr std::size_t kMaxEnvironments = 4096;
constexpr std::size_t kMaxHints = 1024;

// Rethrows an error of a value with the line it stands in.
template <typename Read>
auto placed(const Line& line, Read read) {
  try {
    return read(line.value);
  } catch (const Error& error) {
    throw Error(line.place, error.message(), error.hint());
  }
}

// Settings that are left out have their defaults, but the roles of a test that is not known have no
// usual split.
Environment as_environment(const Line& line) {
  Environment environment = placed(line, parse_environment);
  if (!environment.split.empty()) return environment;
  throw Error(line.place, "this environment does not say which worker plays which roles",
              "split=0/1 gives two roles a worker each");
}

// "SPLIT ROW ROW ..."
Hint as_hint(const Line& line, std::size_t rows) {
  const std::size_t space = std::min(line.value.find(' '), line.value.size());
  const std::optional<Split> split = split_from(line.value.substr(0, space));
  if (!split) refuse_line(line, "a hint begins with a split, as in 0,2/1,3");
  Hint hint{.split = *split, .shows = {}};
  Line rest = line;
  rest.value = line.value.substr(std::min(space + 1, line.value.size()));
  for (const std::int64_t row : as_numbers(rest)) {
    const bool rising = hint.shows.empty() || row > static_cast<std::int64_t>(hint.shows.back());
    if (row < 0 || static_cast<std::size_t>(row) >= rows || !rising)
      refuse_line(line, "then come numbers of wanted rows, which stand before it");
    hint.shows.push_back(static_cast<std::size_t>(row));
  }
  return hint;
}

void read_line(const Line& line, Plan& plan) {
  if (line.name == "plan") {
    plan.kernel = std::string(line.value);
  } else if (line.name == "seed") {
    plan.seed = as_count(line);
  } else if (line.name == "seconds") {
    plan.seconds = as_seconds(line);
  } else if (line.name == "instances") {
    plan.instances = as_count(line);
  } else if (line.name == "cpus") {
    plan.cpus = placed(line, parse_cpus);
  } else if (line.name == "search") {
    plan.search = as_count(line) != 0;
  } else if (line.name == "wanted") {
    if (plan.wanted.size() == kMaxWanted) refuse_line(line, "there are too many of them");
    const std::vector<std::int64_t> row = as_numbers(line);
    plan.wanted.emplace_back(row.begin(), row.end());
  } else if (line.name == "enough") {
    plan.enough = as_count(line);
  } else if (line.name == "hint") {
    if (plan.hints.size() == kMaxHints) refuse_line(line, "there are too many of them");
    plan.hints.push_back(as_hint(line, plan.wanted.size()));
  } else if (line.name == "environment") {
    if (plan.environments.size() == kMaxEnvironments)
      refuse_line(line, "there are too many of them");
    plan.environments.push_back(as_environment(line));
  } else {
    refuse_line(line,
                "a plan has plan, seed, seconds, instances, cpus, search, wanted, enough, "
                "hint and environment lines");
  }
}

}  // namespace

std::string to_string(const Plan& plan) {
  std::string text = fmt::format("plan {}\nseed {}\nseconds {}\ninstances {}\n", plan.kernel,
                                 plan.seed, print_number(plan.seconds), plan.instances);
  if (!plan.cpus.empty()) text += fmt::format("cpus {}\n", print_cpus(plan.cpus));
  if (plan.search) text += "search 1\n";
  for (const Outcome& row : plan.wanted) text += fmt::format("wanted {}\n", fmt::join(row, " "));
  if (plan.enough > 0) text += fmt::format("enough {}\n", plan.enough);
  for (const Hint& hint : plan.hints) {
    text += fmt::format("hint {}", to_string(hint.split));
    for (std::size_t row : hint.shows) text += fmt::format(" {}", row);
    text += '\n';
  }
  for (const Environment& environment : plan.environments) {
    text += fmt::format("environment {}\n", to_string(environment));
  }
  return text + "end\n";
}

Plan parse_plan(std::string_view text, std::string_view file) {
  Plan plan;
  for (const Line& line : record_lines(text, file)) read_line(line, plan);
  return plan;
}

}  // namespace litmus
