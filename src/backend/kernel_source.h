// Tests as one C++ source file of kernels, made from what was parsed, never from its text.
//
// The file needs harness/kernel.h and nothing else, and gives one function to the world:
//
//     extern "C" const litmus::Kernel* NAME(std::size_t* count);
//
// Test number 3's role 1 is the function NAME_3_P1, so that its assembly can be found; its pieces,
// where the test has so many threads that they may have to share CPUs, are NAME_3_P1_a and so on.
//
// Tested by kernel_source_test.cpp (texts) and src/agreement/kernels_test.cpp (compiled and run).
#pragma once

#include <span>
#include <string>

#include "lang/test.h"

namespace litmus {

// Flags that kernels are compiled with, on top of the level of optimisation: what the language
// leaves open is what lang/effects.h says it is.
inline constexpr const char* kKernelFlags[] = {"-std=c++20", "-fwrapv"};

// Throws Error on a test that can not be run (more columns or locations than a kernel has, ...).
std::string kernel_source(std::span<const Test> tests, const std::string& name);

// The kernel of one test alone, without what all kernels share: for reading.
std::string kernel_text(const Test& test, const std::string& name);

// "NAME_3_P1"
std::string role_function(const std::string& name, std::size_t test, std::size_t role);

}  // namespace litmus
