// How long judging takes, as one table: the heavy programs of src/model/heavy and the golden tests,
// under every built-in model, beside what an established simulator needs (by default; with its
// pruning that is not the default) and what we set out to stay below. A program, not a test:
// nothing here fails.
//
//     judge_bench [REPETITIONS]        the median is shown; ratios to the target in the last column
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "agreement/models.h"
#include "lang/parse.h"

namespace litmus {
namespace {

using Clock = std::chrono::steady_clock;

struct Work {
  const char* name;
  int unroll;
  const char* simulator;  // seconds, rc11
  double target;          // milliseconds
};

constexpr Work kHeavy[] = {
    {"updates-5", 2, "6.6 / 0.95", 5},        {"updates-6", 2, ">60 / 34.8", 30},
    {"writers-3x2", 2, "14.9 / 0.64", 10},    {"iriw-5", 2, ">60 / 0.62", 20},
    {"trylock-2", 2, "0.10 / 0.01", 2},       {"trylock-3", 2, ">60 / 1.05", 20},
    {"trylock-4", 2, ">60 / >60", 500},       {"spinlock-2", 2, "44.1 / 0.04", 5},
    {"spinlock-2", 3, ">60 / 2.94", 20},      {"spinlock-2", 4, "not tried", 200},
    {"spinlock-3", 2, ">60 / >60", 1000},     {"spinlock-3", 3, ">60 / >60", 5000},
};

std::string read(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// The median time of `work` in milliseconds.
template <typename Function>
double milliseconds(int repetitions, const Function& work) {
  std::vector<double> times;
  for (int i = 0; i < repetitions; ++i) {
    const auto start = Clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::ranges::sort(times);
  return times[times.size() / 2];
}

void print_row(const std::string& name, const std::string& simulator, double target,
               const std::vector<double>& times) {
  fmt::print("{:<22}{:>14}{:>9}", name, simulator, target);
  for (double time : times) fmt::print("{:>9.3f}", time);
  fmt::print("{:>9.3f}\n", *std::ranges::max_element(times) / target);
}

void heavy(int repetitions) {
  const std::filesystem::path folder = LITMUS_SOURCE_DIR "/src/model/heavy";
  for (const Work& work : kHeavy) {
    const Test test = parse_test(read(folder / fmt::format("{}.litmus", work.name)), work.name);
    std::vector<double> times;
    for (const std::string& model : model_names()) {
      const Checker& judge = checker(model);
      times.push_back(milliseconds(
          repetitions, [&] { judge.judge(test, {.unroll = work.unroll}); }));
    }
    print_row(fmt::format("{} (unroll {})", work.name, work.unroll), work.simulator, work.target,
              times);
  }
}

// Reading the text and judging, for each test of a folder.
void golden(const std::string& folder, int repetitions) {
  std::vector<std::string> texts;
  for (const auto& entry :
       std::filesystem::directory_iterator(LITMUS_SOURCE_DIR "/results/golden/" + folder)) {
    if (entry.path().extension() == ".litmus") texts.push_back(read(entry.path()));
  }
  std::vector<double> times;
  for (const std::string& model : model_names()) {
    const Checker& judge = checker(model);
    const double all = milliseconds(repetitions, [&] {
      for (const std::string& text : texts) judge.judge(parse_test(text, "golden"));
    });
    times.push_back(all / static_cast<double>(texts.size()));
  }
  print_row(fmt::format("{} ({} tests), each", folder, texts.size()), "1.2 to 5 ms", 0.05, times);
}

}  // namespace
}  // namespace litmus

int main(int argc, char** argv) {
  const int repetitions = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
  fmt::print("{:<22}{:>14}{:>9}", "work", "simulator, s", "target");
  for (const std::string& model : litmus::model_names()) fmt::print("{:>9}", model);
  fmt::print("{:>9}\n", "worst");
  litmus::heavy(repetitions);
  litmus::golden("oracle", repetitions);
  litmus::golden("oracle-language", repetitions);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("times in ms, medians of {}; peak memory {} MB\n", repetitions,
             usage.ru_maxrss / 1024);
  return 0;
}
