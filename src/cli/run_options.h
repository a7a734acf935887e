// What `litmus run` is asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/shard.h"
#include "harness/plan.h"

namespace litmus {

struct RunOptions {
  std::vector<std::string> words;
  Plan plan;  // of every test: seed, seconds, instances, CPUs, and environments if replayed
  bool time_given = false;
  double budget = 0;  // seconds for everything; 0: no limit
  Shard shard;
  std::string out;
  bool resume = false;
  bool fixed = false;    // the default round in turn, no search
  bool fresh = false;    // nothing is known of before
  bool mutants = false;  // each test after its mutants
  bool verbose = false;  // what each environment gave
  std::string format = "table";
  bool json = false;  // the same as format json
  bool details = false;
  bool self_check = false;
  std::string compiler, flags;
  std::vector<std::string> folders;  // -I, for stress tests

  // As written, until finish_run_options reads them.
  std::string time_text, budget_text, cpus_text, shard_text, plan_file;
  std::optional<std::uint64_t> seed;
};

void describe_run_options(Options& command, RunOptions& options);
// Reads what was written. Throws Error.
void finish_run_options(RunOptions& options);

}  // namespace litmus
