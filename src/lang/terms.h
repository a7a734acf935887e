// An expression while it is read: what it stands for depends on what will be wanted of it.
//
// `*x` may be read, written, or have its address taken; only what follows it tells. So the parser
// passes Terms around, and the functions here turn them into trees, with their types checked.
#pragma once

#include <string>
#include <string_view>

#include "lang/ast.h"

namespace litmus {

struct Parser;

struct Operand {
  enum class Kind : unsigned char {
    Given,         // expr is the value
    Object,        // expr is the address of a shared object of type `object`
    Local,         // expr is the Register
    LocalAddress,  // &local: only the expected value of a compare-exchange
  };
  Kind kind = Kind::Given;
  Expr expr;
  Type object;
  bool adjusted = false;     // x++: expr adjusts the value of an effect; alone, the effect will do
  bool effect_only = false;  // x += f(): its value would need f() again
};

// --- leaves
Operand value_term(Expr&& expr);
Expr make(Expr::Kind kind, Type type, Position at);
Expr constant(Value value, Type type, Position at);
bool is_null(const Expr& expr);
std::vector<Expr> both(Expr&& left, Expr&& right);

// --- what is wanted of a term
Expr value_of(const Parser& parser, Operand&& term);      // reads an object
Operand object_at(const Parser& parser, Expr&& pointer);  // *pointer
Operand address_of(const Parser& parser, Operand&& term, Position at);

// --- operators
Expr unary(const Parser& parser, Operator op, Expr&& operand, Position at);
Expr binary(const Parser& parser, Operator op, Expr&& left, Expr&& right, Position at);

// --- assignment
// Fails unless `target` is a place to assign to.
void check_place(const Parser& parser, const Operand& target, Position at);
Expr assign_local(const Parser& parser, int local, Expr&& value, Position at);
Expr store(const Parser& parser, Operand&& target, Expr&& value, Position at);
// target op= operand, in one step where the target is atomic.
Operand compound(const Parser& parser, Operand&& target, Operator op, Expr&& operand, Position at);
// target++ and target--: as += 1 and -= 1, but the value is the old one.
Operand postfix_step(const Parser& parser, Operand&& target, Operator op, Position at);

// Fails unless an object of type `to`, called `what`, takes the value `from`.
void check_assignable(const Parser& parser, Type to, const Expr& from, std::string_view what);
// "x", or "the variable": the name of what an address leads to, for messages.
std::string object_name(const Parser& parser, const Expr& address);

}  // namespace litmus
