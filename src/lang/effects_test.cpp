// From trees to instructions: each statement and each expression with an effect, with its joins.
// The trees are made by hand, so that this test stands without the parser.
#include "lang/effects.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

const Type kAtomicInt{.atomic = true};

Expr number(Value v) { return Expr{.kind = Expr::Kind::Constant, .value = v, .operands = {}}; }
Expr local(int i) { return Expr{.kind = Expr::Kind::Register, .index = i, .operands = {}}; }
Expr address(int i) {
  return Expr{
      .kind = Expr::Kind::Address, .type = kAtomicInt.pointer(), .index = i, .operands = {}};
}
Expr load(int location, Order order = Order::Relaxed) {
  return Expr{.kind = Expr::Kind::Load,
              .order = order,
              .object = kAtomicInt,
              .operands = {address(location)}};
}
Expr store(int location, Expr value) {
  return Expr{.kind = Expr::Kind::Store,
              .type = {.base = Type::Base::Void},
              .order = Order::Relaxed,
              .object = kAtomicInt,
              .operands = {address(location), std::move(value)}};
}
Expr assign(int local, Expr value) {
  return Expr{.kind = Expr::Kind::Assign, .index = local, .operands = {std::move(value)}};
}
Expr unary(Operator op, Expr a) {
  return Expr{.kind = Expr::Kind::Unary, .op = op, .operands = {std::move(a)}};
}
Expr binary(Operator op, Expr a, Expr b) {
  return Expr{.kind = Expr::Kind::Binary, .op = op, .operands = {std::move(a), std::move(b)}};
}
Statement evaluate_(Expr e) { return Statement{.expr = std::move(e)}; }
Statement compound(Statement::Kind kind, Expr condition, std::vector<Statement> body,
                   std::vector<Statement> otherwise = {}) {
  return Statement{.kind = kind,
                   .expr = std::move(condition),
                   .body = std::move(body),
                   .otherwise = std::move(otherwise)};
}
Statement plain(Statement::Kind kind) { return Statement{.kind = kind}; }

// The effects, as text, of a thread over locals r0, r1 and locations x, y.
std::string lowered(std::vector<Statement> body) {
  Test test;
  for (const char* name : {"x", "y"}) test.locations.push_back({.name = name, .type = kAtomicInt});
  test.threads.push_back({.locals = {{.name = "r0"}, {.name = "r1"}}, .body = std::move(body)});
  return to_string(effects(test, 0), test);
}

TEST(Effects, AccessesOfAnExpressionComeFirst) {
  EXPECT_EQ(lowered({evaluate_(store(0, binary(Operator::Add, load(1), number(1))))}),
            "0  load      %2 = [y] relaxed\n"
            "1  store     [x] = (%2 + 1) relaxed\n");
}

TEST(Effects, OperandsAreTakenFromLeftToRightUnlessTheySayOtherwise) {
  Expr sum = binary(Operator::Add, load(0), load(1));
  EXPECT_EQ(lowered({evaluate_(assign(0, sum))}),
            "0  load      %2 = [x] relaxed\n"
            "1  load      %3 = [y] relaxed\n"
            "2  compute   %0 = (%2 + %3)\n");
  sum.right_first = true;
  EXPECT_EQ(lowered({evaluate_(assign(0, sum))}),
            "0  load      %2 = [y] relaxed\n"
            "1  load      %3 = [x] relaxed\n"
            "2  compute   %0 = (%3 + %2)\n");
}

TEST(Effects, ALoadGoesStraightIntoItsLocal) {
  EXPECT_EQ(lowered({evaluate_(assign(0, load(1, Order::Acquire)))}),
            "0  load      %0 = [y] acquire\n");
  EXPECT_EQ(lowered({evaluate_(load(1))}), "0  load      [y] relaxed\n");
}

TEST(Effects, BranchesJoin) {
  EXPECT_EQ(lowered({evaluate_(assign(0, load(1))),
                     compound(Statement::Kind::If, local(0), {evaluate_(store(0, number(1)))},
                              {evaluate_(store(0, number(2)))}),
                     evaluate_(store(1, number(3)))}),
            "0  load      %0 = [y] relaxed\n"
            "1  branch    unless %0 goto 4    joins at 5\n"
            "2  store     [x] = 1 relaxed\n"
            "3  jump      5\n"
            "4  store     [x] = 2 relaxed\n"
            "5  store     [y] = 3 relaxed\n");
}

// Both operands decide about the body: it runs between their branches and the common join.
TEST(Effects, ConjunctionWithAccessesIsTwoBranches) {
  EXPECT_EQ(lowered({compound(Statement::Kind::If, binary(Operator::LogicalAnd, load(0), load(1)),
                              {evaluate_(assign(0, number(1)))})}),
            "0  load      %2 = [x] relaxed\n"
            "1  branch    unless %2 goto 5    joins at 5\n"
            "2  load      %3 = [y] relaxed\n"
            "3  branch    unless %3 goto 5    joins at 5\n"
            "4  compute   %0 = 1\n");
}

TEST(Effects, DisjunctionAndNegation) {
  Expr either = binary(Operator::LogicalOr, load(0), load(1));
  EXPECT_EQ(lowered({compound(Statement::Kind::If, unary(Operator::LogicalNot, either),
                              {evaluate_(assign(0, number(1)))})}),
            "0  load      %2 = [x] relaxed\n"
            "1  branch    unless !%2 goto 5    joins at 5\n"
            "2  load      %3 = [y] relaxed\n"
            "3  branch    unless !%3 goto 5    joins at 5\n"
            "4  compute   %0 = 1\n");
}

TEST(Effects, ConjunctionAsAValueKeepsBothDependencies) {
  EXPECT_EQ(lowered({evaluate_(assign(0, binary(Operator::LogicalAnd, load(0), load(1))))}),
            "0  load      %3 = [x] relaxed\n"
            "1  compute   %2 = (%3 != 0)\n"
            "2  branch    unless %2 goto 5    joins at 5\n"
            "3  load      %4 = [y] relaxed\n"
            "4  compute   %2 = (%2 & (%4 != 0))\n"
            "5  compute   %0 = %2\n");
}

TEST(Effects, LoopsCountTheirBodies) {
  EXPECT_EQ(
      lowered({compound(Statement::Kind::While, load(0),
                        {compound(Statement::Kind::If, load(1), {plain(Statement::Kind::Break)}),
                         plain(Statement::Kind::Continue)}),
               evaluate_(assign(0, number(1)))}),
      "0  loop      0\n"
      "1  load      %2 = [x] relaxed\n"
      "2  branch    unless %2 goto 9    joins at 9\n"
      "3  iterate   0\n"
      "4  load      %3 = [y] relaxed\n"
      "5  branch    unless %3 goto 7    joins at 9\n"
      "6  jump      9\n"
      "7  jump      8\n"
      "8  jump      1\n"
      "9  compute   %0 = 1\n");
}

TEST(Effects, DoWhileAsksLast) {
  EXPECT_EQ(lowered({compound(Statement::Kind::DoWhile, load(0), {})}),
            "0  loop      0\n"
            "1  iterate   0\n"
            "2  load      %2 = [x] relaxed\n"
            "3  branch    unless %2 goto 5    joins at 5\n"
            "4  jump      1\n");
}

// What follows an `if` that may return depends on its condition to the end of the thread.
TEST(Effects, ReturnMovesTheJoinToTheEnd) {
  EXPECT_EQ(lowered({compound(Statement::Kind::If, load(0), {plain(Statement::Kind::Return)}),
                     evaluate_(store(1, number(1)))}),
            "0  load      %2 = [x] relaxed\n"
            "1  branch    unless %2 goto 3    joins at 4\n"
            "2  jump      4\n"
            "3  store     [y] = 1 relaxed\n");
}

Expr compare_exchange(Expr expected) {
  return Expr{.kind = Expr::Kind::CompareExchange,
              .type = {.base = Type::Base::Bool},
              .order = Order::AcqRel,
              .failure_order = Order::Relaxed,
              .object = kAtomicInt,
              .operands = {address(0), std::move(expected), number(5)}};
}

TEST(Effects, CompareExchangeWritesBackWhatItFound) {
  EXPECT_EQ(lowered({evaluate_(compare_exchange(local(1)))}),
            "0  exchange  %3, %2 = [x]: %1 -> 5 acq_rel else relaxed\n"
            "1  branch    unless !%3 goto 3    joins at 3\n"
            "2  compute   %1 = %2\n");
}

TEST(Effects, ExpectedInMemoryIsAnOrdinaryObject) {
  EXPECT_EQ(lowered({evaluate_(compare_exchange(address(1)))}),
            "0  load      %2 = [y] plain\n"
            "1  exchange  %4, %3 = [x]: %2 -> 5 acq_rel else relaxed\n"
            "2  branch    unless !%4 goto 4    joins at 4\n"
            "3  store     [y] = %3 plain\n");
}

}  // namespace
}  // namespace litmus
