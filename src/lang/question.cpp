// The end of a test: what is observed and what is asked of it.
//
//     locations [0:r0; x;]
//     filter (1:r0=1)
//     exists (0:r0=0 /\ (x=1 \/ ~ 1:r1=[y]))
//
// Tested by parse_test.cpp.
#include <algorithm>

#include "lang/columns.h"
#include "lang/nearest.h"

namespace litmus {
namespace {

// --- the order of the columns

void append_new(const std::vector<int>& columns, std::vector<int>& order) {
  for (int column : columns) {
    if (std::find(order.begin(), order.end(), column) == order.end()) order.push_back(column);
  }
}

void rename_columns(Proposition& proposition, const std::vector<int>& names) {
  if (proposition.column >= 0) {
    proposition.column = names[static_cast<std::size_t>(proposition.column)];
  }
  if (proposition.other_column >= 0) {
    proposition.other_column = names[static_cast<std::size_t>(proposition.other_column)];
  }
  for (Proposition& operand : proposition.operands) rename_columns(operand, names);
}

// First what the locations clause lists, then what the condition adds; last what only the filter
// needs, which is not shown.
void order_columns(Test& test, std::size_t listed) {
  std::vector<int> order;
  order.reserve(test.observed.size());
  for (std::size_t i = 0; i < listed; ++i) order.push_back(static_cast<int>(i));
  append_new(columns_of(test.condition.proposition), order);
  test.shown = static_cast<int>(order.size());
  append_new(columns_of(test.filter), order);

  std::vector<Column> columns;
  columns.reserve(order.size());
  std::vector<int> names(test.observed.size(), -1);
  for (int column : order) {
    names[static_cast<std::size_t>(column)] = static_cast<int>(columns.size());
    columns.push_back(std::move(test.observed[static_cast<std::size_t>(column)]));
  }
  test.observed = std::move(columns);
  rename_columns(test.condition.proposition, names);
  rename_columns(test.filter, names);
}

// --- clauses

void parse_locations(Parser& parser) {
  parser.expect("[", "after 'locations'");
  while (!parser.peek().is("]")) {
    parse_observed(parser, true);
    // A type may follow, for printing elsewhere; ours follow from the declarations.
    if (type_begins(parser)) {
      parse_type(parser);
    } else {
      parser.accept("*");
    }
    if (parser.accept(",")) continue;
    if (!parser.peek().is("]")) {
      parser.expect(";", "between observed locations", "locations [0:r0; x;]");
    }
  }
  parser.next();
}

void parse_condition(Parser& parser) {
  Condition& condition = parser.test.condition;
  const Token& first = parser.peek();
  if (first.is("observed") || first.is("cases")) {
    parser.fail(first.at, shown(first) + " clauses are not read",
                "use locations [...] and exists (...)");
  }
  if (parser.accept("~") || parser.accept("not")) {
    parser.expect("exists", "after " + shown(first));
    condition.quantifier = Condition::Quantifier::NotExists;
  } else if (parser.accept("forall")) {
    condition.quantifier = Condition::Quantifier::Forall;
  } else if (parser.accept("exists") || parser.accept("final")) {
    condition.quantifier = Condition::Quantifier::Exists;
  } else if (first.is("(")) {
    condition.quantifier = Condition::Quantifier::Exists;
  } else {
    return;  // nothing is asked: forall (true)
  }
  condition.proposition = parse_proposition(parser);
}

void refuse_rest(const Parser& parser) {
  const Token& token = parser.peek();
  if (token.kind == Token::Kind::End) return;
  if (token.is("with")) {
    parser.fail(token.at, "'with' clauses are not read",
                "they tell how often other tools expect the condition; remove the clause");
  }
  if (token.is("locations") || token.is("filter")) {
    parser.fail(token.at, shown(token) + " stands before the condition",
                "the order is locations, filter, exists");
  }
  std::string hint = token.is("}")          ? "is there a '}' too many?"
                     : clause_begins(token) ? "a test has one condition"
                                            : "the test is over after its condition";
  if (token.is("&&")) hint = "'and' is /\\";
  if (token.is("||")) hint = "'or' is \\/";
  static constexpr std::array<std::string_view, 6> kClauses = {"locations", "filter", "exists",
                                                               "forall",    "final",  "not"};
  if (token.is_word() && !clause_begins(token)) hint = did_you_mean(token.text, kClauses, hint);
  parser.fail(token.at, "expected the end of the test, found " + shown(token), hint);
}

}  // namespace

void parse_question(Parser& parser) {
  parser.test.observed.reserve(kUsualCount);
  parser.hash_text.observed.reserve(2 * kUsualCount);
  if (parser.accept("locations")) parse_locations(parser);
  Test& test = parser.test;
  const std::size_t listed = test.observed.size();
  const std::size_t hashed = parser.hash_text.observed.size();
  if (parser.accept("filter")) {
    test.filter = parse_proposition(parser);
    parser.hash_text.observed.resize(hashed);  // the hash does not cover filters
  }
  parse_condition(parser);
  parser.accept(";");
  refuse_rest(parser);
  order_columns(test, listed);
}

}  // namespace litmus
