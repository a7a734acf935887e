// Which threads can only finish when another one makes progress.
//
// Such a role gets a worker of its own: played before its partner on the same worker, it would
// never see what it waits for. A loop around an update (a compare-exchange loop, a spin lock) is
// none: it ends as soon as nobody else is between taking and giving back, and a worker plays whole
// roles.
//
// Tested by kernel_source_test.cpp.
#pragma once

#include "lang/test.h"

namespace litmus {

// True if the thread has a loop that only loads decide about.
bool waits(const Thread& thread);

// True if the thread has a loop or takes a lock, so that it may turn for ever.
bool may_turn_for_ever(const Thread& thread);

}  // namespace litmus
