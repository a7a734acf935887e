// Kernels held to what the models' effects compute: every role played alone, one after the other,
// against stepping through the effects of its thread (sequential.h).
#pragma once

#include <vector>

#include "harness/kernel.h"
#include "lang/test.h"

namespace litmus {

// Fails the running test where the kernel does not do what the test says.
void expect_same(const Test& test, const Kernel& kernel);

// Compiles the kernels of tests as the command would, and expects the same of all of them.
void expect_same_when_compiled(const std::vector<Test>& tests);

}  // namespace litmus
