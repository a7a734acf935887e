// Claim: i++ is not one step. It is a load, an addition and a store, and what another thread adds
// between the load and the store is lost. An atomic variable does not help if the load and the
// store are two operations on it; one atomic update, or a compare-exchange that tries again, does.
//
// The processor sees three steps too: without a lock prefix, x86's `inc` of a memory cell loses
// updates. updates/counter+*.litmus asks the models.
#include <atomic>

#include "harness/stress.h"

namespace litmus::lost_update {
namespace {

struct Plain {
  int n = 0;
  void add() { n = n + 1; }
  int total() const { return n; }
};

struct LoadStore {
  std::atomic<int> n{0};
  void add() { n.store(n.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed); }
  int total() const { return n.load(); }
};

struct FetchAdd {
  std::atomic<int> n{0};
  void add() { n.fetch_add(1, std::memory_order_relaxed); }
  int total() const { return n.load(); }
};

struct CompareExchange {
  std::atomic<int> n{0};
  void add() {
    int seen = n.load(std::memory_order_relaxed);
    while (!n.compare_exchange_weak(seen, seen + 1, std::memory_order_relaxed)) {
    }
  }
  int total() const { return n.load(); }
};

template <typename Counter>
auto two(const char* name) {
  return stress_test<Counter>(role<&Counter::add>(), role<&Counter::add>(),
                              after<&Counter::total>("total"))
      .named(name)
      .claim("two threads add 1 each");
}

template <typename Counter>
auto four(const char* name) {
  return stress_test<Counter>(role<&Counter::add>(), role<&Counter::add>(), role<&Counter::add>(),
                              role<&Counter::add>(), after<&Counter::total>("total"))
      .named(name)
      .claim("four threads add 1 each");
}

constexpr const char* kAll = "every update counts";
constexpr const char* kLost = "an update was lost";

const StressTest plain = two<Plain>("increment+plain").allowed({2}, kAll).interesting({1}, kLost);
const StressTest load_store =
    two<LoadStore>("increment+load-store").allowed({2}, kAll).interesting({1}, kLost);
const StressTest fetch_add = two<FetchAdd>("increment").allowed({2}, kAll);
const StressTest exchange = two<CompareExchange>("increment-by-cas").allowed({2}, kAll);

const StressTest four_plain =
    four<Plain>("increment-4+plain").allowed({4}, kAll).interesting({between(1, 3)}, kLost);
const StressTest four_load_store = four<LoadStore>("increment-4+load-store")
                                       .allowed({4}, kAll)
                                       .interesting({between(1, 3)}, kLost);
const StressTest four_fetch_add = four<FetchAdd>("increment-4").allowed({4}, kAll);

}  // namespace
}  // namespace litmus::lost_update
