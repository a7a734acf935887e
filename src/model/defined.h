// Whether an expression means anything: C leaves some of them undefined.
//
//     a[i]     the element must be one of the array's, also of a pointer that is only formed
//     7 / r    r must not be 0
//     1 << r   r must be less than the bits of what is shifted
//
// Sums that do not fit wrap instead: kernels are compiled so.
//
// Tested by defined_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "lang/test.h"
#include "model/term.h"

namespace litmus {

// True if it may be undefined for some values.
bool may_be_undefined(const Expr& pure);

// What the instruction's expressions have to keep to, in words: "a divisor must not be 0".
std::string demands_of(const Instruction& instruction);

// Appends a term that is not zero where the expression is defined. What && and || and ?: do not
// evaluate need not be.
int add_defined(std::vector<Term>& terms, const Test& test, const Expr& pure,
                const std::vector<int>& registers);

}  // namespace litmus
