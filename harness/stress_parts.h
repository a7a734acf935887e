// The machinery below stress.h: from functions of a state to the roles of a kernel.
//
// A role's loop is a template over the function it plays, so that the function is inlined into it;
// where its columns begin is part of the template too, which is why a test's roles are all named in
// one call. Everything here is known when the program is compiled.
//
// Tested by stress_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "harness/kernel.h"
#include "harness/row.h"

namespace litmus::stress_parts {

// A role as role<&State::f>("column", ...) makes it.
template <auto kFunctionPlayed, std::size_t kColumnsNamed>
struct RolePart {
  static constexpr auto kFunction = kFunctionPlayed;
  static constexpr std::size_t kColumns = kColumnsNamed;
  static constexpr bool kIsAfter = false;

  std::array<const char*, kColumns> names;
  bool must_wait = false;

  // Says that the role can not finish before another one has done something.
  constexpr RolePart waits() const { return {.names = names, .must_wait = true}; }
};

template <auto kFunctionPlayed, std::size_t kColumnsNamed>
struct AfterPart {
  static constexpr auto kFunction = kFunctionPlayed;
  static constexpr std::size_t kColumns = kColumnsNamed;
  static constexpr bool kIsAfter = true;

  std::array<const char*, kColumns> names;
};

// --- what a role does with one instance

template <typename Class, typename Member>
Class& object_of(Member Class::*);

template <auto kFunction, typename State, typename... More>
inline decltype(auto) call(State& state, More&... more) {
  if constexpr (std::is_member_function_pointer_v<decltype(kFunction)>) {
    // The function may be a base's: g++ warns of aliasing if it has to find that base by itself.
    decltype(object_of(kFunction)) object = state;
    return (object.*kFunction)(more...);
  } else {
    return kFunction(state, more...);
  }
}

template <typename Result>
inline Value as_value(const Result& result) {
  static_assert(std::is_integral_v<Result> || std::is_enum_v<Result>,
                "what a role returns is its column: a number, a bool or an enum; for anything else "
                "let it take a Row& and write numbers");
  return static_cast<Value>(result);
}

template <typename Part, typename State>
inline void play_one(State& state, Row& row) {
  using Function = decltype(Part::kFunction);
  if constexpr (std::is_invocable_v<Function, State&, Row&>) {
    static_assert(
        Part::kColumns > 0,
        "this role takes a Row: name its columns, as in role<&Publish::reader>(\"ready\")");
    call<Part::kFunction>(state, row);
  } else {
    static_assert(std::is_invocable_v<Function, State&>,
                  "a role is void f(), void f(Row&) or a function that returns its only column: a "
                  "member of the state, or a function that takes State&");
    using Result = std::invoke_result_t<Function, State&>;
    if constexpr (Part::kColumns == 0) {
      static_cast<void>(call<Part::kFunction>(state));
    } else {
      static_assert(!std::is_void_v<Result>,
                    "this role has columns and records nothing: let it take a Row&, or return the "
                    "value of its only column");
      static_assert(Part::kColumns == 1,
                    "a role that returns its value has one column; for more let it take a Row&");
      row[0] = as_value(call<Part::kFunction>(state));
    }
  }
}

// --- and with many

template <typename Part, typename State, std::size_t kFirstColumn>
void play(const Frame& frame, const Walk& walk) {
  const auto states = frame.cells<State>(0);
  std::array<Value*, Part::kColumns> out;
  for (std::size_t i = 0; i < Part::kColumns; ++i) out[i] = frame.out[kFirstColumn + i];
  visit(walk, [=](std::size_t instance) {
    Row row(Part::kColumns);
    play_one<Part>(states[instance], row);
    for (std::size_t i = 0; i < Part::kColumns; ++i) out[i][instance] = row[i];
  });
}

template <typename State>
void construct(const Frame& frame, const Walk& walk) {
  const auto states = frame.cells<State>(0);
  visit(walk, [=](std::size_t instance) {
    ::new (static_cast<void*>(std::addressof(states[instance]))) State();
  });
}

template <typename State>
void destroy(const Frame& frame, const Walk& walk) {
  const auto states = frame.cells<State>(0);
  visit(walk, [=](std::size_t instance) { states[instance].~State(); });
}

// --- a test's tables

// Everything a test's kernel refers to. Not to be moved once kernel() was called.
struct Tables {
  std::string name;
  std::string hash;
  Cell state;
  std::vector<Recorded> columns;
  std::vector<Role> roles;
  Subject subject;
  std::vector<GradedRow> grades;  // whose rows kernel() finds in
  std::vector<Pattern> patterns;  // these: one row after the other
  const void* type = nullptr;  // which state this is about

  void grade(std::span<const Pattern> row, Grade grade, const char* why, bool never_ends = false);
  Kernel kernel();
};

template <typename State, std::size_t kFirstColumn, typename Part>
void add(Tables& tables, const Part& part) {
  static_assert(Part::kColumns <= Row::kMaxColumns, "a role records 8 columns at most");
  const int role = Part::kIsAfter ? Recorded::kAfter : static_cast<int>(tables.roles.size());
  for (const char* name : part.names) tables.columns.push_back({.name = name, .role = role});
  if constexpr (Part::kIsAfter) {
    tables.subject.after = play<Part, State, kFirstColumn>;
  } else {
    tables.roles.push_back({.play = play<Part, State, kFirstColumn>, .waits = part.must_wait});
  }
}

// The address tells types apart.
template <typename State>
inline constexpr char kTypeOf = 0;

// "Publish" of `litmus::{anonymous}::Publish`, as the compiler spells it in the name of a function.
template <typename State>
constexpr std::string_view type_name() {
  std::string_view name = __PRETTY_FUNCTION__;
  name.remove_prefix(name.find("State = ") + 8);
  name = name.substr(0, name.find_first_of(";]"));
  const std::size_t arguments = std::min(name.find('<'), name.size());
  const std::size_t scope = name.substr(0, arguments).rfind("::");
  return scope == name.npos ? name : name.substr(scope + 2);
}

template <typename State, typename... Parts, std::size_t... kIndex>
Tables tables_of(std::index_sequence<kIndex...>, const Parts&... parts) {
  static_assert(std::is_default_constructible_v<State>,
                "a fresh state is made for each instance: it needs a default constructor");
  static_assert(alignof(State) <= 4096, "a state is aligned to a page at most");
  static_assert(((Parts::kIsAfter ? 0 : 1) + ...) >= 2, "a stress test has two roles or more");
  static_assert(((Parts::kIsAfter ? 1 : 0) + ...) <= 1, "there is one after<...>() at most");
  constexpr std::size_t kColumns[] = {Parts::kColumns...};
  constexpr auto first_column = [=](std::size_t part) {
    std::size_t first = 0;
    for (std::size_t i = 0; i < part; ++i) first += kColumns[i];
    return first;
  };
  constexpr std::string_view kName = type_name<State>();
  Tables tables{.name = std::string(kName),
                .state = {.name = "state", .bytes = sizeof(State), .alignment = alignof(State)},
                .type = &kTypeOf<State>};
  tables.subject.construct = construct<State>;
  if constexpr (!std::is_trivially_destructible_v<State>) tables.subject.destroy = destroy<State>;
  tables.roles.reserve(sizeof...(Parts));
  tables.columns.reserve(first_column(sizeof...(Parts)));
  (add<State, first_column(kIndex)>(tables, parts), ...);
  return tables;
}

// --- from tables to a kernel

inline void Tables::grade(std::span<const Pattern> row, Grade grade, const char* why,
                          bool never_ends) {
  patterns.insert(patterns.end(), row.begin(), row.end());
  grades.push_back({.row = row, .grade = grade, .why = why, .never_ends = never_ends});
}

// The values that a column will have most often: those of the graded rows, and 0. Counting is quick
// as long as they are few; a column that may be anything promises nothing.
inline void promise(const std::vector<GradedRow>& grades, std::size_t column, Recorded& recorded) {
  constexpr Value kMost = 4096;
  Value low = 0, high = 0;
  for (const GradedRow& graded : grades) {
    if (graded.never_ends) continue;
    const Pattern& pattern = graded.row[column];
    const bool wide = pattern.low < -kMost || pattern.high > kMost;
    if (wide && graded.grade != Grade::Forbidden) return;
    if (wide) continue;
    low = std::min(low, pattern.low);
    high = std::max(high, pattern.high);
  }
  recorded.low = low;
  recorded.radix = static_cast<std::uint32_t>(high - low + 1);
}

// Of everything in a test's description: a record is about the test that was described so.
inline std::string hash_of(const Tables& tables) {
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    hash = (hash ^ '\n') * 0x100000001b3;
  };
  add(tables.name);
  add(std::to_string(tables.roles.size()) + " roles, " + std::to_string(tables.state.bytes));
  for (const Recorded& column : tables.columns) add(column.name);
  for (const GradedRow& graded : tables.grades) {
    for (const Pattern& pattern : graded.row) {
      add(std::to_string(pattern.low) + " " + std::to_string(pattern.high));
    }
    add(to_string(graded.grade));
  }
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[hash >> shift & 15];
  return text;
}

inline Kernel Tables::kernel() {
  const Pattern* row = patterns.data();
  for (GradedRow& graded : grades) {
    graded.row = {row, graded.row.size()};
    row += graded.row.size();
  }
  for (std::size_t i = 0; i < columns.size(); ++i) promise(grades, i, columns[i]);
  hash = hash_of(*this);
  subject.grades = grades;
  return {.name = name,
          .hash = hash,
          .cells = {&state, 1},
          .recorded = columns,
          .roles = roles,
          .subject = &subject};
}

}  // namespace litmus::stress_parts
