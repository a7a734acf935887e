// Equality of trees: places do not count, everything else does.
#include "lang/ast.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

TEST(Ast, EqualityIgnoresPlaces) {
  Expr a{.kind = Expr::Kind::Constant, .value = 1, .operands = {}, .at = {1, 2}};
  Expr b = a;
  b.at = {7, 8};
  EXPECT_EQ(a, b);
  b.value = 2;
  EXPECT_FALSE(a == b);
}

TEST(Ast, EqualityLooksInside) {
  Statement a{.kind = Statement::Kind::If, .expr = {}, .body = {Statement{}}};
  Statement b = a;
  EXPECT_EQ(a, b);
  b.body[0].kind = Statement::Kind::Break;
  EXPECT_FALSE(a == b);
}

}  // namespace
}  // namespace litmus
