// A kernel program of the samples, and of three kernels that misbehave: for launch_test.cpp, and
// the shortest example of what a kernel program is.
#include <csignal>
#include <vector>

#include "harness/kernel_main.h"
#include "harness/sample_kernels.h"

namespace {

using litmus::Frame;
using litmus::Kernel;
using litmus::Recorded;
using litmus::Role;
using litmus::Walk;

void crash(const Frame&, const Walk&) { std::raise(SIGSEGV); }

void hang(const Frame&, const Walk&) {
  for (unsigned spins = 0;;) litmus::wait_a_little(spins);
}

void silent(const Frame&, const Walk&) {}

constexpr Recorded kColumns[] = {{.name = "0:r0", .role = 0, .radix = 2}};
constexpr Role kCrash[] = {{.play = crash}};
constexpr Role kHang[] = {{.play = hang}};
constexpr Role kSilent[] = {{.play = silent}};

}  // namespace

int main(int argc, char** argv) {
  std::vector<Kernel> kernels(litmus::sample_kernels().begin(), litmus::sample_kernels().end());
  kernels.push_back({.name = "crash", .recorded = kColumns, .roles = kCrash});
  kernels.push_back({.name = "hang", .recorded = kColumns, .roles = kHang});
  kernels.push_back({.name = "silent", .recorded = kColumns, .roles = kSilent});
  return litmus::kernel_main(argc, argv, kernels);
}
