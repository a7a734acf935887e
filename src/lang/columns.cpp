// Names of columns, looked up and added. Tested by parse_test.cpp and malformed/condition-*.
#include "lang/columns.h"

#include <algorithm>

#include "lang/nearest.h"

namespace litmus {
namespace {

// The column of a local or location; it is made, with its name, when it is asked for first.
template <typename MakeName>
int column_of(Parser& parser, int thread, int index, Type type, const MakeName& make_name) {
  std::vector<Column>& observed = parser.test.observed;
  const auto known = std::find_if(observed.begin(), observed.end(), [&](const Column& other) {
    return other.thread == thread && other.index == index;
  });
  if (known != observed.end()) return static_cast<int>(known - observed.begin());
  observed.push_back({.thread = thread, .index = index, .name = make_name(), .type = type});
  return static_cast<int>(observed.size()) - 1;
}

// A name that is no local of this thread.
[[noreturn]] void fail_on_local(const Parser& parser, const Thread& body, const std::string& who,
                                const Token& name) {
  if (find_location(parser.test, name.text) >= 0) {
    parser.fail(name.at, shown(name) + " is a shared variable, not a local of " + who,
                "its final value is [" + std::string(name.text) + "]");
  }
  std::vector<std::string_view> known;
  for (const Local& each : body.locals) known.push_back(each.name);
  parser.fail(name.at, who + " has no local " + shown(name),
              did_you_mean(name.text, known, known.empty() ? who + " has no locals at all" : ""));
}

int parse_local_column(Parser& parser) {
  const int thread = parse_thread_prefix(parser);
  refuse_system_forms(parser);
  const Token& name = parser.peek();
  if (!name.is_word()) parser.fail_expected("the name of a local");
  const Thread& body = parser.test.threads[static_cast<std::size_t>(thread)];
  const int local = find_local(body, name.text);
  if (local < 0) fail_on_local(parser, body, "P" + std::to_string(thread), name);
  parser.next();
  parser.hash_text.observed.push_back({.thread = thread, .name = name.text});
  return column_of(parser, thread, local, body.locals[static_cast<std::size_t>(local)].type,
                   [&] { return std::to_string(thread) + ":" + std::string(name.text); });
}

// Columns for a run of locations.
std::vector<int> array_columns(Parser& parser, int first, int length) {
  std::vector<int> columns;
  for (int i = first; i < first + length; ++i) {
    const Location& location = parser.test.locations[static_cast<std::size_t>(i)];
    columns.push_back(column_of(parser, -1, i, location.type, [&] { return location.name; }));
  }
  return columns;
}

bool names_variable(const Parser& parser, const Token& name) {
  return find_location(parser.test, name.text) >= 0;
}

[[noreturn]] void fail_on_location(const Parser& parser, const Token& name) {
  std::vector<std::string_view> known;
  for (const Location& each : parser.test.locations) known.push_back(each.name);
  std::string hint = did_you_mean(name.text, known);
  for (std::size_t i = 0; i < parser.test.threads.size() && hint.empty(); ++i) {
    if (find_local(parser.test.threads[i], name.text) >= 0) {
      const std::string local(name.text), thread = std::to_string(i);
      hint = "local " + local + " of P" + thread + " is " + thread + ":" + local;
    }
  }
  parser.fail(name.at, "there is no shared variable " + shown(name), hint);
}

}  // namespace

int parse_element(Parser& parser, const Token& name, int first, int length) {
  parser.expect("[", "before an index");
  const Token& number = parser.peek();
  if (number.kind != Token::Kind::Number) parser.fail_expected("the index of an element");
  const Value element = parse_number(parser, parser.next());
  parser.expect("]", "after the index");
  if (length == 0) {
    parser.fail(number.at, shown(name) + " is one variable, not an array");
  }
  if (element < 0 || element >= length) {
    parser.fail(number.at,
                "the array " + shown(name) + " has " + std::to_string(length) + " elements");
  }
  return first + static_cast<int>(element);
}

bool clause_begins(const Token& token) {
  return token.is("locations") || token.is("filter") || token.is("exists") || token.is("forall") ||
         token.is("final") || token.is("not");
}

void refuse_bare(const Parser& parser, const Token& name) {
  if (!clause_begins(name) || !names_variable(parser, name)) return;
  parser.fail(name.at, shown(name) + " is a word of the question, and a variable of this test",
              "the variable is written [" + std::string(name.text) + "]");
}

std::vector<int> parse_observed(Parser& parser, bool in_list) {
  refuse_system_forms(parser);
  if (local_begins(parser)) return {parse_local_column(parser)};
  const bool bracketed = parser.accept("[");
  const Token& name = parser.peek();
  if (!bracketed && !in_list) refuse_bare(parser, name);
  const bool is_clause = clause_begins(name) && !bracketed && !names_variable(parser, name);
  if (!name.is_word() || is_clause) {
    parser.fail_expected("a local or a variable",
                         "0:r0 is local r0 of thread P0, [x] is the final value of x");
  }
  const int location = find_location(parser.test, name.text);
  if (location < 0) fail_on_location(parser, name);
  parser.next();
  const int length = parser.test.locations[static_cast<std::size_t>(location)].array;
  std::vector<int> columns;
  HashText::Name observed = {.name = name.text};
  if (parser.peek().is("[")) {
    const int element = parse_element(parser, name, location, length);
    observed.element = element - location;
    columns = array_columns(parser, element, 1);
  } else {
    columns = array_columns(parser, location, std::max(length, 1));
  }
  parser.hash_text.observed.push_back(observed);
  if (bracketed) parser.expect("]", "after the variable");
  return columns;
}

}  // namespace litmus
