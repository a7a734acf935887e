// How fast tests are made: cycles alone, tests in memory, tests as text. Prints items a second.
#include <benchmark/benchmark.h>

#include "gen/make_test.h"
#include "gen/names.h"
#include "gen/recognise.h"
#include "gen/selection.h"
#include "lang/print.h"

namespace litmus {
namespace {

constexpr const char* kSelections[] = {"size=10", "x86", "c++-large", "power-large"};

// Runs `use` on every cycle of a selection.
template <typename Use>
void each_cycle(benchmark::State& state, Use use) {
  const char* name = kSelections[state.range(0)];
  const Selection selection = parse_selection(name);
  std::int64_t cycles = 0;
  for (auto _ : state) {
    enumerate(selection, [&](const Cycle& cycle) {
      use(cycle);
      return ++cycles > 0;
    });
  }
  state.SetItemsProcessed(cycles);
  state.SetLabel(name);
}

void cycles(benchmark::State& state) {
  each_cycle(state, [](const Cycle& cycle) { benchmark::DoNotOptimize(cycle.size()); });
}
BENCHMARK(cycles)->DenseRange(0, 3);

void tests(benchmark::State& state) {
  each_cycle(state, [](const Cycle& cycle) {
    benchmark::DoNotOptimize(make_test(cycle, name_of(cycle)));
  });
}
BENCHMARK(tests)->DenseRange(0, 3);

void texts(benchmark::State& state) {
  each_cycle(state, [](const Cycle& cycle) {
    benchmark::DoNotOptimize(to_litmus(make_test(cycle, name_of(cycle))));
  });
}
BENCHMARK(texts)->DenseRange(0, 3);

void recognised(benchmark::State& state) {
  each_cycle(state, [](const Cycle& cycle) {
    benchmark::DoNotOptimize(recognise(make_test(cycle, "t")));
  });
}
BENCHMARK(recognised)->DenseRange(0, 3);

}  // namespace
}  // namespace litmus

BENCHMARK_MAIN();
