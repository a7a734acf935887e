// The main function of a kernel program: an executable that links the harness and holds kernels.
//
//     int main(int argc, char** argv) { return litmus::kernel_main(argc, argv, kernels); }
//
//     PROGRAM [NAME...] ...    plays its kernels and prints what came of it (own_run.h)
//     PROGRAM --list           the kernels' names and hashes, one a line
//     PROGRAM --describe       all that whoever runs them has to know (description.h)
//     PROGRAM --serve          plans come in on standard input, answers go out on standard output:
//                              how `litmus run` uses it (launch.h is the other end)
//     PROGRAM --plan FILE      the same with one plan from a file
//     PROGRAM --self-check     the canaries
//
// The answer to a plan is the plan as it was carried out, a `caveat` line for each thing to know
// about it, then slices as they end, each closed by "end"; then "done", or "error TEXT" if the plan
// can not be run. The program writes no file, and dies with the one that started it.
//
// Tested by launch_test.cpp, through a kernel program of the samples.
#pragma once

#include <span>

#include "harness/kernel.h"

namespace litmus {

// 0; 2 if the arguments or a plan are wrong; 3 if it can not run here.
int kernel_main(int argc, char** argv, std::span<const Kernel> kernels);

}  // namespace litmus
