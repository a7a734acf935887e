// Is there anything to be seen here? Where not even store buffering shows, a zero says nothing.
//
// Tested by run_command_test.cpp and run_adversity_test.cpp.
#pragma once

#include <atomic>
#include <vector>

namespace litmus {

// True once relaxed SB was seen on these CPUs: for as long as it takes, two seconds at most. Also
// when `stop` is set meanwhile. Throws CanNotRun if no kernel can be run at all.
bool canary_sings(const std::vector<int>& cpus, const std::atomic<bool>& stop);

}  // namespace litmus
