// How large a thread's code may be.
//
// What counts is the tree, not its text: brackets cost nothing, and `r++` costs what it stands for,
// (r = r + 1) - 1. So whatever was read can be printed and read again.
//
// Tested by parse_test.cpp and the malformed tests.
#pragma once

#include <vector>

#include "lang/parser.h"

namespace litmus {

// Fails where a statement has more than kMaxOperands operands, or where statements and expressions
// stand more than kMaxNesting levels in each other.
void check_size(const Parser& parser, const std::vector<Statement>& body);

}  // namespace litmus
