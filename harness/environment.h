// An environment: one point of the space of all settings under which a test can be run.
//
// What is rare under one setting is common under another, and which one is not known beforehand, so
// a run tries many. An environment prints and parses itself,
//
//     placement=package split=0/1 alternation=block block=64 visit=opposed layout=lines ...
//
// one word a knob; knobs() is the table of them: to add a knob is to add a field, a row there, and
// the line of the engine that obeys it.
//
// Tested by environment_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/kernel.h"
#include "harness/layout.h"

namespace litmus {

enum class Alternation : std::uint8_t {
  Block,     // a worker plays its first role on the whole block, then its second
  Instance,  // all its roles on one instance, then on the next
};

enum class Visit : std::uint8_t {
  Same,       // all workers forwards
  Opposed,    // every second worker backwards
  Scattered,  // each worker in an order of its own
};

enum class Preload : std::uint8_t {
  None,
  Shared,   // every worker reads all cells of the block: a store has to wait for ownership
  Owned,    // each worker asks for ownership of all cells: they may bounce
  Flushed,  // the cells are thrown out of all caches
};

enum class Start : std::uint8_t {
  Meeting,  // a rendezvous before each block: exact, but costs a few transfers of a line
  Clock,    // at agreed times of the processors' clock: cheap and nearly simultaneous, but a worker
            // that is late plays alone
};

enum class Pressed : std::uint8_t {
  All,
  First,   // the turns of worker 0
  Others,  // of all others
  Held,    // the turns that the split marks
};

struct Environment {
  std::string placement;  // the class's name; empty: whichever comes first
  Split split;
  Alternation alternation = Alternation::Block;
  int block = 64;  // instances between two starts
  Start start = Start::Meeting;
  Visit visit = Visit::Opposed;
  Layout layout = Layout::Lines;
  Preload preload = Preload::Shared;
  int skew = 0;      // ticks: each worker starts a block after a random delay up to this
  int pressure = 0;  // stores to lines that no cache holds, before a role: the store buffer is full
                     // of them while the role runs. Before each instance if played one by one
  Pressed pressed = Pressed::All;  // which turns are put under pressure
  int copies = 1;  // of the whole, on disjoint sets of CPUs; as many as there are sets at most
  int stress = 0;  // threads that hammer scratch lines on CPUs that are idle

  bool operator==(const Environment&) const = default;
};

struct Knob {
  std::string_view name;
  std::string_view meaning;
  std::vector<std::string> values;  // worth trying; empty where the test or the machine says which
  std::string (*print)(const Environment&);
  bool (*parse)(Environment&, std::string_view);  // false: not a value of this knob
};

std::span<const Knob> knobs();

std::string to_string(const Environment& environment);
// Knobs that are not named keep their defaults. Throws Error.
Environment parse_environment(std::string_view text);

// Throws Error if an environment can not be used for a kernel: a role left out or played twice, a
// waiting role that shares a worker.
void check_fits(const Environment& environment, const Kernel& kernel);

}  // namespace litmus
