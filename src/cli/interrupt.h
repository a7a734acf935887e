// Ctrl-C and SIGTERM as a flag: whoever works looks at it, and ends with what there is.
#pragma once

#include <atomic>

namespace litmus {

// Set by the first SIGINT or SIGTERM after the call. A second one ends the program at once.
const std::atomic<bool>& stop_on_signals();

}  // namespace litmus
