// Tested by run_command_test.cpp.
#include "cli/interrupt.h"

#include <csignal>

namespace litmus {
namespace {

std::atomic<bool> stop = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler stores to it");

void set_stop(int signal) {
  stop.store(true, std::memory_order_relaxed);
  std::signal(signal, SIG_DFL);
}

}  // namespace

const std::atomic<bool>& stop_on_signals() {
  std::signal(SIGINT, set_stop);
  std::signal(SIGTERM, set_stop);
  return stop;
}

}  // namespace litmus
