// How much of what this machine may show is seen: the yardstick of the search for rare outcomes.
//
//     coverage_bench [--time SECONDS] [--seed N] [--sample K/N] [--fixed] TEST...
//
// TEST is what the command line takes (src/cli/resolve.h); @./src/agreement/x86.cycles is the list
// of the figures in harness/README.md. Each test is run for SECONDS, one after the other, by the
// engine alone: by a search, or in the default round (--fixed). Wanted are the outcomes that this
// machine's model allows and sequential consistency does not. Prints what was missed, the shares by
// number of threads, and what no model allows (nothing, or something is very wrong). A sample is
// the same for one seed. A program, not a test: nothing here fails.
#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/models.h"
#include "backend/kernel_source.h"
#include "cli/aim.h"
#include "cli/kernel_compiler.h"
#include "cli/models.h"
#include "cli/resolve.h"
#include "cli/shard.h"
#include "harness/error.h"
#include "harness/random.h"
#include "harness/run.h"

namespace litmus {
namespace {

struct Asking {
  double seconds = 0.5;
  std::uint64_t seed = 1;
  Shard sample;
  bool fixed = false;
  std::vector<std::string> words;
};

Asking asking(int argc, char** argv) {
  Asking asked;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const bool has_value = i + 1 < argc;
    if (word == "--time" && has_value) {
      asked.seconds = std::atof(argv[++i]);
    } else if (word == "--seed" && has_value) {
      asked.seed = std::strtoull(argv[++i], nullptr, 10);
    } else if (word == "--sample" && has_value) {
      asked.sample = parse_shard(argv[++i]);
    } else if (word == "--fixed") {
      asked.fixed = true;
    } else {
      asked.words.emplace_back(word);
    }
  }
  if (asked.words.empty())
    throw Error("coverage_bench [--time S] [--seed N] [--sample K/N] [--fixed] TEST...");
  return asked;
}

std::vector<Test> tests_of(const Asking& asked) {
  std::vector<Test> tests;
  std::uint64_t number = 0;
  for (const Asked& each : resolve(asked.words)) {
    if (mixed(asked.seed ^ mixed(number++)) % asked.sample.of != asked.sample.number) continue;
    tests.push_back(read_test(each));
  }
  return tests;
}

// A share of the tests as a library, as `litmus run` would have it; it stays loaded.
void add_kernels(const std::vector<Test>& tests, std::vector<Kernel>& kernels) {
  const std::string library =
      compiled_kernels(find_kernel_compiler("", ""), kernel_source(tests, "litmus_kernels"));
  void* const handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) throw Error(dlerror());
  const auto table =
      reinterpret_cast<const Kernel* (*)(std::size_t*)>(dlsym(handle, "litmus_kernels"));
  std::size_t count = 0;
  const Kernel* const made = table(&count);
  kernels.insert(kernels.end(), made, made + count);
}

std::vector<Kernel> kernels_of(const std::vector<Test>& tests) {
  constexpr std::size_t kTogether = 24;
  std::vector<Kernel> kernels;
  for (std::size_t first = 0; first < tests.size(); first += kTogether) {
    const auto begin = tests.begin() + static_cast<long>(first);
    const auto end = tests.begin() + static_cast<long>(std::min(first + kTogether, tests.size()));
    add_kernels({begin, end}, kernels);
  }
  return kernels;
}

struct Score {
  std::size_t wanted = 0, seen = 0;
  void add(const Score& other) {
    wanted += other.wanted;
    seen += other.seen;
  }
};

std::string share(const Score& score) {
  return fmt::format("{} of {} ({:.1f} %)", score.seen, score.wanted,
                     100 * static_cast<double>(score.seen) / static_cast<double>(score.wanted));
}

std::string text_of(const Outcome& outcome) { return fmt::format("({})", fmt::join(outcome, " ")); }

class Coverage {
 public:
  explicit Coverage(const Asking& asked) : asked_(asked) {}

  void measure(const Test& test, const Kernel& kernel) {
    const Judge judge_here = [](const Test& asked) { return checker(host_model()).judge(asked); };
    const Judgement hardware = judge_here(test);
    const Judgement sequential = checker("sc").judge(test);
    Plan plan{.kernel = test.name, .seed = asked_.seed, .seconds = asked_.seconds};
    std::vector<Outcome> wanted = wanted_outcomes(hardware, sequential);
    if (!asked_.fixed) aim(plan, test, wanted, judge_here, here_.cpus.size());
    const std::map<Outcome, std::uint64_t> counts = counted(test, plan, kernel);
    for (const auto& [outcome, count] : counts) {
      if (std::ranges::binary_search(hardware.outcomes, outcome)) continue;
      fmt::print("FORBIDDEN {} {}, {} times\n", test.name, text_of(outcome), count);
      forbidden_ += count;
    }
    Score score{.wanted = wanted.size()};
    std::erase_if(wanted, [&](const Outcome& outcome) { return counts.contains(outcome); });
    score.seen = score.wanted - wanted.size();
    by_threads_[test.threads.size()].add(score);
    for (const Outcome& outcome : wanted) {
      fmt::print("missed {} {}\n", test.name, text_of(outcome));
    }
    std::fflush(stdout);
  }

  void print() const {
    Score all;
    for (const auto& [threads, score] : by_threads_) {
      fmt::print("{} threads: {}\n", threads, share(score));
      all.add(score);
    }
    fmt::print("all: {} at {} s a test; {:.3g} instances, {} outside {}\n", share(all),
               asked_.seconds, static_cast<double>(instances_), forbidden_, host_model());
  }

 private:
  // By outcome, in the columns that the test shows.
  std::map<Outcome, std::uint64_t> counted(const Test& test, const Plan& plan,
                                           const Kernel& kernel) {
    std::map<Outcome, std::uint64_t> counts;
    run(resolved(plan, kernel, here_), kernel, here_, stop_, [&](const Slice& slice) {
      for (const auto& [row, count] : slice.tally.counts) {
        counts[Outcome(row.begin(), row.begin() + test.shown)] += count;
      }
      instances_ += slice.instances;
      return true;
    });
    return counts;
  }

  const Asking& asked_;
  const Topology here_ = this_machine();
  const std::atomic<bool> stop_{false};
  std::map<std::size_t, Score> by_threads_;
  std::uint64_t instances_ = 0;
  std::uint64_t forbidden_ = 0;
};

void bench(const Asking& asked) {
  const std::vector<Test> tests = tests_of(asked);
  const std::vector<Kernel> kernels = kernels_of(tests);
  fmt::print("{} tests\n", tests.size());
  Coverage coverage(asked);
  for (std::size_t i = 0; i < tests.size(); ++i) coverage.measure(tests[i], kernels[i]);
  coverage.print();
}

}  // namespace
}  // namespace litmus

int main(int argc, char** argv) {
  try {
    litmus::bench(litmus::asking(argc, argv));
    return 0;
  } catch (const litmus::Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}
