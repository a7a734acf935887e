// The kernels of the catalogue's tests, compiled into the program when it was built.
#pragma once

#include <vector>

#include "harness/kernel.h"

namespace litmus {

std::vector<Kernel> catalogue_kernels();

}  // namespace litmus
