// Evaluates conditions on outcomes. Tested by condition_test.cpp.
#include "lang/condition.h"

#include <algorithm>

#include "harness/error.h"

namespace litmus {
namespace {

bool compare(Value a, Operator op, Value b) {
  switch (op) {
    case Operator::Equal:
      return a == b;
    case Operator::NotEqual:
      return a != b;
    case Operator::Less:
      return a < b;
    case Operator::LessEqual:
      return a <= b;
    case Operator::Greater:
      return a > b;
    case Operator::GreaterEqual:
      return a >= b;
    default:
      CHECK(false && "an operator that compares");
      return false;
  }
}

void collect_columns(const Proposition& proposition, std::vector<int>& columns) {
  for (int column : {proposition.column, proposition.other_column}) {
    if (column >= 0 && std::ranges::find(columns, column) == columns.end()) {
      columns.push_back(column);
    }
  }
  for (const Proposition& operand : proposition.operands) collect_columns(operand, columns);
}

}  // namespace

bool holds(const Proposition& p, const Outcome& outcome) {
  using Kind = Proposition::Kind;
  auto column = [&](int index) { return outcome.at(static_cast<std::size_t>(index)); };
  auto operand_holds = [&](const Proposition& operand) { return holds(operand, outcome); };
  switch (p.kind) {
    case Kind::True:
      return true;
    case Kind::False:
      return false;
    case Kind::Compare:
      return compare(column(p.column), p.op, p.value);
    case Kind::CompareColumns:
      return compare(column(p.column), p.op, column(p.other_column));
    case Kind::Member:
      return std::ranges::find(p.values, column(p.column)) != p.values.end();
    case Kind::Not:
      return !holds(p.operands.at(0), outcome);
    case Kind::And:
      return std::ranges::all_of(p.operands, operand_holds);
    case Kind::Or:
      return std::ranges::any_of(p.operands, operand_holds);
    case Kind::Implies:
      return !holds(p.operands.at(0), outcome) || holds(p.operands.at(1), outcome);
  }
  return false;
}

std::vector<int> columns_of(const Proposition& proposition) {
  std::vector<int> columns;
  collect_columns(proposition, columns);
  return columns;
}

std::string_view to_string(Frequency frequency) {
  switch (frequency) {
    case Frequency::Never:
      return "never";
    case Frequency::Sometimes:
      return "sometimes";
    case Frequency::Always:
      return "always";
  }
  return "?";
}

// Of no outcomes at all nothing holds: Never.
Frequency frequency(const Proposition& proposition, const std::vector<Outcome>& outcomes) {
  auto count = std::ranges::count_if(
      outcomes, [&](const Outcome& outcome) { return holds(proposition, outcome); });
  if (count == 0) return Frequency::Never;
  return static_cast<std::size_t>(count) == outcomes.size() ? Frequency::Always
                                                            : Frequency::Sometimes;
}

bool validates(Condition::Quantifier quantifier, Frequency frequency) {
  switch (quantifier) {
    case Condition::Quantifier::Exists:
      return frequency != Frequency::Never;
    case Condition::Quantifier::NotExists:
      return frequency == Frequency::Never;
    case Condition::Quantifier::Forall:
      return frequency == Frequency::Always;
  }
  return false;
}

}  // namespace litmus
