// How things are spelled in generated source: identifiers, types, constants, orders.
//
// A name of the user's never reaches the compiler as it is: an identifier is a prefix of ours with
// the user's name behind it where that is a plain word (at_x, local_r0), and a number where it is
// not. Texts become string literals with everything unusual escaped.
//
// Tested by spelling_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "lang/order.h"
#include "lang/test.h"

namespace litmus {

// "at_x" for the pointer to location x; "at_4" for x[1], if that is location 4.
std::string address_name(const Test& test, int location);
// "cells_x": that location in all instances.
std::string cells_name(const Test& test, int location);
// "local_r0".
std::string local_name(const Thread& thread, int local);

// "\"MP+rel+acq\"".
std::string quoted(std::string_view text);

// The type of an object: "std::atomic<std::int32_t>", "std::atomic_flag", "bool". A mutex is an
// atomic int, taken and released by the prelude's functions.
std::string object_type(Type type);
// The type of its value: "std::int32_t", "std::atomic<std::int32_t>*".
std::string value_type(Type type);

// "1", "std::uint8_t{200}", "true": a constant of an integer type or bool.
std::string constant(Type type, Value value);

// "std::memory_order_acquire"; of an atomic operation or a fence.
std::string spelled(Order order);

// "+", "<<", "&&"; of an operator that C++ spells between or before its operands.
std::string_view spelled(Operator op);

}  // namespace litmus
