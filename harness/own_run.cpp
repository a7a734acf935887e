// Words to options, and the loop over the tests that they name. Tested by own_run_test.cpp.
#include "harness/own_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <random>

#include "harness/description.h"
#include "harness/duration.h"
#include "harness/error.h"
#include "harness/grading.h"
#include "harness/launch.h"
#include "harness/topology.h"

namespace litmus {
namespace {

enum Ending : int { kWell = 0, kFound = 1, kBadWords = 2, kNotHere = 3, kStopped = 130 };

constexpr const char* kHelp =
    "usage: PROGRAM [NAME...] [options]   plays its tests, or those of these names\n"
    "  --time TIME         for each test (default 1s)\n"
    "  --instances N       stop a test when there are as many\n"
    "  --seed N            of every random choice\n"
    "  --cpus LIST         use these only, for example 0,2-5\n"
    "  --environment TEXT  play in this one only; a finding prints its own\n"
    "  --json              a line for each test, for programs\n"
    "  --list              the names of its tests; --self-check looks at the machine\n"
    "litmus run PROGRAM does the same, and keeps records\n";

struct Wanted {
  std::vector<std::string> names;
  Plan plan;
  bool json = false;
};

std::uint64_t number(const std::string& option, const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty())
    throw Error(fmt::format("{} takes a number, not '{}'", option, text));
  return value;
}

// True if `option` was one that takes a value.
bool read_option(const std::string& option, const std::string& value, Plan& plan) {
  if (option == "--time" || option == "-t") {
    plan.seconds = duration_from(value);
  } else if (option == "--instances") {
    plan.instances = number(option, value);
  } else if (option == "--seed") {
    plan.seed = number(option, value);
  } else if (option == "--cpus") {
    plan.cpus = parse_cpus(value);
  } else if (option == "--environment") {
    plan.environments.push_back(parse_environment(value));
  } else {
    return false;
  }
  return true;
}

Wanted wanted_of(const std::vector<std::string>& words) {
  Wanted wanted;
  wanted.plan.seed = std::random_device{}() % 1'000'000'000 + 1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].starts_with('-')) {
      wanted.names.push_back(words[i]);
    } else if (words[i] == "--json") {
      wanted.json = true;
    } else if (i + 1 < words.size() && read_option(words[i], words[i + 1], wanted.plan)) {
      ++i;
    } else {
      throw Error(fmt::format("'{}' is no option, or lacks its value", words[i]),
                  "--help lists them");
    }
  }
  return wanted;
}

bool is_wanted(const Wanted& wanted, const Description& test) {
  return wanted.names.empty() || std::ranges::count(wanted.names, test.name) > 0;
}

void check_names(const Wanted& wanted, const std::vector<Description>& tests) {
  for (const std::string& name : wanted.names) {
    if (std::ranges::find(tests, name, &Description::name) == tests.end())
      throw Error(fmt::format("there is no test '{}' in this program", name), "--list shows them");
  }
}

int play_all(const Wanted& wanted, const std::vector<Description>& tests,
             const std::atomic<bool>& stop) {
  bool all_well = true;
  for (const Description& test : tests) {
    if (!is_wanted(wanted, test) || stop.load(std::memory_order_relaxed)) continue;
    Plan plan = wanted.plan;
    plan.kernel = test.name;
    plan.search = plan.environments.empty();
    const Launch launch{
        .program = "/proc/self/exe", .arguments = {"--serve"}, .grace = test.patience};
    const StressResult result = graded(test, ask(launch, plan, stop, {}));
    fmt::print("{}\n", wanted.json ? result.to_json() : result.to_table());
    std::fflush(stdout);
    all_well = all_well && result.verdict == "ok";
  }
  if (!all_well) return kFound;
  return stop.load(std::memory_order_relaxed) ? kStopped : kWell;
}

}  // namespace

int run_by_itself(const std::vector<std::string>& words, std::span<const Kernel> kernels,
                  const std::atomic<bool>& stop) {
  if (std::ranges::count(words, "--help") + std::ranges::count(words, "-h") > 0) {
    fmt::print("{}", kHelp);
    return kWell;
  }
  std::vector<Description> tests;
  for (const Kernel& kernel : kernels) tests.push_back(description_of(kernel));
  Wanted wanted;
  try {
    wanted = wanted_of(words);
    check_names(wanted, tests);
  } catch (const Error& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return kBadWords;
  }
  try {
    return play_all(wanted, tests, stop);
  } catch (const Error& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return kNotHere;
  }
}

}  // namespace litmus
