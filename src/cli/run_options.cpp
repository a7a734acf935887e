// Tested by run_command_test.cpp.
#include "cli/run_options.h"

#include <fmt/core.h>

#include <random>

#include "cli/read_file.h"
#include "harness/duration.h"
#include "harness/error.h"
#include "harness/topology.h"

namespace litmus {
namespace {

constexpr double kUsualSeconds = 1;
constexpr std::size_t kMaxPlanBytes = 1 << 20;

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
  if (!options.seed) options.seed = plan.seed;
}

}  // namespace

void describe_run_options(Options& command, RunOptions& options) {
  command.words(options.words, "What to run (litmus --help says what TEST may be)", false)
      .text("-t,--time", options.time_text, "TIME", "For each test (default 1s)")
      .text("--budget", options.budget_text, "TIME",
            "For everything together; without --time, a test that has shown enough ends early")
      .number("--instances", options.plan.instances, 1, "N", "Stop a test when there are as many")
      .text("--cpus", options.cpus_text, "LIST", "Use these only, for example 0,2-5")
      .number("--seed", options.seed, "N", "Of every random choice")
      .flag("--fixed", options.fixed, "The same few environments in turn, instead of a search")
      .flag("--fresh", options.fresh, "Begin the search as if nothing were known of this machine")
      .flag("--mutants", options.mutants,
            "Before each test its mutants: one order weakened, so that this machine may "
            "show what the test forbids (litmus run @mutants: of the whole catalogue)")
      .text("--plan", options.plan_file, "FILE",
            "Play in the environments that this file lists, with its seed unless --seed gives "
            "another")
      .text("-o,--out", options.out, "FILE", "Write a line of JSON for each test to this file")
      .flag("--resume", options.resume, "Go on with --out's file: run what has no line yet")
      .text("--shard", options.shard_text, "K/N", "Run only the K-th of N shares of the tests")
      .choice("--format", options.format, {"table", "json", "markdown", "junit", "litmus7", "herd"},
              "FORMAT",
              "table, json (the lines of --out), markdown, junit, or logs for other "
              "tools' companions: litmus7 (with counts), herd (states alone)")
      .flag("--json", options.json, "The same as --format json")
      .flag("-v,--verbose", options.verbose, "Show what each environment gave")
      .flag("--details", options.details, "Show every outcome of every test")
      .text("--compiler", options.compiler, "PROGRAM", "Compile all kernels with this")
      .text("--flags", options.flags, "FLAGS", "Compile all kernels with these flags, after ours")
      .texts("-I,--include", options.folders, "DIR", "Where C++ sources find their headers")
      .flag("--self-check", options.self_check,
            "Does this machine show what it must, and nothing it must not?");
}

void finish_run_options(RunOptions& options) {
  if (options.json) options.format = "json";
  options.time_given = !options.time_text.empty();
  options.plan.seconds =
      options.time_given ? some_time(options.time_text, "--time") : kUsualSeconds;
  if (!options.budget_text.empty()) options.budget = some_time(options.budget_text, "--budget");
  if (!options.cpus_text.empty()) options.plan.cpus = parse_cpus(options.cpus_text);
  if (!options.shard_text.empty()) options.shard = parse_shard(options.shard_text);
  if (!options.plan_file.empty()) read_plan(options);
  options.plan.seed = options.seed ? *options.seed : any_seed();
  if (options.resume && options.out.empty())
    throw Error("--resume goes on with a file", "name it with --out");
}

}  // namespace litmus
