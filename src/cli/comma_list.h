// What an option lists: "sc,tso" is sc and tso.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace litmus {

inline std::vector<std::string> comma_list(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (end > 0) items.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return items;
}

}  // namespace litmus
