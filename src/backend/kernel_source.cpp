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
#include "lang/pieces.h"

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

// A role's functions by name, and what is to be said of it.
struct WrittenRole {
  RoleSource source;
  std::string function;
  std::string pieces;  // the name of their table; "" if there are none
};

std::vector<std::string> role_rows(const std::vector<WrittenRole>& roles) {
  std::vector<std::string> rows;
  for (const WrittenRole& role : roles) {
    Row row(".play = " + role.function);
    row.field("waits", role.source.waits, false);
    row.field("may_give_up", role.source.may_give_up, false);
    row.field("pieces", role.pieces, std::string());
    rows.push_back(row.text());
  }
  return rows;
}

// The functions of a role's pieces, appended to `text`, and their table; its name. With two threads
// nobody ever plays pieces, and a role that waits has a CPU of its own.
std::string written_pieces(const Test& test, std::size_t role, bool waits,
                           const std::string& function, std::string& text) {
  constexpr std::size_t kMaxPieces = 26;  // a letter each
  const std::vector<Piece> all = pieces(test.threads[role]);
  if (test.threads.size() < 3 || waits || all.size() < 2 || all.size() > kMaxPieces) return "";
  std::string functions;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string name = fmt::format("{}_{}", function, static_cast<char>('a' + i));
    text += piece_source(test, static_cast<int>(role), all[i], name) + '\n';
    functions += (i == 0 ? "" : ", ") + name;
  }
  const std::string table = function + "_pieces";
  text += fmt::format("constexpr RoleFunction {}[] = {{{}}};\n\n", table, functions);
  return table;
}

WrittenRole written_role(const Test& test, std::size_t role, const std::string& function,
                         std::string& text) {
  WrittenRole written{.source = role_source(test, static_cast<int>(role), function),
                      .function = function,
                      .pieces = ""};
  text += written.source.text + '\n';
  written.pieces = written_pieces(test, role, written.source.waits, function, text);
  return written;
}

// The roles' functions, the kernel's tables, and in `kernel` the row of the table of kernels.
std::string one_kernel(const Test& test, const std::string& name, std::size_t number,
                       std::string& kernel) {
  check_limits(test);
  std::string text;
  std::vector<WrittenRole> roles;
  for (std::size_t role = 0; role < test.threads.size(); ++role) {
    roles.push_back(written_role(test, role, role_function(name, number, role), text));
  }
  const auto table = [&](std::string_view what) { return fmt::format("k{}_{}", what, number); };
  text += array("Cell", table("Cells"), cell_rows(test));
  text += array("Recorded", table("Recorded"), recorded_rows(test));
  text += array("Role", table("Roles"), role_rows(roles));
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
