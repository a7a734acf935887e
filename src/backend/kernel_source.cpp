// Tested by kernel_source_test.cpp and src/agreement/kernels_test.cpp.
#include "backend/kernel_source.h"

#include <fmt/core.h>

#include <limits>

#include "backend/prelude.h"
#include "backend/promise.h"
#include "backend/role.h"
#include "backend/spelling.h"
#include "harness/error.h"
#include "harness/kernel.h"

namespace litmus {
namespace {

void check_limits(const Test& test) {
  const auto refuse = [&](std::string_view what, std::size_t most) {
    throw Error(Place{.file = test.file}, fmt::format("a kernel has at most {} {}", most, what));
  };
  if (test.locations.size() > kMaxCells) refuse("locations", kMaxCells);
  if (test.observed.size() > kMaxRecorded) refuse("observed columns", kMaxRecorded);
  if (test.threads.size() > kMaxRoles) refuse("threads", kMaxRoles);
}

// The size of an object in memory, and how its bytes are read.
int bytes_of(Type type) {
  if (type.is_pointer()) return static_cast<int>(sizeof(void*));
  if (type.base == Type::Base::Integer) return type.bits / 8;
  return type.base == Type::Base::Mutex ? 4 : 1;
}

bool is_signed(Type type) {
  return type.is_pointer() || (type.base == Type::Base::Integer && type.is_signed);
}

// A number in a table; the smallest has no literal.
std::string number(Value value) {
  return value == std::numeric_limits<Value>::min() ? "INT64_MIN" : fmt::format("{}", value);
}

// Elements of an array of `length` at `first` follow their predecessor.
std::vector<bool> array_elements(const Test& test) {
  std::vector<bool> next(test.locations.size(), false);
  for (std::size_t i = 0; i < test.locations.size(); ++i) {
    const auto length = static_cast<std::size_t>(test.locations[i].array);
    for (std::size_t element = 1; element < length; ++element) next.at(i + element) = true;
  }
  return next;
}

// A table of a kernel; C++ has no arrays of nothing.
std::string array(std::string_view type, const std::string& name,
                  const std::vector<std::string>& rows) {
  if (rows.empty()) return fmt::format("constexpr std::span<const {}> {};\n", type, name);
  std::string text = fmt::format("constexpr {} {}[] = {{\n", type, name);
  for (const std::string& row : rows) text += fmt::format("    {{{}}},\n", row);
  return text + "};\n";
}

// The fields of one row of a table; what has its default value is left out.
class Row {
 public:
  explicit Row(const std::string& first) : text_(first) {}

  template <typename T>
  void field(std::string_view name, const T& value, const T& standard) {
    if (value != standard) text_ += fmt::format(", .{} = {}", name, value);
  }
  void value(std::string_view name, Value value) {
    if (value != 0) text_ += fmt::format(", .{} = {}", name, number(value));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::vector<std::string> cell_rows(const Test& test) {
  const std::vector<bool> next = array_elements(test);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < test.locations.size(); ++i) {
    const Location& location = test.locations[i];
    Row row(".name = " + quoted(location.name));
    row.field("bytes", bytes_of(location.type), 4);
    row.field("is_signed", is_signed(location.type), true);
    row.field("pointer", location.type.is_pointer(), false);
    row.field("array_next", static_cast<bool>(next[i]), false);
    row.value("initial", wrap(location.type, location.initial));
    rows.push_back(row.text());
  }
  return rows;
}

std::vector<std::string> recorded_rows(const Test& test) {
  const std::vector<Promise> promised = promises(test);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < test.observed.size(); ++i) {
    const Column& column = test.observed[i];
    Row row(".name = " + quoted(column.name));
    row.field(column.thread < 0 ? "cell" : "role", column.thread < 0 ? column.index : column.thread,
              -1);
    row.field("pointer", column.type.is_pointer(), false);
    row.value("low", promised[i].low);
    row.field("radix", promised[i].count, 0u);
    rows.push_back(row.text());
  }
  return rows;
}

std::vector<std::string> role_rows(const std::vector<RoleSource>& roles, const std::string& name,
                                   std::size_t test) {
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    Row row(".play = " + role_function(name, test, i));
    row.field("waits", roles[i].waits, false);
    row.field("may_give_up", roles[i].may_give_up, false);
    rows.push_back(row.text());
  }
  return rows;
}

// The roles' functions, the kernel's tables, and in `kernel` the row of the table of kernels.
std::string one_kernel(const Test& test, const std::string& name, std::size_t number,
                       std::string& kernel) {
  check_limits(test);
  std::string text;
  std::vector<RoleSource> roles;
  for (std::size_t role = 0; role < test.threads.size(); ++role) {
    roles.push_back(role_source(test, static_cast<int>(role), role_function(name, number, role)));
    text += roles.back().text + '\n';
  }
  const auto table = [&](std::string_view what) { return fmt::format("k{}_{}", what, number); };
  text += array("Cell", table("Cells"), cell_rows(test));
  text += array("Recorded", table("Recorded"), recorded_rows(test));
  text += array("Role", table("Roles"), role_rows(roles, name, number));
  kernel = fmt::format(
      "    {{.name = {}, .hash = {}, .cells = {}, .recorded = {}, .roles = {}}},\n",
      quoted(test.name), quoted(test.hash), table("Cells"), table("Recorded"), table("Roles"));
  return text + '\n';
}

}  // namespace

std::string role_function(const std::string& name, std::size_t test, std::size_t role) {
  return fmt::format("{}_{}_P{}", name, test, role);
}

std::string kernel_text(const Test& test, const std::string& name) {
  std::string kernel;
  return one_kernel(test, name, 0, kernel);
}

std::string kernel_source(std::span<const Test> tests, const std::string& name) {
  CHECK(!tests.empty());
  std::string text = "// Kernels made by litmus. Changes are lost.\n";
  text += kPrelude;
  text += '\n';
  std::string kernels;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    std::string kernel;
    text += one_kernel(tests[i], name, i, kernel);
    kernels += kernel;
  }
  text += fmt::format("constexpr Kernel kKernels[] = {{\n{}}};\n\n", kernels);
  text += "}  // namespace litmus\n\n";
  text += fmt::format(
      "extern \"C\" const litmus::Kernel* {}(std::size_t* count) {{\n"
      "  *count = {};\n"
      "  return litmus::kKernels;\n"
      "}}\n",
      name, tests.size());
  return text;
}

}  // namespace litmus
