// Propositions on rows of numbers, and what each quantifier asks for.
#include "lang/condition.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

Proposition compare(int column, Operator op, Value value) {
  return Proposition{
      .kind = Proposition::Kind::Compare, .column = column, .op = op, .value = value};
}

Proposition join(Proposition::Kind kind, std::vector<Proposition> operands) {
  return Proposition{.kind = kind, .operands = std::move(operands)};
}

TEST(Condition, Comparisons) {
  struct {
    Operator op;
    bool below, equal, above;
  } table[] = {
      {Operator::Equal, false, true, false},   {Operator::NotEqual, true, false, true},
      {Operator::Less, true, false, false},    {Operator::LessEqual, true, true, false},
      {Operator::Greater, false, false, true}, {Operator::GreaterEqual, false, true, true},
  };
  for (const auto& row : table) {
    EXPECT_EQ(holds(compare(1, row.op, 5), {0, 4}), row.below);
    EXPECT_EQ(holds(compare(1, row.op, 5), {0, 5}), row.equal);
    EXPECT_EQ(holds(compare(1, row.op, 5), {0, 6}), row.above);
    Proposition columns{
        .kind = Proposition::Kind::CompareColumns, .column = 0, .other_column = 1, .op = row.op};
    EXPECT_EQ(holds(columns, {4, 5}), row.below);
  }
}

TEST(Condition, Sets) {
  Proposition member{.kind = Proposition::Kind::Member, .column = 0, .values = {1, 3}};
  EXPECT_TRUE(holds(member, {3}));
  EXPECT_FALSE(holds(member, {2}));
}

TEST(Condition, Connectives) {
  Proposition yes{.kind = Proposition::Kind::True}, no{.kind = Proposition::Kind::False};
  EXPECT_FALSE(holds(join(Proposition::Kind::Not, {yes}), {}));
  EXPECT_FALSE(holds(join(Proposition::Kind::And, {yes, yes, no}), {}));
  EXPECT_TRUE(holds(join(Proposition::Kind::Or, {no, yes}), {}));
  EXPECT_FALSE(holds(join(Proposition::Kind::Implies, {yes, no}), {}));
  EXPECT_TRUE(holds(join(Proposition::Kind::Implies, {no, no}), {}));
}

TEST(Condition, FrequencyAndQuantifier) {
  Proposition zero = compare(0, Operator::Equal, 0);
  EXPECT_EQ(frequency(zero, {{0}, {0}}), Frequency::Always);
  EXPECT_EQ(frequency(zero, {{0}, {1}}), Frequency::Sometimes);
  EXPECT_EQ(frequency(zero, {{1}}), Frequency::Never);
  EXPECT_EQ(frequency(zero, {}), Frequency::Never);

  using Quantifier = Condition::Quantifier;
  EXPECT_TRUE(validates(Quantifier::Exists, Frequency::Sometimes));
  EXPECT_FALSE(validates(Quantifier::Exists, Frequency::Never));
  EXPECT_TRUE(validates(Quantifier::NotExists, Frequency::Never));
  EXPECT_FALSE(validates(Quantifier::NotExists, Frequency::Sometimes));
  EXPECT_TRUE(validates(Quantifier::Forall, Frequency::Always));
  EXPECT_FALSE(validates(Quantifier::Forall, Frequency::Sometimes));
}

}  // namespace
}  // namespace litmus
