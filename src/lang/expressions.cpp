// C's expressions over locals and shared objects.
//
// A name or `*p` first becomes a Operand, because what it means depends on what is wanted of it:
// its value (a load), its address, or a place to assign to. Reading or writing an atomic object by
// its bare name is seq_cst, as in C and C++.
//
// Tested by parse_test.cpp.
#include <algorithm>
#include <array>

#include "lang/effects.h"
#include "lang/nearest.h"
#include "lang/operations.h"
#include "lang/operators.h"
#include "lang/parser.h"

namespace litmus {
namespace {

// The limit is for the operands of the tree (size.h): names of functions count here, too.
constexpr int kTextOperands = 4;

const BinaryOperator* find_binary(const Token& token) {
  const bool ends = token.is(")") || token.is(";") || token.is(",");  // as most operands do
  if (token.kind != Token::Kind::Sign || ends) return nullptr;
  for (const BinaryOperator& binary : kBinaryOperators) {
    if (token.is(binary.text)) return &binary;
  }
  return nullptr;
}

// `+=` is `+`; what compares or connects has no such form.
const BinaryOperator* find_compound(const Token& token) {
  if (token.kind != Token::Kind::Sign || token.text.size() < 2 || token.text.back() != '=') {
    return nullptr;
  }
  const std::string_view op = token.text.substr(0, token.text.size() - 1);
  for (const BinaryOperator& binary : kBinaryOperators) {
    const bool comparison = binary.precedence == precedence(Operator::Equal) ||
                            binary.precedence == precedence(Operator::Less);
    if (binary.text == op && !comparison) return &binary;
  }
  return nullptr;
}

Operand parse_conditional(Parser& parser);
Operand parse_unary(Parser& parser);

// --- names

std::string describe_missing(const Parser& parser, const Token& word) {
  std::vector<std::string_view> known;
  for (const Name& name : parser.names) known.push_back(name.name);
  const int location = find_location(parser.test, word.text);
  if (location >= 0) {
    return "add it to the parameter list: P" + std::to_string(parser.thread) + " (..., " +
           to_c(parser.location_type(location)) + "* " + std::string(word.text) + ")";
  }
  return did_you_mean(word.text, known,
                      "a local is declared, int " + std::string(word.text) +
                          " = ...; a shared variable stands in the parameter list");
}

Operand parse_name(Parser& parser, const Token& word) {
  for (const Name& name : parser.names) {
    if (name.name != word.text) continue;
    Operand term;
    if (name.local >= 0) {
      term.kind = Operand::Kind::Local;
      term.expr = make(Expr::Kind::Register,
                       parser.body().locals[static_cast<std::size_t>(name.local)].type, word.at);
      term.expr.index = name.local;
      return term;
    }
    Expr address =
        make(Expr::Kind::Address, parser.location_type(name.location).pointer(), word.at);
    address.index = name.location;
    if (name.reference) return object_at(parser, std::move(address));
    return value_term(std::move(address));
  }
  parser.fail(word.at, shown(word) + " is not declared in P" + std::to_string(parser.thread),
              describe_missing(parser, word));
}

Expr cast_to(const Parser& parser, const TypeName& name, Expr&& operand, Position at) {
  const bool plain = !name.is_auto && !name.is_reference && !name.type.atomic;
  if (plain && operand.type == name.type.value()) return std::move(operand);
  const bool pointers = name.type.is_pointer() || operand.type.is_pointer();
  const bool value = name.type.base == Type::Base::Integer || name.type.base == Type::Base::Bool;
  if (!plain || pointers || !value) {
    parser.fail(at,
                "a cast from " + to_c(operand.type) + " to " + to_c(name.type) + " is not modelled",
                "casts between integers are");
  }
  Expr cast = make(Expr::Kind::Cast, name.type, at);
  cast.operands.push_back(std::move(operand));
  return cast;
}

Operand parse_word(Parser& parser) {
  const Token& first = parser.next();
  const bool in_std = first.is("std") && parser.accept("::");
  const Token& word = in_std ? parser.next() : first;
  if (in_std && parser.peek().is("::")) {
    parser.fail(first.at, "'std::" + std::string(word.text) + "::...' is not modelled",
                "the atomic operations, fences and mutexes of C and C++ are");
  }
  if (word.is("true") || word.is("false")) {
    return value_term(constant(word.is("true") ? 1 : 0, Type{}, word.at));
  }
  if (word.is("NULL") || word.is("nullptr")) return value_term(constant(0, Type{}, word.at));
  if (word.is("static_cast") && parser.accept("<")) {
    const TypeName type = parse_type(parser);
    parser.expect(">", "after the type of static_cast");
    parser.expect("(", "after static_cast<...>");
    Expr operand = parse_expression(parser);
    parser.expect(")", "after the operand of static_cast");
    if (type.type.is_void() && !type.is_reference) return value_term(std::move(operand));
    return value_term(cast_to(parser, type, std::move(operand), first.at));
  }
  if (parser.peek().is("(")) return parse_call(parser, word);
  if (word.text.starts_with("memory_order")) {
    parser.fail(word.at, "a memory order can only be the argument of an atomic operation");
  }
  if (first.is("std")) fail_unknown_operation(parser, word);
  return parse_name(parser, word);
}

Operand parse_primary(Parser& parser) {
  if (++parser.operands > kMaxOperands * kTextOperands) fail_too_long(parser, parser.peek().at);
  const Token& token = parser.peek();
  if (token.is_word()) return parse_word(parser);
  if (token.kind == Token::Kind::Number) {
    Type type;
    const Value value = parse_number(parser, token, &type);
    parser.next();
    return value_term(constant(value, type, token.at));
  }
  if (parser.accept("(")) {
    Operand inner = parse_assignment(parser);
    if (parser.peek().is(",")) {
      parser.fail(parser.peek().at, "the comma operator is not modelled", "write two statements");
    }
    parser.expect(")", "to close the bracket");
    return inner;
  }
  parser.fail_expected("an expression");
}

Operand parse_member(Parser& parser, Operand&& left, bool arrow) {
  const Token& name = parser.peek();
  if (!name.is_word()) parser.fail_expected("the name of an operation, as in x.load()");
  if (arrow) {
    if (left.kind == Operand::Kind::Object && !left.object.is_pointer()) {
      const std::string object = object_name(parser, left.expr);
      parser.fail(name.at, "'" + object + "' is the variable itself, not a pointer to it",
                  "write " + object + "." + std::string(name.text));
    }
    left = object_at(parser, value_of(parser, std::move(left)));
  } else if (left.kind == Operand::Kind::Given && left.expr.kind == Expr::Kind::Address) {
    const std::string object = object_name(parser, left.expr);
    parser.fail(name.at, "'" + object + "' is a pointer to the shared variable",
                "write " + object + "->" + std::string(name.text));
  }
  if (left.kind != Operand::Kind::Object) {
    parser.fail(name.at, "only shared variables have operations");
  }
  parser.next();
  return parse_member_call(parser, std::move(left), name);
}

Operand parse_postfix(Parser& parser) {
  Operand term = parse_primary(parser);
  for (;;) {
    const Token& sign = parser.peek();
    if (parser.accept("[")) {
      Expr pointer = value_of(parser, std::move(term));
      if (!pointer.type.is_pointer()) parser.fail(sign.at, "only a shared variable has elements");
      Expr index = parse_expression(parser);
      parser.expect("]", "after the index");
      const Position at = pointer.at;
      term = object_at(parser,
                       binary(parser, Operator::Add, std::move(pointer), std::move(index), at));
    } else if (parser.accept(".")) {
      term = parse_member(parser, std::move(term), false);
    } else if (parser.accept("->")) {
      term = parse_member(parser, std::move(term), true);
    } else if (parser.accept("++")) {
      term = postfix_step(parser, std::move(term), Operator::Add, sign.at);
    } else if (parser.accept("--")) {
      term = postfix_step(parser, std::move(term), Operator::Subtract, sign.at);
    } else {
      return term;
    }
  }
}

// --- operators

Operand parse_cast(Parser& parser, Position at) {
  const TypeName name = parse_type(parser);
  parser.expect(")", "after the type of a cast");
  return value_term(cast_to(parser, name, value_of(parser, parse_unary(parser)), at));
}

Operand parse_unary(Parser& parser) {
  Nested nested(parser);
  const Token& sign = parser.peek();
  if (sign.is("(") && type_begins(parser, 1)) {
    parser.next();
    return parse_cast(parser, sign.at);
  }
  if (parser.accept("*")) {
    Operand term = object_at(parser, value_of(parser, parse_unary(parser)));
    if (term.expr.kind == Expr::Kind::Address) term.expr.at = sign.at;
    return term;
  }
  if (parser.accept("&")) return address_of(parser, parse_unary(parser), sign.at);
  if (parser.accept("++") || parser.accept("--")) {
    const Operator op = sign.is("++") ? Operator::Add : Operator::Subtract;
    Operand target = parse_unary(parser);
    return compound(parser, std::move(target), op, constant(1, Type{}, sign.at), sign.at);
  }
  if (parser.accept("+")) return value_term(value_of(parser, parse_unary(parser)));
  if (parser.accept("-")) {
    return value_term(
        unary(parser, Operator::Negate, value_of(parser, parse_unary(parser)), sign.at));
  }
  if (parser.accept("~")) {
    return value_term(
        unary(parser, Operator::BitNot, value_of(parser, parse_unary(parser)), sign.at));
  }
  if (parser.accept("!")) {
    return value_term(
        unary(parser, Operator::LogicalNot, value_of(parser, parse_unary(parser)), sign.at));
  }
  if (sign.is("sizeof")) parser.fail(sign.at, "'sizeof' is not modelled", "write the number");
  return parse_postfix(parser);
}

// Precedence climbing: operators at least as tight as `least`, left to right.
Operand parse_binary(Parser& parser, int least) {
  Operand left = parse_unary(parser);
  for (;;) {
    const Token& token = parser.peek();
    const BinaryOperator* sign = find_binary(token);
    if (sign == nullptr || sign->precedence < least) return left;
    parser.next();
    Expr right = value_of(parser, parse_binary(parser, sign->precedence + 1));
    left = value_term(
        binary(parser, sign->op, value_of(parser, std::move(left)), std::move(right), token.at));
  }
}

Operand parse_conditional(Parser& parser) {
  Operand condition = parse_binary(parser, 1);
  const Position at = parser.peek().at;
  if (!parser.accept("?")) return condition;
  Expr expr = make(Expr::Kind::Conditional, Type{}, condition.expr.at);
  expr.operands.push_back(value_of(parser, std::move(condition)));
  expr.operands.push_back(parse_expression(parser));
  parser.expect(":", "in 'a ? b : c'");
  Nested nested(parser);
  expr.operands.push_back(value_of(parser, parse_conditional(parser)));
  const Expr& yes = expr.operands[1];
  const Expr& no = expr.operands[2];
  if (yes.type.is_pointer() || no.type.is_pointer()) {
    if (yes.type != no.type && !is_null(yes) && !is_null(no)) {
      parser.fail(
          at, "both values must have one type, not " + to_c(yes.type) + " and " + to_c(no.type));
    }
    expr.type = is_null(yes) ? no.type : yes.type;
  } else {
    expr.type = common_type(yes.type, no.type);
  }
  return value_term(std::move(expr));
}

}  // namespace

Operand parse_assignment(Parser& parser) {
  Nested nested(parser);
  Operand left = parse_conditional(parser);
  const Token& sign = parser.peek();
  const BinaryOperator* op = find_compound(sign);
  if (op == nullptr && !sign.is("=")) return left;
  parser.next();
  check_place(parser, left, sign.at);
  Expr right = value_of(parser, parse_assignment(parser));
  if (op != nullptr) return compound(parser, std::move(left), op->op, std::move(right), sign.at);
  const Position at = left.expr.at;
  if (left.kind == Operand::Kind::Local) {
    return value_term(assign_local(parser, left.expr.index, std::move(right), at));
  }
  return value_term(store(parser, std::move(left), std::move(right), at));
}

Expr parse_expression(Parser& parser) { return value_of(parser, parse_assignment(parser)); }

Expr parse_effect(Parser& parser) {
  Operand term = parse_assignment(parser);
  if (term.adjusted) {
    // r++; needs the assignment, not the value before it.
    while (term.expr.kind == Expr::Kind::Binary || term.expr.kind == Expr::Kind::Cast) {
      Expr inner = std::move(term.expr.operands[0]);
      term.expr = std::move(inner);
    }
    return std::move(term.expr);
  }
  if (term.kind == Operand::Kind::Given) return std::move(term.expr);
  return value_of(parser, std::move(term));
}

}  // namespace litmus
