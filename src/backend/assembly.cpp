// Tested by assembly_test.cpp.
#include "backend/assembly.h"

#include <cctype>
#include <vector>

#include "lang/trimmed.h"

namespace litmus {
namespace {

// Comments begin with # on x86 and RISC-V, with // on Arm.
std::string_view without_comment(std::string_view line) {
  for (std::string_view mark : {"#", "//"}) {
    const std::size_t at = line.find(mark);
    // "#4" is a number in Arm's syntax; a comment's mark stands at the start or behind a blank.
    const bool comment = at == 0 || (at != std::string_view::npos && at + 1 < line.size() &&
                                     std::isspace(static_cast<unsigned char>(line[at - 1])) &&
                                     (mark == "//" || line[at + 1] == ' '));
    if (comment) line = line.substr(0, at);
  }
  return trimmed(line);
}

bool is_label(std::string_view line) { return line.ends_with(':'); }

// True if an instruction other than the label itself names it.
bool is_target(std::string_view label, const std::vector<std::string_view>& lines) {
  for (std::string_view line : lines) {
    if (!is_label(line) && line.ends_with(label)) return true;
  }
  return false;
}

std::vector<std::string_view> lines_of_function(std::string_view assembly,
                                                std::string_view function) {
  std::vector<std::string_view> lines;
  bool inside = false;
  while (!assembly.empty()) {
    const std::size_t end = assembly.find('\n');
    const std::string_view line = without_comment(assembly.substr(0, end));
    assembly.remove_prefix(end == std::string_view::npos ? assembly.size() : end + 1);
    if (is_label(line) && line.substr(0, line.size() - 1) == function) {
      inside = true;
    } else if (inside && (line == ".cfi_endproc" || line.starts_with(".size"))) {
      break;
    } else if (inside && !line.empty() && (is_label(line) || line.front() != '.')) {
      lines.push_back(line);
    }
  }
  return lines;
}

}  // namespace

std::string function_body(std::string_view assembly, std::string_view function) {
  const std::vector<std::string_view> lines = lines_of_function(assembly, function);
  std::string text;
  for (std::string_view line : lines) {
    if (is_label(line)) {
      if (is_target(line.substr(0, line.size() - 1), lines)) text.append(line) += '\n';
      continue;
    }
    text += "        ";
    for (char c : line) text += c == '\t' ? ' ' : c;
    text += '\n';
  }
  return text;
}

}  // namespace litmus
