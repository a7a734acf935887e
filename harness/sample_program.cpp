// A kernel program of the samples, of three kernels that misbehave, and of a stress test with a
// right and a wrong grade: for launch_test.cpp and own_run_test.cpp.
#include <atomic>
#include <csignal>
#include <vector>

#include "harness/kernel_main.h"
#include "harness/sample_kernels.h"
#include "harness/stress.h"

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

// Whoever comes second sees the first; the second test's author thinks otherwise.
struct Turns {
  std::atomic<int> turn{0};
  int take() { return turn.fetch_add(1, std::memory_order_relaxed); }
};

const litmus::StressTest turns =
    litmus::stress_test<Turns>(litmus::role<&Turns::take>("a"), litmus::role<&Turns::take>("b"))
        .named("turns")
        .claim("updates are whole")
        .allowed({0, 1}, "a first")
        .allowed({1, 0}, "b first");

const litmus::StressTest mistaken =
    litmus::stress_test<Turns>(litmus::role<&Turns::take>("a"), litmus::role<&Turns::take>("b"))
        .named("mistaken")
        .allowed({0, 0}, "both first");

}  // namespace

int main(int argc, char** argv) {
  std::vector<Kernel> kernels(litmus::sample_kernels().begin(), litmus::sample_kernels().end());
  kernels.push_back({.name = "crash", .recorded = kColumns, .roles = kCrash});
  kernels.push_back({.name = "hang", .recorded = kColumns, .roles = kHang});
  kernels.push_back({.name = "silent", .recorded = kColumns, .roles = kSilent});
  for (const Kernel& kernel : litmus::stress_kernels()) kernels.push_back(kernel);
  return litmus::kernel_main(argc, argv, kernels);
}
