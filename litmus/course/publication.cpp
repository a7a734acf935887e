// Claim: what is published must be finished, and its publication must be ordered: a release store
// of a pointer, an acquire load by whoever follows it. Then readers see a complete value, the old
// one or the new one.
//
// Three mistakes. Plain stores: the compiler owes nobody their order, and here it stores the flag
// first, because the data takes a division. Relaxed stores: x86 happens to keep them in order, Arm
// does not (publication/publish+rlx.litmus). Changing in place what others are reading: no order of
// stores makes two of them one.
#include <atomic>

#include "harness/stress.h"
#include "litmus/course/copy_on_write.h"

namespace litmus::publication {
namespace {

// --- a flag says that the data is there

struct PlainFlag {
  int data = 0, ready = 0, price = 84, share = 2;

  void publish() {
    data = price / share;
    ready = 1;
  }
  void look(Row& row) {
    row[0] = ready;
    asm volatile("" ::: "memory");  // the reader keeps its order: the harm is all the writer's
    row[1] = data;
  }
};

struct AtomicFlag {
  int data = 0, price = 84, share = 2;
  std::atomic<int> ready{0};

  void publish() {
    data = price / share;
    ready.store(1, std::memory_order_release);
  }
  void look(Row& row) {
    row[0] = ready.load(std::memory_order_acquire);
    row[1] = row[0] != 0 ? data : 42;
  }
};

template <typename State>
auto published(const char* name, const char* claim) {
  return stress_test<State>(role<&State::publish>(), role<&State::look>("ready", "data"))
      .named(name)
      .claim(claim)
      .allowed({0, 42}, "not published yet")
      .allowed({1, 42}, "published, and finished");
}

const StressTest plain_flag =
    published<PlainFlag>("publish-flag+plain", "the compiler may store the flag first")
        .allowed({0, 0}, "not begun yet")
        .interesting({1, 0}, "published, and not finished");
const StressTest atomic_flag =
    published<AtomicFlag>("publish-flag", "whoever acquires the flag sees the data");

// --- a pointer to a map

// A map is one pointer: whoever reads it gets the old map or the new one, whole. What is in the new
// one is another matter.
template <std::memory_order kStore, std::memory_order kLoad>
struct Map {
  struct Table {
    std::atomic<int> entry{0};
  };
  Table fresh;
  std::atomic<const Table*> map{nullptr};

  void publish() {
    fresh.entry.store(42, std::memory_order_relaxed);
    map.store(&fresh, kStore);
  }
  void look(Row& row) {
    const Table* const table = map.load(kLoad);
    row[0] = table != nullptr;
    row[1] = table != nullptr ? table->entry.load(std::memory_order_relaxed) : 42;
  }
};

const StressTest relaxed_map =
    published<Map<std::memory_order_relaxed, std::memory_order_relaxed>>(
        "publish-map+relaxed", "a pointer is whole; what it points to may be stale")
        .interesting({1, 0}, "the new map, with stale contents");
const StressTest map = published<Map<std::memory_order_release, std::memory_order_acquire>>(
    "publish-map", "whoever acquires the pointer sees what it points to");

// --- a configuration that many read

struct Endpoint {
  int host = 1, port = 1;
};

struct Config {
  CopyOnWrite<Endpoint, 1> endpoint;

  void change() {
    endpoint.change([](Endpoint& fresh) { fresh = {2, 2}; });
  }
  void read(Row& row) {
    const Endpoint& now = endpoint.read();
    row[0] = now.host;
    row[1] = now.port;
  }
};

struct ConfigInPlace {
  std::atomic<int> host{1}, port{1};

  void change() {
    host.store(2, std::memory_order_release);
    port.store(2, std::memory_order_release);
  }
  void read(Row& row) {
    row[0] = host.load(std::memory_order_acquire);
    row[1] = port.load(std::memory_order_acquire);
  }
};

template <typename State>
auto config_test(const char* name) {
  return stress_test<State>(role<&State::change>(), role<&State::read>("host", "port"),
                            role<&State::read>("host'", "port'"))
      .named(name)
      .claim("two readers of a configuration that changes")
      .allowed({1, 1, 1, 1}, "both have the old one")
      .allowed({2, 2, 2, 2}, "both have the new one")
      .allowed({1, 1, 2, 2}, "one has the old one, one the new one")
      .allowed({2, 2, 1, 1}, "one has the new one, one the old one");
}

constexpr Pattern kEither = between(1, 2);

const StressTest config_in_place =
    config_test<ConfigInPlace>("config+in-place")
        .interesting({kEither, kEither, kEither, kEither}, "a host of one, a port of the other");
const StressTest config = config_test<Config>("config");

}  // namespace
}  // namespace litmus::publication
