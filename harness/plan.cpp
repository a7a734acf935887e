// A plan as lines of text, and back.
#include "harness/plan.h"

#include <fmt/format.h>

#include "harness/textform.h"
#include "harness/topology.h"

namespace litmus {
namespace {

// More than anyone tries, and little enough to print.
constexpr std::size_t kMaxEnvironments = 4096;

// Rethrows an error of a value with the line it stands in.
template <typename Read>
auto placed(const Line& line, Read read) {
  try {
    return read(line.value);
  } catch (const Error& error) {
    throw Error(line.place, error.message(), error.hint());
  }
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
  } else if (line.name == "environment") {
    if (plan.environments.size() == kMaxEnvironments)
      refuse_line(line, "there are too many of them");
    plan.environments.push_back(placed(line, parse_environment));
  } else {
    refuse_line(line, "a plan has plan, seed, seconds, instances, cpus and environment lines");
  }
}

}  // namespace

std::string to_string(const Plan& plan) {
  std::string text = fmt::format("plan {}\nseed {}\nseconds {}\ninstances {}\n", plan.kernel,
                                 plan.seed, print_number(plan.seconds), plan.instances);
  if (!plan.cpus.empty()) text += fmt::format("cpus {}\n", print_cpus(plan.cpus));
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
