// Tested by listing_test.cpp.
#include "backend/listing.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

#include "lang/trimmed.h"

namespace litmus {
namespace {

std::string_view take_word(std::string_view& text) {
  text = trimmed(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t"));
  text.remove_prefix(word.size());
  text = trimmed(text);
  return word;
}

// All of `text` as an address, if it is one.
std::optional<std::uint64_t> address_in(std::string_view text) {
  std::uint64_t address = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), address, 16);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
  return address;
}

// Prefixes that make an instruction longer, or that only a branch predictor reads.
bool fills_space(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kWords = {"cs",    "ds",  "es",     "data16",
                                                             "rex.W", "bnd", "notrack"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// Commas inside brackets separate parts of one operand.
std::vector<std::string> operands_in(std::string_view text) {
  std::vector<std::string> operands;
  int depth = 0;
  std::string operand;
  for (const char c : text) {
    depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
    if (c == ',' && depth == 0) {
      operands.emplace_back(trimmed(operand));
      operand.clear();
    } else {
      operand += c;
    }
  }
  if (!trimmed(operand).empty()) operands.emplace_back(trimmed(operand));
  return operands;
}

CodeLine code_line(std::string_view text) {
  CodeLine line;
  const std::size_t remark =
      std::min(text.find('#'), text.size());  // "# 4050 <name>": where rip leads
  std::string_view rest = text.substr(0, remark);
  std::string_view word = take_word(rest);
  for (; fills_space(word) || word == "lock"; word = take_word(rest)) line.locked |= word == "lock";
  line.name = word;
  line.operands = operands_in(rest);
  line.text = (line.locked ? "lock " : "") + line.name;
  for (std::size_t i = 0; i < line.operands.size(); ++i)
    line.text += (i == 0 ? " " : ",") + line.operands[i];
  if (remark < text.size()) line.text.append(" ").append(trimmed(text.substr(remark)));
  return line;
}

// "000000000001e110 <name>:"
void read_function(std::string_view text, Listing& listing) {
  const std::size_t open = text.find(" <");
  if (open == text.npos || !text.ends_with(">:")) return;
  const std::optional<std::uint64_t> address = address_in(text.substr(0, open));
  if (address)
    listing.functions[std::string(text.substr(open + 2, text.size() - open - 4))] = *address;
}

}  // namespace

Listing read_listing(std::string_view disassembly) {
  Listing listing;
  CodeLine* before = nullptr;
  while (!disassembly.empty()) {
    const std::size_t end = std::min(disassembly.find('\n'), disassembly.size());
    const std::string_view text = disassembly.substr(0, end);
    disassembly.remove_prefix(std::min(end + 1, disassembly.size()));
    const std::size_t colon = text.find(':');
    const std::optional<std::uint64_t> address = address_in(trimmed(text.substr(0, colon)));
    if (colon == text.npos || !address) {
      read_function(text, listing);
      if (text.empty()) before = nullptr;  // another function follows, or another section
      continue;
    }
    CodeLine& line = listing.lines[*address] = code_line(text.substr(colon + 1));
    if (before != nullptr) before->next = *address;
    before = &line;
  }
  return listing;
}

}  // namespace litmus
