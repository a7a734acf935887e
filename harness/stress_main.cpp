// The main function of a program of stress tests: link litmus::main, and write none. Tested by
// src/agreement/install_test.cpp.
#include <vector>

#include "harness/kernel_main.h"
#include "harness/stress.h"

int main(int argc, char** argv) {
  const std::vector<litmus::Kernel> kernels = litmus::stress_kernels();
  return litmus::kernel_main(argc, argv, kernels);
}
