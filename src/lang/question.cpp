// The end of a test: what is observed and what is asked of it.
//
//     locations [0:r0; x;]
//     filter (1:r0=1)
//     exists (0:r0=0 /\ (x=1 \/ ~ 1:r1=[y]))
//
// Loosest first: \/ then /\ then => then ~, as in the field's tools. Tested by parse_test.cpp.
#include <algorithm>

#include "lang/nearest.h"
#include "lang/parser.h"

namespace litmus {
namespace {

Proposition parse_proposition(Parser& parser);

Proposition make(Proposition::Kind kind, Position at) {
  Proposition proposition;
  proposition.kind = kind;
  proposition.at = at;
  return proposition;
}

// --- columns

int add_column(Parser& parser, Column column) {
  std::vector<Column>& observed = parser.test.observed;
  const auto known = std::find_if(observed.begin(), observed.end(), [&](const Column& other) {
    return other.thread == column.thread && other.index == column.index;
  });
  if (known == observed.end())
    observed.push_back(std::move(column));
  else
    return static_cast<int>(known - observed.begin());
  return static_cast<int>(observed.size()) - 1;
}

Column local_column(const Parser& parser, const Token& number, const Token& name) {
  std::string_view digits = number.text;
  if (digits[0] == 'P') digits.remove_prefix(1);
  Token plain = number;
  plain.text = digits;
  const Value thread = parse_number(parser, plain);
  if (thread < 0 || thread >= static_cast<Value>(parser.test.threads.size())) {
    parser.fail(number.at, "there is no thread P" + std::to_string(thread),
                "the last thread is P" + std::to_string(parser.test.threads.size() - 1));
  }
  const Thread& body = parser.test.threads[static_cast<std::size_t>(thread)];
  const int local = find_local(body, name.text);
  if (local < 0) {
    const std::string who = "P" + std::to_string(thread);
    if (find_location(parser.test, name.text) >= 0) {
      parser.fail(name.at, shown(name) + " is a shared variable, not a local of " + who,
                  "its final value is [" + std::string(name.text) + "]");
    }
    std::vector<std::string_view> known;
    for (const Local& each : body.locals) known.push_back(each.name);
    parser.fail(name.at, who + " has no local " + shown(name),
                did_you_mean(name.text, known, known.empty() ? who + " has no locals at all" : ""));
  }
  return {.thread = static_cast<int>(thread),
          .index = local,
          .name = std::to_string(thread) + ":" + std::string(name.text),
          .type = body.locals[static_cast<std::size_t>(local)].type};
}

int parse_element(Parser& parser, const Token& name, int first, int length) {
  parser.expect("[", "before an index");
  const Token number = parser.peek();
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

bool is_thread_word(const Token& token) {
  return token.is_word() && token.text.size() > 1 && token.text[0] == 'P' &&
         token.text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

void refuse_system_forms(const Parser& parser) {
  const Token& token = parser.peek();
  if (token.is("%")) {
    parser.fail(token.at, "symbolic registers are not read", "write 0:r0 for local r0 of thread 0");
  }
  for (std::string_view word : {"fault", "Fault", "pte", "PTE", "TTD", "PA", "tag", "label",
                                "instr", "parel1_t", "intid", "INTID"}) {
    const bool used = parser.peek(1).is("(") || parser.peek(1).is(":");
    if (token.is(word) && used) {
      parser.fail(token.at, shown(token) + " belongs to system-level tests, which are not read");
    }
  }
}

// The columns of an array, one an element; the index of the first.
std::vector<int> array_columns(Parser& parser, int first, int length) {
  std::vector<int> columns;
  for (int i = first; i < first + length; ++i) {
    const Location& location = parser.test.locations[static_cast<std::size_t>(i)];
    columns.push_back(add_column(
        parser, {.thread = -1, .index = i, .name = location.name, .type = location.type}));
  }
  return columns;
}

bool clause_begins(const Token& token) {
  for (std::string_view word : {"locations", "filter", "exists", "forall", "final", "not"}) {
    if (token.is(word)) return true;
  }
  return false;
}

// What stands on the left of an atom or in a locations clause: 0:r0, P0:r0, x, [x], x[1]. An array
// as a whole is several columns.
std::vector<int> parse_observed(Parser& parser) {
  refuse_system_forms(parser);
  if (parser.peek(1).is(":") &&
      (parser.peek().kind == Token::Kind::Number || is_thread_word(parser.peek()))) {
    const Token number = parser.next();
    parser.next();
    refuse_system_forms(parser);
    if (!parser.peek().is_word()) parser.fail_expected("the name of a local");
    Column column = local_column(parser, number, parser.next());
    parser.hash_text.observed.push_back({column.thread,
                                         std::string(column.name.substr(column.name.find(':') + 1)),
                                         -1, column.name});
    return {add_column(parser, std::move(column))};
  }
  const bool bracketed = parser.accept("[");
  const Token name = parser.peek();
  if (!name.is_word() || clause_begins(name)) {
    parser.fail_expected("a local or a variable",
                         "0:r0 is local r0 of thread P0, [x] is the final "
                         "value of x");
  }
  const int location = find_location(parser.test, name.text);
  if (location < 0) {
    std::vector<std::string_view> known;
    for (const Location& each : parser.test.locations) known.push_back(each.name);
    std::string hint = did_you_mean(name.text, known);
    for (std::size_t i = 0; i < parser.test.threads.size() && hint.empty(); ++i) {
      if (find_local(parser.test.threads[i], name.text) >= 0) {
        hint = "local " + std::string(name.text) + " of P" + std::to_string(i) + " is " +
               std::to_string(i) + ":" + std::string(name.text);
      }
    }
    parser.fail(name.at, "there is no shared variable " + shown(name), hint);
  }
  parser.next();
  const int length = parser.test.locations[static_cast<std::size_t>(location)].array;
  std::vector<int> columns;
  HashText::Item item = {-1, std::string(name.text), -1, std::string(name.text)};
  if (parser.peek().is("[")) {
    const int element = parse_element(parser, name, location, length);
    item.element = element - location;
    item.text += "[" + std::to_string(item.element) + "]";
    columns = array_columns(parser, element, 1);
  } else {
    columns = array_columns(parser, location, std::max(length, 1));
  }
  parser.hash_text.observed.push_back(std::move(item));
  if (bracketed) parser.expect("]", "after the variable");
  return columns;
}

const Column& column_at(const Parser& parser, int index) {
  return parser.test.observed[static_cast<std::size_t>(index)];
}

// --- atoms

// A value a column may have: a number, or for a pointer &x, x, x[1].
Value parse_value(Parser& parser, const Column& column) {
  const bool address = parser.accept("&");
  const Token token = parser.peek();
  if (!address && (token.is("true") || token.is("false"))) {
    parser.next();
    return token.is("true") ? 1 : 0;
  }
  if (!token.is_word()) {
    if (address) parser.fail_expected("the name of a variable after '&'");
    const Value value = parse_signed_number(parser);
    if (column.type.is_pointer() && value != 0) {
      parser.fail(token.at,
                  "'" + column.name + "' is a pointer; it holds 0 or a variable's address");
    }
    if (wrap(column.type, value) != value) {
      parser.warn(token.at,
                  "'" + column.name + "' is " + to_c(column.type) + " and never holds this value");
    }
    return value;
  }
  int location = find_location(parser.test, token.text);
  if (location < 0) parser.fail(token.at, "there is no shared variable " + shown(token));
  if (!column.type.is_pointer()) {
    parser.fail(
        token.at, "'" + column.name + "' is " + to_c(column.type) + ", not a pointer",
        "the final value of " + std::string(token.text) + " is [" + std::string(token.text) + "]");
  }
  parser.next();
  if (parser.peek().is("[")) {
    location = parse_element(parser, token, location,
                             parser.test.locations[static_cast<std::size_t>(location)].array);
  }
  return pointer_to(static_cast<std::size_t>(location));
}

struct Relation {
  std::string_view sign;
  Operator op;
};
constexpr Relation kRelations[] = {
    {"=", Operator::Equal},     {"==", Operator::Equal},        {"!=", Operator::NotEqual},
    {"<>", Operator::NotEqual}, {"<", Operator::Less},          {"<=", Operator::LessEqual},
    {">", Operator::Greater},   {">=", Operator::GreaterEqual},
};

Operator parse_relation(Parser& parser) {
  for (const Relation& relation : kRelations) {
    if (parser.accept(relation.sign)) return relation.op;
  }
  parser.fail_expected("'=' or another comparison");
}

Proposition negated_if(bool negated, Proposition proposition) {
  if (!negated) return proposition;
  Proposition result = make(Proposition::Kind::Not, proposition.at);
  result.operands.push_back(std::move(proposition));
  return result;
}

Proposition compare(int column, Operator op, Value value, Position at) {
  Proposition proposition = make(Proposition::Kind::Compare, at);
  proposition.column = column;
  proposition.op = op;
  proposition.value = value;
  return proposition;
}

// {1, 2}: for one column the values it may have, for an array its contents.
Proposition parse_set(Parser& parser, const std::vector<int>& columns, Operator op, Position at) {
  if (op != Operator::Equal && op != Operator::NotEqual) {
    parser.fail(parser.peek().at, "a set of values goes with '=' or '!='");
  }
  parser.next();
  const bool array = columns.size() > 1;
  Proposition member = make(array ? Proposition::Kind::And : Proposition::Kind::Member, at);
  if (!array) member.column = columns[0];
  do {
    const std::size_t i = array ? member.operands.size() : 0;
    if (i >= columns.size())
      parser.fail(parser.peek().at, "more values than the array has elements");
    const Value value = parse_value(parser, column_at(parser, columns[i]));
    if (array) {
      member.operands.push_back(compare(columns[i], Operator::Equal, value, at));
    } else {
      member.values.push_back(value);
    }
  } while (parser.accept(","));
  if (array && member.operands.size() != columns.size()) {
    parser.fail(parser.peek().at, "fewer values than the array has elements");
  }
  parser.expect("}", "after the values");
  return negated_if(op == Operator::NotEqual, std::move(member));
}

bool column_begins(const Parser& parser) {
  return parser.peek().is("[") ||
         (parser.peek(1).is(":") &&
          (parser.peek().kind == Token::Kind::Number || is_thread_word(parser.peek())));
}

// Outcomes hold signed numbers, in which the larger half of uint64_t would come first.
void check_order_known(const Parser& parser, const std::vector<int>& columns, Operator op,
                       Position at) {
  const Type& type = column_at(parser, columns[0]).type;
  const bool large = type.base == Type::Base::Integer && type.bits == 64 && !type.is_signed;
  if (op == Operator::Equal || op == Operator::NotEqual) return;
  if (!large && !type.is_pointer()) return;
  parser.fail(at, "values of " + to_c(type) + " are only compared with '=' and '!='");
}

Proposition parse_atom(Parser& parser) {
  const Position at = parser.peek().at;
  const std::vector<int> columns = parse_observed(parser);
  const Position sign = parser.peek().at;
  const Operator op = parse_relation(parser);
  check_order_known(parser, columns, op, sign);
  if (parser.peek().is("{")) return parse_set(parser, columns, op, at);
  if (columns.size() > 1) {
    parser.fail(at, "an array is compared with all its values", "write {1,2}, or name one element");
  }
  if (!column_begins(parser)) {
    const Value value = parse_value(parser, column_at(parser, columns[0]));
    return compare(columns[0], op, value, at);
  }
  const Position right = parser.peek().at;
  const std::vector<int> other = parse_observed(parser);
  if (other.size() > 1) parser.fail(right, "one column can not be compared with an array");
  Proposition proposition = make(Proposition::Kind::CompareColumns, at);
  proposition.column = columns[0];
  proposition.other_column = other[0];
  proposition.op = op;
  return proposition;
}

// --- connectives

Proposition parse_unary(Parser& parser) {
  Nested nested(parser);
  const Position at = parser.peek().at;
  if (parser.accept("~") || parser.accept("not")) {
    return negated_if(true, parse_unary(parser));
  }
  if (parser.accept("true")) return make(Proposition::Kind::True, at);
  if (parser.accept("false")) return make(Proposition::Kind::False, at);
  if (parser.accept("(")) {
    Proposition inner = parse_proposition(parser);
    if (parser.peek().is("&&") || parser.peek().is("&"))
      parser.fail_expected("')'", "'and' is /\\");
    if (parser.peek().is("||") || parser.peek().is("|")) parser.fail_expected("')'", "'or' is \\/");
    parser.expect(")", "to close the bracket");
    return inner;
  }
  return parse_atom(parser);
}

// a => b => c is a => (b => c).
Proposition parse_implication(Parser& parser) {
  Nested nested(parser);
  Proposition left = parse_unary(parser);
  const Position at = parser.peek().at;
  if (!parser.accept("=>")) return left;
  Proposition result = make(Proposition::Kind::Implies, at);
  result.operands.push_back(std::move(left));
  result.operands.push_back(parse_implication(parser));
  return result;
}

// A chain of one connective is one node with all its operands.
Proposition parse_chain(Parser& parser, std::string_view sign, Proposition::Kind kind,
                        Proposition (*operand)(Parser&)) {
  Proposition first = operand(parser);
  if (!parser.peek().is(sign)) return first;
  Proposition chain = make(kind, parser.peek().at);
  chain.operands.push_back(std::move(first));
  while (parser.accept(sign)) chain.operands.push_back(operand(parser));
  return chain;
}

Proposition parse_conjunction(Parser& parser) {
  return parse_chain(parser, "/\\", Proposition::Kind::And, parse_implication);
}

Proposition parse_proposition(Parser& parser) {
  Nested nested(parser);
  return parse_chain(parser, "\\/", Proposition::Kind::Or, parse_conjunction);
}

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
  for (std::size_t i = 0; i < listed; ++i) order.push_back(static_cast<int>(i));
  append_new(columns_of(test.condition.proposition), order);
  test.shown = static_cast<int>(order.size());
  append_new(columns_of(test.filter), order);

  std::vector<Column> columns;
  std::vector<int> names(test.observed.size(), -1);
  for (int column : order) {
    names[static_cast<std::size_t>(column)] = static_cast<int>(columns.size());
    columns.push_back(test.observed[static_cast<std::size_t>(column)]);
  }
  test.observed = std::move(columns);
  rename_columns(test.condition.proposition, names);
  rename_columns(test.filter, names);
}

// --- clauses

void parse_locations(Parser& parser) {
  parser.expect("[", "after 'locations'");
  while (!parser.peek().is("]")) {
    parse_observed(parser);
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
  const Token first = parser.peek();
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
