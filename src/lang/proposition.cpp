// Propositions over a test's columns: 0:r0=0 /\ (x=1 \/ ~ 1:r1=[y]).
//
// Loosest first: \/ then /\ then => then ~, as in the field's tools. Tested by parse_test.cpp.
#include <algorithm>
#include <iterator>

#include "lang/columns.h"

namespace litmus {
namespace {

Proposition make(Proposition::Kind kind, Position at) {
  Proposition proposition;
  proposition.kind = kind;
  proposition.at = at;
  return proposition;
}

// --- atoms

// A value a column may have: a number, or for a pointer &x, x, x[1].
Value parse_value(Parser& parser, const Column& column) {
  const bool address = parser.accept("&");
  const Token& token = parser.peek();
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

bool is_relation(const Token& token) {
  return std::any_of(std::begin(kRelations), std::end(kRelations),
                     [&](const Relation& relation) { return token.is(relation.sign); });
}

Operator parse_relation(Parser& parser) {
  for (const Relation& relation : kRelations) {
    if (parser.accept(relation.sign)) return relation.op;
  }
  parser.fail_expected("'=' or another comparison");
}

Proposition negated_if(bool negated, Proposition&& proposition) {
  if (!negated) return std::move(proposition);
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
  if (!parser.peek().is("[") && !local_begins(parser)) {
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

// What a bracket takes when this is printed, and read again: ~~a is ~(~(a)).
constexpr int kBracket = 3 * kTextLevels;

Proposition parse_negation(Parser& parser) {
  Nested nested(parser, kTextLevels);
  const Position at = parser.peek().at;
  if (is_relation(parser.peek(1))) refuse_bare(parser, parser.peek());  // not=1
  if (parser.accept("~") || parser.accept("not")) {
    Nested bracket(parser, kBracket);
    return negated_if(true, parse_negation(parser));
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
  Nested nested(parser, kTextLevels);
  Proposition left = parse_negation(parser);
  const Position at = parser.peek().at;
  if (!parser.accept("=>")) return left;
  Proposition result = make(Proposition::Kind::Implies, at);
  result.operands.push_back(std::move(left));
  Nested bracket(parser, kBracket);
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

}  // namespace

Proposition parse_proposition(Parser& parser) {
  Nested nested(parser, kTextLevels);
  return parse_chain(parser, "\\/", Proposition::Kind::Or, parse_conjunction);
}

}  // namespace litmus
