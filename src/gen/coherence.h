// The coherence order that a condition asks for, told from final values, observers and updates.
//
// Tested with recognise.h, by recognise_test.cpp.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "gen/trace.h"

namespace litmus {

// The place of each of a location's values: 0 for the initial one, 1 for the first write, ...
using Ranks = std::map<Value, int>;

// The ranks of every location's values, if the condition settles them.
std::optional<std::vector<Ranks>> coherence_ranks(const Test& test, const Asked& asked,
                                                  const std::vector<ThreadTrace>& threads);

// An observer loads one location several times, relaxed, and does nothing else.
bool is_observer(const ThreadTrace& thread);

}  // namespace litmus
