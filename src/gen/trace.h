// What the threads of a test do when its condition comes true: straight lines of accesses.
//
// The condition of a cycle's test says what every load reads, so each thread can be walked along:
// branches are decided, addresses and values are numbers, and where they came from is known.
//
// Tested with recognise.h, by recognise_test.cpp.
#pragma once

#include <optional>
#include <vector>

#include "gen/edge.h"
#include "lang/test.h"

namespace litmus {

struct TracedAccess {
  int location = 0;
  Order order = Order::Relaxed;
  bool update = false;
  bool reads = false;
  bool writes = false;
  std::optional<Value> value_read;  // known where the condition says it
  Value value_written = 0;
  // What lies between this access and the one before it in the thread.
  Edge::Kind link = Edge::Kind::Po;
  Order fence = Order::Plain;  // if the link is a fence
};

using ThreadTrace = std::vector<TracedAccess>;

// The values that a condition asks for, by column.
using Asked = std::vector<std::optional<Value>>;

// Nothing unless the condition is a conjunction of equalities.
std::optional<Asked> values_asked_for(const Test& test);

// The traces of all threads under these values; nothing where a thread does what no cycle's test
// does: loops, locks, compare-exchange, plain accesses, a load whose value nobody asks for, ...
std::optional<std::vector<ThreadTrace>> trace(const Test& test, const Asked& asked);

}  // namespace litmus
