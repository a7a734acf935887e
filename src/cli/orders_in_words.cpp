// Tested by command_line_test.cpp.
#include "cli/orders_in_words.h"

#include <fmt/core.h>

#include <algorithm>

namespace litmus {
namespace {

// A long text was printed on several lines.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

}  // namespace

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

std::vector<std::string> places_in(std::string_view text) {
  std::vector<std::string> places;
  std::string thread;  // "P0: ", said once for all of its places
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(",;"), text.size());
    std::string place = on_one_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (place.empty()) continue;
    if (place.starts_with("on failure") && !places.empty()) {
      places.back() += ", " + place;
      continue;
    }
    const std::size_t colon = place.find(": ");
    if (colon != std::string::npos) thread = place.substr(0, colon + 2);
    const bool of_the_same = colon == std::string::npos && place.find(' ') != std::string::npos;
    places.push_back(of_the_same ? thread + place : place);
  }
  return places;
}

}  // namespace litmus
