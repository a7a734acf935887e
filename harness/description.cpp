// Descriptions as lines of text, and back.
#include "harness/description.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "harness/textform.h"

namespace litmus {
namespace {

constexpr std::size_t kMaxKernels = 4096;
constexpr std::size_t kMaxGrades = 4096;
constexpr Grade kGrades[] = {Grade::Allowed, Grade::Interesting, Grade::Forbidden};

std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

std::string print_pattern(const Pattern& pattern) {
  if (pattern == anything) return "*";
  if (pattern.low == pattern.high) return fmt::format("{}", pattern.low);
  if (pattern.low == kLowest) return fmt::format("..{}", pattern.high);
  if (pattern.high == kHighest) return fmt::format("{}..", pattern.low);
  return fmt::format("{}..{}", pattern.low, pattern.high);
}

std::optional<Value> number(std::string_view text) {
  Value value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Pattern> read_pattern(std::string_view text) {
  if (text == "*") return anything;
  const std::size_t dots = text.find("..");
  const std::string_view low = text.substr(0, dots);
  const std::string_view high = dots == text.npos ? low : text.substr(dots + 2);
  Pattern pattern = anything;
  if (!low.empty() || dots == text.npos) {
    const std::optional<Value> value = number(low);
    if (!value) return std::nullopt;
    pattern.low = *value;
  }
  if (!high.empty()) {
    const std::optional<Value> value = number(high);
    if (!value) return std::nullopt;
    pattern.high = *value;
  }
  return pattern;
}

// The first word of what a line says, taken off it.
std::string_view take_word(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

Grade read_grade(const Line& line, std::string_view& rest) {
  const std::string_view word = take_word(rest);
  for (const Grade grade : kGrades) {
    if (to_string(grade) == word) return grade;
  }
  refuse_line(line, "grades are allowed, interesting and forbidden");
}

void read_row(const Line& line, Description& description) {
  std::string_view rest = line.value;
  Description::Graded graded{.row = {}, .grade = read_grade(line, rest), .why = ""};
  graded.never_ends = line.name == "hang";
  while (!rest.empty()) {
    const std::optional<Pattern> pattern = read_pattern(take_word(rest));
    if (!pattern) refuse_line(line, "a pattern is a number, low..high or *");
    graded.row.push_back(*pattern);
  }
  if (description.grades.size() == kMaxGrades) refuse_line(line, "there are too many grades");
  description.grades.push_back(std::move(graded));
}

void read_column(const Line& line, Description& description) {
  std::string_view rest = line.value;
  const std::optional<Value> role = number(take_word(rest));
  if (!role || *role < Recorded::kAfter || *role >= description.roles)
    refuse_line(line, "a column begins with its role");
  if (description.columns.size() == kMaxRecorded) refuse_line(line, "there are too many columns");
  description.columns.push_back({.role = static_cast<int>(*role), .name = std::string(rest)});
}

void read_roles(const Line& line, Description& description) {
  const std::uint64_t roles = as_count(line);
  if (roles > kMaxRoles) refuse_line(line, fmt::format("there are {} at most", kMaxRoles));
  description.roles = static_cast<int>(roles);
}

void read_waits(const Line& line, Description& description) {
  for (const std::int64_t role : as_numbers(line)) {
    if (role < 0 || role >= description.roles) refuse_line(line, "there is no such role");
    description.waits.push_back(static_cast<int>(role));
  }
}

void read_patience(const Line& line, Description& description) {
  constexpr double kMost = 3600;
  description.patience = as_seconds(line);
  if (description.patience > kMost) refuse_line(line, "nobody waits longer than an hour");
}

void read_line(const Line& line, Description& description) {
  if (line.name == "kernel") {
    description.name = std::string(line.value);
  } else if (line.name == "hash") {
    description.hash = std::string(line.value);
  } else if (line.name == "claim") {
    description.claim = std::string(line.value);
  } else if (line.name == "roles") {
    read_roles(line, description);
  } else if (line.name == "waits") {
    read_waits(line, description);
  } else if (line.name == "column") {
    read_column(line, description);
  } else if (line.name == "graded") {
    description.graded = true;
  } else if (line.name == "patience") {
    read_patience(line, description);
  } else if (line.name == "row" || line.name == "hang") {
    read_row(line, description);
  } else if (line.name == "why" && !description.grades.empty()) {
    description.grades.back().why = std::string(line.value);
  } else {
    refuse_line(line, "it is no line of a description");
  }
}

// Rows have to have a pattern for each column, and a kernel a name.
void check(const Description& description, const Line& first) {
  if (description.name.empty()) refuse_line(first, "a description begins with 'kernel NAME'");
  for (const Description::Graded& graded : description.grades) {
    const std::size_t patterns = graded.never_ends ? 0 : description.columns.size();
    if (graded.row.size() != patterns)
      refuse_line(first, "a row has a pattern for each of its columns");
  }
}

}  // namespace

Description description_of(const Kernel& kernel) {
  Description description{.name = std::string(kernel.name),
                          .hash = std::string(kernel.hash),
                          .roles = static_cast<int>(kernel.roles.size()),
                          .graded = kernel.subject != nullptr};
  for (int role = 0; role < description.roles; ++role) {
    if (kernel.roles[static_cast<std::size_t>(role)].waits) description.waits.push_back(role);
  }
  for (const Recorded& column : kernel.recorded)
    description.columns.push_back({.role = column.role, .name = std::string(column.name)});
  if (kernel.subject == nullptr) return description;
  description.claim = on_one_line(kernel.subject->claim);
  description.patience = kernel.subject->patience;
  for (const GradedRow& graded : kernel.subject->grades) {
    description.grades.push_back({.row = {graded.row.begin(), graded.row.end()},
                                  .grade = graded.grade,
                                  .why = on_one_line(graded.why),
                                  .never_ends = graded.never_ends});
  }
  return description;
}

std::string to_string(const Description& description) {
  std::string text = fmt::format("kernel {}\nhash {}\n", description.name, description.hash);
  if (!description.claim.empty()) text += fmt::format("claim {}\n", description.claim);
  text += fmt::format("roles {}\n", description.roles);
  if (!description.waits.empty())
    text += fmt::format("waits {}\n", fmt::join(description.waits, " "));
  for (const Description::Column& column : description.columns)
    text += fmt::format("column {} {}\n", column.role, column.name);
  if (description.graded) text += "graded\n";
  if (description.patience != kUsualPatience)
    text += fmt::format("patience {}\n", print_number(description.patience));
  for (const Description::Graded& graded : description.grades) {
    text += fmt::format("{} {}", graded.never_ends ? "hang" : "row", to_string(graded.grade));
    for (const Pattern& pattern : graded.row) text += ' ' + print_pattern(pattern);
    text += fmt::format("\nwhy {}\n", graded.why);
  }
  return text + "end\n";
}

std::vector<Description> parse_descriptions(std::string_view text, std::string_view file) {
  std::vector<Description> descriptions;
  while (!text.empty()) {
    const std::vector<Line> lines = record_lines(text, file);
    const std::size_t end = text.starts_with("end\n") ? 0 : text.find("\nend\n");
    text.remove_prefix(end == text.npos ? text.size() : end + (end == 0 ? 4 : 5));
    if (lines.empty()) continue;
    if (descriptions.size() == kMaxKernels) refuse_line(lines[0], "there are too many kernels");
    Description& description = descriptions.emplace_back();
    for (const Line& line : lines) read_line(line, description);
    check(description, lines[0]);
  }
  return descriptions;
}

}  // namespace litmus
