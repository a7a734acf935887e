// Tested by command_line_test.cpp.
#include "cli/orders_in_words.h"

#include <fmt/core.h>

namespace litmus {

std::string orders_in_words(const std::vector<Slot>& slots, const std::vector<Order>& orders,
                            const Test& test) {
  std::string words;
  int thread = -1;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (orders[i] == Order::Plain || orders[i] == Order::Relaxed) continue;
    std::string slot = to_string(slots[i], test);
    const bool same_thread = slots[i].thread == thread;
    if (same_thread) slot.erase(0, slot.find(' ') + 1);
    if (!words.empty()) words += same_thread ? ", " : "; ";
    words += fmt::format("{} {}", slot, to_string(orders[i]));
    thread = slots[i].thread;
  }
  return words.empty() ? "all relaxed" : words;
}

}  // namespace litmus
