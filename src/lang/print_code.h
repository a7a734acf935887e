// The code of a thread as text, in one of two spellings of the same operations.
//
//     C      int r0 = atomic_load_explicit(x, memory_order_acquire);    *d = r0 + 1;
//     C++    int r0 = x.load(std::memory_order_acquire);                d = r0 + 1;
//
// In C, x is a parameter that points to the shared variable; in C++, it is the variable.
#pragma once

#include <string>
#include <vector>

#include "lang/test.h"

namespace litmus {

enum class Spelling : unsigned char { C, Cpp };

// The statements of a thread, indented, with a line end after each. A local is declared where it is
// first assigned, if reading that back gives the same locals in the same order and C's scopes allow
// it; else at the top. Those that the init block sets are declared in neither place.
std::string code(const Test& test, int thread, Spelling spelling);

// How many of a thread's locals must be declared by the init block: all up to the last that has an
// initial value.
std::size_t locals_in_init(const Thread& thread);

std::string to_text(const Expr& expr, const Test& test, int thread, Spelling spelling);

// A number of this type: 5, -1, 18446744073709551615; for a pointer the location's name, or 0.
std::string value_text(Value value, Type type, const Test& test);

// A name that C++ would take for a keyword gets a '_'.
std::string cpp_name(const std::string& name);

}  // namespace litmus
