// Tested by run_options_test.cpp.
#include "cli/run_options.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <random>

#include "cli/duration.h"
#include "cli/read_file.h"
#include "harness/error.h"
#include "harness/topology.h"

namespace litmus {
namespace {

constexpr double kUsualSeconds = 1;
constexpr std::size_t kMaxPlanBytes = 1 << 20;

template <typename Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

// Some time, however little: a run without any answers nothing.
double some_time(const std::string& text, std::string_view option) {
  const double seconds = duration_from(text);
  if (seconds <= 0) throw Error(fmt::format("{} is more than nothing", option));
  return seconds;
}

// A seed that nobody chose: another one in each run, and printed, so that the run can be repeated.
std::uint64_t any_seed() { return std::random_device{}() % 1'000'000'000; }

void read_plan(RunOptions& options) {
  const Plan plan = parse_plan(read_file(options.plan_file, kMaxPlanBytes), options.plan_file);
  options.plan.environments = plan.environments;
}

}  // namespace

Shard parse_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  std::size_t number = 0, of = 0;
  if (slash != std::string::npos && read_number(std::string_view(text).substr(0, slash), number) &&
      read_number(std::string_view(text).substr(slash + 1), of) && number >= 1 && number <= of)
    return {.number = number - 1, .of = of};
  throw Error(fmt::format("--shard '{}' is no share", text), "2/8 is the second of eight shares");
}

void describe_run_options(CLI::App& command, RunOptions& options) {
  command.add_option("TEST", options.words, "What to run (litmus --help says what TEST may be)")
      ->type_name("");
  command.add_option("-t,--time", options.time_text, "For each test (default 1s)")
      ->type_name("TIME");
  command.add_option("--budget", options.budget_text, "For everything together")->type_name("TIME");
  command.add_option("--instances", options.plan.instances, "Stop a test when there are as many")
      ->type_name("N");
  command.add_option("--cpus", options.cpus_text, "Use these only, for example 0,2-5")
      ->type_name("LIST");
  command.add_option("--seed", options.plan.seed, "Of every random choice")->type_name("N");
  command.add_option("--plan", options.plan_file, "Play in the environments that this file lists")
      ->type_name("FILE");
  command.add_option("-o,--out", options.out, "Write a line of JSON for each test to this file")
      ->type_name("FILE");
  command.add_flag("--resume", options.resume, "Go on with --out's file: run what has no line yet");
  command.add_option("--shard", options.shard_text, "Run only the K-th of N shares of the tests")
      ->type_name("K/N");
  command.add_flag("--json", options.json, "Print the same lines");
  command.add_flag("--details", options.details, "Show every outcome of every test");
  command.add_option("--compiler", options.compiler, "Compile all kernels with this")
      ->type_name("PROGRAM");
  command.add_option("--flags", options.flags, "Compile all kernels with these flags, after ours")
      ->type_name("FLAGS");
  command.add_flag("--self-check", options.self_check,
                   "Does this machine show what it must, and nothing it must not?");
}

void finish_run_options(const CLI::App& command, RunOptions& options) {
  options.time_given = !options.time_text.empty();
  options.plan.seconds =
      options.time_given ? some_time(options.time_text, "--time") : kUsualSeconds;
  if (!options.budget_text.empty()) options.budget = some_time(options.budget_text, "--budget");
  if (!options.cpus_text.empty()) options.plan.cpus = parse_cpus(options.cpus_text);
  if (!options.shard_text.empty()) options.shard = parse_shard(options.shard_text);
  if (command.count("--seed") == 0) options.plan.seed = any_seed();
  if (!options.plan_file.empty()) read_plan(options);
  if (options.resume && options.out.empty())
    throw Error("--resume goes on with a file", "name it with --out");
}

}  // namespace litmus
