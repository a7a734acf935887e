// What this machine is, as far as running tests is concerned: `litmus machine`, and the canaries of
// `litmus run --self-check`. Facts for records are in machine_facts.h.
#pragma once

#include <string>
#include <vector>

#include "report/style.h"

namespace litmus {

// The CPUs that may be used: all that are allowed, or those of `chosen` if it is not empty. Throws
// Error if one of them may not.
std::vector<int> usable_cpus(const std::vector<int>& chosen);

// Marks this user's part of the machine as in use until the program ends. False if it is already.
bool take_the_machine();

// Prints the canaries; the exit code.
int self_check(const Style& style);

}  // namespace litmus
