// Test to text. parse_test(to_litmus(t)) == t.
#pragma once

#include <string>
#include <vector>

#include "lang/test.h"

namespace litmus {

// Canonical C, in the dialect the field's tools read wherever that dialect can say it.
std::string to_litmus(const Test& test);

// What in a test the field's tools would not read: "&&", "a for loop", ... Empty when they would.
std::vector<std::string> beyond_herd(const Test& test);

// The hash of a test that was not read from text: that of its canonical print.
std::string hash_of(const Test& test);

// The threads as an ordinary C++20 program would write them: std::atomic, member calls.
std::string to_cpp(const Test& test);

// "exists (0:r0=0 /\ 1:r0=0)".
std::string to_string(const Condition& condition, const Test& test);
std::string to_string(const Proposition& proposition, const Test& test);

// "0:r0=0; 1:r0=1;": an outcome with its column names; pointers by the location's name.
std::string to_string(const Outcome& outcome, const Test& test);

}  // namespace litmus
