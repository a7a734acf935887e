// The engine's speed, as one table of rates and shares. Not a test: nothing here can fail.
//
//     harness_bench [SECONDS] [ROUNDS] [ENVIRONMENT...]
//                                           3 seconds a row, the median of 5, unless told otherwise
//
// Each row plays one sample kernel in one fixed environment, or where the search goes; with
// environments on the command line, each of them plays SB. Rows take turns round by round, so that
// a machine that changes its mind (a neighbour, a virtual CPU that moves) does so for all of them.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <optional>
#include <span>
#include <vector>

#include "harness/error.h"
#include "harness/latency.h"
#include "harness/placement.h"
#include "harness/pressure.h"
#include "harness/run.h"
#include "harness/sample_kernels.h"
#include "harness/stress.h"
#include "harness/team.h"
#include "harness/topology.h"

namespace litmus {
namespace {

// Store buffering as a stress test: what an object's role costs beside a generated one. Its cells
// lie in one line, as in the layout `line`.
struct StoreBuffers {
  std::atomic<int> x{0};
  std::atomic<int> y{0};

  int left() {
    x.store(1, std::memory_order_relaxed);
    return y.load(std::memory_order_relaxed);
  }
  int right() {
    y.store(1, std::memory_order_relaxed);
    return x.load(std::memory_order_relaxed);
  }
};
const StressTest stress_test_of_sb =
    stress_test<StoreBuffers>(role<&StoreBuffers::left>("a"), role<&StoreBuffers::right>("b"))
        .named("stress")
        .allowed({between(0, 1), between(0, 1)}, "on most machines");

const Kernel& kernel_called(std::string_view name) {
  return name == "stress" ? stress_test_of_sb.kernel() : sample_kernel(name);
}

constexpr std::string_view kSearch = "the search";

struct BenchRow {
  std::string_view kernel;
  Outcome relaxed;  // whose rate is of interest; empty: only instances count
  std::string environment;
  std::vector<double> instances_per_second = {};
  std::vector<double> relaxed_per_second = {};
  std::vector<double> kernel_share = {};
  std::vector<double> preload_share = {};
};

std::vector<BenchRow> rows() {
  return {
      {"SB", {0, 0}, "split=0/1 block=64 visit=opposed layout=lines preload=shared"},
      {"SB", {0, 0}, "split=0/1 block=64 visit=opposed layout=dense preload=shared"},
      {"SB", {0, 0}, "split=0/1 block=32 start=clock visit=opposed layout=dense preload=shared"},
      {"SB", {0, 0}, "split=0/1 block=64 start=clock visit=opposed layout=dense preload=shared"},
      {"SB", {0, 0}, "split=0/1 block=16 start=clock visit=opposed layout=lines preload=shared"},
      {"SB", {0, 0}, "split=0/1 block=1 start=clock visit=same layout=lines preload=shared"},
      {"SB", {0, 0}, "split=0/1 block=64 visit=same layout=lines preload=none"},
      {"SB", {0, 0}, "split=0/1 block=256 visit=same layout=dense preload=none"},
      {"SB", {0, 0}, "split=0/1 block=256 visit=same layout=lines preload=shared"},
      {"SB", {0, 0}, "split=0/1 block=64 visit=opposed layout=line preload=shared"},
      {"stress", {0, 0}, "split=0/1 block=64 visit=opposed layout=line preload=shared"},
      {"SB", {0, 0}, "split=0/1 block=64 start=clock visit=opposed layout=line preload=shared"},
      {"SB", {0, 0}, "split=0/1 block=256 visit=same layout=line preload=none"},
      {"stress", {0, 0}, "split=0/1 block=256 visit=same layout=line preload=none"},
      {"MP", {}, "split=0/1 block=256 visit=same layout=dense preload=none"},
      {"2+2W", {2, 2}, "split=0/1 block=64 visit=opposed layout=dense preload=shared"},
      {"IRIW", {}, "split=0,2/1,3 block=64 visit=opposed layout=dense preload=none"},
      {"IRIW", {}, "split=0,2/1,3 alternation=instance block=64 visit=same preload=shared"},
      {"SB", {0, 0}, std::string(kSearch)},
      {"2+2W", {2, 2}, std::string(kSearch)},
      {"IRIW", {1, 0, 1, 0}, std::string(kSearch)},
  };
}

// What a row's slices say together.
struct Played {
  double seconds = 0;
  double instances = 0;
  double relaxed = 0;
  double in_kernels = 0;  // seconds
  double preloading = 0;

  void add(const Slice& slice, const Outcome& wanted) {
    const auto seen = slice.tally.counts.find(wanted);
    seconds += slice.seconds;
    instances += static_cast<double>(slice.instances);
    relaxed += seen == slice.tally.counts.end() ? 0 : static_cast<double>(seen->second);
    in_kernels += slice.kernel_share * slice.seconds;
    preloading += slice.preload_share * slice.seconds;
  }
};

Played search(const BenchRow& row, double seconds, const Topology& here) {
  const Kernel& kernel = kernel_called(row.kernel);
  Plan plan{.seconds = seconds, .search = true, .wanted = {row.relaxed}};
  plan = resolved(plan, kernel, here);
  Played played;
  run(plan, kernel, here, std::atomic<bool>{false}, [&](const Slice& slice) {
    played.add(slice, row.relaxed);
    return true;
  });
  return played;
}

Played play_fixed(const BenchRow& row, double seconds, const Topology& here,
                  const Scratch& scratch) {
  TeamWork work{.kernel = &kernel_called(row.kernel),
                .environment = parse_environment(row.environment),
                .scratch = &scratch};
  const auto workers = static_cast<int>(work.environment.split.size());
  const Placement place = placements(here, workers).front();
  work.cpus = place.sets.front();
  work.crowded = place.name == "crowded";
  const auto length = std::chrono::duration_cast<std::chrono::steady_clock::duration>(
      std::chrono::duration<double>(seconds));
  Played played;
  played.add(play(work, {.deadline = std::chrono::steady_clock::now() + length}), row.relaxed);
  return played;
}

void play_row(BenchRow& row, double seconds, const Topology& here, const Scratch& scratch) {
  const Played played = row.environment == kSearch ? search(row, seconds, here)
                                                   : play_fixed(row, seconds, here, scratch);
  row.instances_per_second.push_back(played.instances / played.seconds);
  row.relaxed_per_second.push_back(played.relaxed / played.seconds);
  row.kernel_share.push_back(played.in_kernels / played.seconds);
  row.preload_share.push_back(played.preloading / played.seconds);
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

std::string millions(const std::vector<double>& values) {
  return fmt::format("{:7.1f} {:7.1f}", median(values) / 1e6, std::ranges::max(values) / 1e6);
}

void print(const std::vector<BenchRow>& all) {
  fmt::print("{:6} {:>15} {:>15} {:>15}\n", "", "instances M/s", "relaxed M/s", "share of time");
  fmt::print("{:6} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}  environment\n", "test", "median", "best",
             "median", "best", "roles", "preload");
  for (const BenchRow& row : all) {
    fmt::print("{:6} {} {} {:7.2f} {:7.2f}  {}\n", row.kernel, millions(row.instances_per_second),
               row.relaxed.empty() ? std::string(15, ' ') : millions(row.relaxed_per_second),
               median(row.kernel_share), median(row.preload_share), row.environment);
  }
}

// The most that was ever resident, with the pressure block once a search has played with pressure.
double resident_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void print_latency(const Topology& here) {
  if (here.cpus.size() < 2) return;
  const std::optional<double> latency = one_way_latency(here.cpus[0].number, here.cpus[1].number);
  if (latency) fmt::print("one-way latency {:.0f} ns\n", *latency);
}

std::vector<BenchRow> rows_of(std::span<char* const> environments) {
  std::vector<BenchRow> all;
  for (const char* environment : environments) all.push_back({"SB", {0, 0}, environment});
  return all;
}

void bench(double seconds, int rounds, std::span<char* const> environments) {
  const Topology here = this_machine();
  const Scratch scratch;
  std::vector<BenchRow> all = environments.empty() ? rows() : rows_of(environments);
  fmt::print("{} CPUs, {} s a row, {} rounds\n", here.cpus.size(), seconds, rounds);
  for (int round = 0; round < rounds; ++round) {
    print_latency(here);
    for (BenchRow& row : all) play_row(row, seconds, here, scratch);
  }
  print(all);
  fmt::print("memory {:.0f} MB, of it up to {} MB that pressure writes to\n", resident_megabytes(),
             Scratch::kBytes >> 20);
}

}  // namespace
}  // namespace litmus

int main(int argc, char** argv) {
  try {
    litmus::bench(argc > 1 ? std::atof(argv[1]) : 3, argc > 2 ? std::max(1, std::atoi(argv[2])) : 5,
                  std::span(argv, static_cast<std::size_t>(argc)).subspan(argc > 3 ? 3 : argc));
    return 0;
  } catch (const litmus::Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 3;
  }
}
