// Conditions, propositions and outcomes as text. Tested by print_test.cpp.
#include "lang/operators.h"
#include "lang/print.h"
#include "lang/print_code.h"

namespace litmus {
namespace {

// How tightly a connective binds, loosest first.
int binding(Proposition::Kind kind) {
  switch (kind) {
    case Proposition::Kind::Or:
      return 0;
    case Proposition::Kind::And:
      return 1;
    case Proposition::Kind::Implies:
      return 2;
    case Proposition::Kind::Not:
      return 3;
    default:
      return 4;
  }
}

// 0:r0, [x], x[1].
std::string column_name(const Column& column) {
  const bool bare = column.thread >= 0 || column.name.find('[') != std::string::npos;
  return bare ? column.name : "[" + column.name + "]";
}

class QuestionPrinter {
 public:
  explicit QuestionPrinter(const Test& test) : test_(test) {}

  std::string print(const Proposition& p) const {
    switch (p.kind) {
      case Proposition::Kind::True:
        return "true";
      case Proposition::Kind::False:
        return "false";
      case Proposition::Kind::Compare:
        return left(p) + value(p.value, p.column);
      case Proposition::Kind::CompareColumns:
        return left(p) + right_name(column(p.other_column));
      case Proposition::Kind::Member:
        return left(p) + set(p);
      case Proposition::Kind::Not:
        return "~(" + print(p.operands[0]) + ")";
      case Proposition::Kind::And:
        return chain(p, " /\\ ");
      case Proposition::Kind::Or:
        return chain(p, " \\/ ");
      case Proposition::Kind::Implies:
        return at(p.operands[0], binding(p.kind) + 1) + " => " + at(p.operands[1], binding(p.kind));
    }
    return "";
  }

 private:
  const Column& column(int index) const { return test_.observed[static_cast<std::size_t>(index)]; }
  std::string value(Value value, int of) const { return value_text(value, column(of).type, test_); }
  // On the right a location needs its brackets: bare, it would be its address.
  static std::string right_name(const Column& column) {
    return column.thread >= 0 ? column.name : "[" + column.name + "]";
  }

  std::string left(const Proposition& p) const {
    const bool equal = p.op == Operator::Equal;
    return column_name(column(p.column)) + (equal ? "=" : std::string(symbol(p.op)));
  }

  std::string set(const Proposition& p) const {
    std::string text = "{";
    for (Value each : p.values) {
      if (text.size() > 1) text += ",";
      text += value(each, p.column);
    }
    return text + "}";
  }

  std::string at(const Proposition& p, int least) const {
    return binding(p.kind) < least ? "(" + print(p) + ")" : print(p);
  }

  std::string chain(const Proposition& p, std::string_view sign) const {
    if (p.operands.empty()) return p.kind == Proposition::Kind::And ? "true" : "false";
    std::string text;
    for (const Proposition& operand : p.operands) {
      if (!text.empty()) text += sign;
      text += at(operand, binding(p.kind) + 1);
    }
    return text;
  }

  const Test& test_;
};

}  // namespace

std::string to_string(const Proposition& proposition, const Test& test) {
  return QuestionPrinter(test).print(proposition);
}

std::string to_string(const Condition& condition, const Test& test) {
  const std::string_view quantifier =
      condition.quantifier == Condition::Quantifier::Exists      ? "exists"
      : condition.quantifier == Condition::Quantifier::NotExists ? "~exists"
                                                                 : "forall";
  return std::string(quantifier) + " (" + to_string(condition.proposition, test) + ")";
}

std::string to_string(const Outcome& outcome, const Test& test) {
  std::string text;
  for (std::size_t i = 0; i < outcome.size() && i < test.observed.size(); ++i) {
    const Column& column = test.observed[i];
    if (i > 0) text += " ";
    text += column_name(column) + "=" + value_text(outcome[i], column.type, test) + ";";
  }
  return text;
}

}  // namespace litmus
