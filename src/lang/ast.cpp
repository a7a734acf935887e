// Equality of trees and of tests: two are equal when they mean the same, wherever they stand. And
// what a tree does.
#include "lang/ast.h"

#include <algorithm>

#include "lang/condition.h"
#include "lang/test.h"

namespace litmus {

bool Expr::operator==(const Expr& other) const {
  return kind == other.kind && type == other.type && value == other.value && index == other.index &&
         op == other.op && order == other.order && failure_order == other.failure_order &&
         weak == other.weak && right_first == other.right_first && object == other.object &&
         operands == other.operands;
}

bool has_effect(const Expr& e) {
  return e.kind >= Expr::Kind::Assign || std::ranges::any_of(e.operands, has_effect);
}

bool has_access(const Expr& e) {
  return e.kind > Expr::Kind::Assign || std::ranges::any_of(e.operands, has_access);
}

namespace {

bool names(const Expr& e, int local) {
  const bool itself = e.kind == Expr::Kind::Register || e.kind == Expr::Kind::Assign;
  return (itself && e.index == local) ||
         std::ranges::any_of(e.operands, [&](const Expr& each) { return names(each, local); });
}

}  // namespace

bool changes_local_of(const Expr& by, const Expr& in) {
  if (by.kind == Expr::Kind::Assign && names(in, by.index)) return true;
  const bool keeps_found = by.kind == Expr::Kind::CompareExchange;
  if (keeps_found && by.operands[1].kind == Expr::Kind::Register &&
      names(in, by.operands[1].index))
    return true;
  return std::ranges::any_of(by.operands,
                             [&](const Expr& each) { return changes_local_of(each, in); });
}

bool Statement::operator==(const Statement& other) const {
  return kind == other.kind && expr == other.expr && body == other.body &&
         otherwise == other.otherwise && init == other.init && step == other.step;
}

bool Proposition::operator==(const Proposition& other) const {
  return kind == other.kind && column == other.column && other_column == other.other_column &&
         op == other.op && value == other.value && values == other.values &&
         operands == other.operands;
}

bool Location::operator==(const Location& other) const {
  return name == other.name && type == other.type && initial == other.initial &&
         array == other.array;
}

bool Test::operator==(const Test& other) const {
  return header == other.header && name == other.name && doc == other.doc &&
         metadata == other.metadata && locations == other.locations && threads == other.threads &&
         observed == other.observed && shown == other.shown && filter == other.filter &&
         condition == other.condition;
}

}  // namespace litmus
