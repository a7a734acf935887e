// C's arithmetic: promotions, usual conversions, wrapping, and what is not defined.
#include <limits>

#include <gtest/gtest.h>

#include "lang/effects.h"

namespace litmus {
namespace {

const Type kInt{}, kUnsigned{.is_signed = false};
const Type kChar{.bits = 8}, kByte{.bits = 8, .is_signed = false};
const Type kLong{.bits = 64}, kUnsignedLong{.bits = 64, .is_signed = false};

TEST(Evaluate, UsualConversions) {
  EXPECT_EQ(common_type(kChar, kByte), kInt);
  EXPECT_EQ(common_type(kInt, kUnsigned), kUnsigned);
  EXPECT_EQ(common_type(kUnsigned, kLong), kLong);
  EXPECT_EQ(common_type(kLong, kUnsignedLong), kUnsignedLong);
  EXPECT_EQ(common_type(kInt.pointer(), kInt), kInt.pointer());
}

TEST(Evaluate, WrapsInItsType) {
  EXPECT_EQ(apply(Operator::Add, kInt, 0x7fffffff, 1), -0x80000000LL);
  EXPECT_EQ(apply(Operator::Subtract, kUnsigned, 0, 1), 0xffffffffLL);
  EXPECT_EQ(apply(Operator::Multiply, kUnsigned, 0x10000, 0x10000), 0);
  EXPECT_EQ(apply(Operator::BitNot, kUnsigned, 0), 0xffffffffLL);
  EXPECT_EQ(apply(Operator::Negate, kInt, 5), -5);
}

TEST(Evaluate, UnsignedCompares) {
  EXPECT_EQ(apply(Operator::Less, kInt, -1, 1), 1);
  EXPECT_EQ(apply(Operator::Less, kUnsigned, -1, 1), 0);
  EXPECT_EQ(apply(Operator::Greater, kUnsignedLong, -1, 1), 1);
  EXPECT_EQ(apply(Operator::GreaterEqual, kInt, 2, 2), 1);
  EXPECT_EQ(apply(Operator::LessEqual, kInt, 3, 2), 0);
}

TEST(Evaluate, DivisionByZeroAndWideShiftsAreZeroAndSaid) {
  bool undefined = false;
  EXPECT_EQ(apply(Operator::Divide, kInt, 7, 2, &undefined), 3);
  EXPECT_EQ(apply(Operator::Remainder, kInt, -7, 2, &undefined), -1);
  EXPECT_EQ(apply(Operator::ShiftRight, kInt, -8, 1, &undefined), -4);
  EXPECT_EQ(apply(Operator::ShiftLeft, kInt, 1, 31, &undefined), -0x80000000LL);
  EXPECT_FALSE(undefined);
  EXPECT_EQ(apply(Operator::Divide, kInt, 7, 0, &undefined), 0);
  EXPECT_TRUE(undefined);
  undefined = false;
  EXPECT_EQ(apply(Operator::ShiftLeft, kInt, 1, 32, &undefined), 0);
  EXPECT_TRUE(undefined);
  Value smallest = std::numeric_limits<Value>::min();
  EXPECT_EQ(apply(Operator::Divide, kLong, smallest, -1), smallest);  // and no trap
  EXPECT_EQ(apply(Operator::Remainder, kLong, smallest, -1), 0);
}

TEST(Evaluate, Updates) {
  EXPECT_EQ(updated(Operator::Replace, kByte, 7, 300), 44);
  EXPECT_EQ(updated(Operator::Add, kByte, 250, 10), 4);
  EXPECT_EQ(updated(Operator::Subtract, kChar, -128, 1), 127);
  EXPECT_EQ(updated(Operator::BitXor, kInt, 6, 3), 5);
}

TEST(Evaluate, ConnectivesStopEarly) {
  Expr zero{.kind = Expr::Kind::Constant, .operands = {}};
  Expr fault{.kind = Expr::Kind::Binary, .op = Operator::Divide, .operands = {zero, zero}};
  bool undefined = false;
  Expr both{.kind = Expr::Kind::Binary, .op = Operator::LogicalAnd, .operands = {zero, fault}};
  EXPECT_EQ(evaluate(both, {}, &undefined), 0);
  EXPECT_FALSE(undefined);
  Expr either{.kind = Expr::Kind::Binary, .op = Operator::LogicalOr, .operands = {zero, fault}};
  EXPECT_EQ(evaluate(either, {}, &undefined), 0);
  EXPECT_TRUE(undefined);
}

TEST(Evaluate, ComparisonsOfMixedSigns) {
  Expr minus{.kind = Expr::Kind::Register, .type = kInt, .index = 0, .operands = {}};
  Expr one{.kind = Expr::Kind::Constant, .type = kUnsigned, .value = 1, .operands = {}};
  Expr less{.kind = Expr::Kind::Binary, .op = Operator::Less, .operands = {minus, one}};
  EXPECT_EQ(evaluate(less, {-1}), 0);
  less.operands[1].type = kInt;
  EXPECT_EQ(evaluate(less, {-1}), 1);
}

// r ? 0u : -1 is unsigned, whichever side it is.
TEST(Evaluate, BothSidesOfAConditionalHaveItsType) {
  const Expr truth{.kind = Expr::Kind::Register, .type = kInt, .index = 0, .operands = {}};
  const Expr zero{.kind = Expr::Kind::Constant, .type = kUnsigned, .operands = {}};
  const Expr minus{.kind = Expr::Kind::Constant, .type = kInt, .value = -1, .operands = {}};
  const Expr chosen{
      .kind = Expr::Kind::Conditional, .type = kUnsigned, .operands = {truth, zero, minus}};
  EXPECT_EQ(evaluate(chosen, {1}), 0);
  EXPECT_EQ(evaluate(chosen, {0}), 0xffffffffLL);
}

}  // namespace
}  // namespace litmus
