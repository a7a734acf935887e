// Keeping a thread on one CPU, and making sure that it stays there.
//
// Tested by affinity_test.cpp.
#pragma once

namespace litmus {

// Puts the calling thread on this CPU, reads the affinity back, and looks where it runs. False if
// any of it does not hold: the mask shrank, or this system has no pinning. It then runs unpinned.
bool pin_this_thread(int cpu);

// True if the calling thread may run on this CPU only, and does.
bool pinned_to(int cpu);

}  // namespace litmus
