// Pinning on Linux by its own calls; elsewhere threads stay unpinned, and say so.
#include "harness/affinity.h"

#if defined(__linux__)
#include <sched.h>
#endif

namespace litmus {

#if defined(__linux__)

bool pinned_to(int cpu) {
  cpu_set_t set;
  return cpu >= 0 && cpu < CPU_SETSIZE && sched_getaffinity(0, sizeof set, &set) == 0 &&
         CPU_COUNT(&set) == 1 && CPU_ISSET(cpu, &set) && sched_getcpu() == cpu;
}

bool pin_this_thread(int cpu) {
  if (cpu < 0 || cpu >= CPU_SETSIZE) return false;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  return sched_setaffinity(0, sizeof set, &set) == 0 && pinned_to(cpu);
}

#else

bool pinned_to(int) { return false; }
bool pin_this_thread(int) { return false; }

#endif

}  // namespace litmus
