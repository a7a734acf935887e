// C's operators: how they are written and how tightly they bind. One table for reading and writing.
#pragma once

#include <array>
#include <string_view>

#include "lang/ast.h"

namespace litmus {

struct BinaryOperator {
  std::string_view text;
  Operator op;
  int precedence;  // higher binds tighter; all are left-associative
};

inline constexpr std::array kBinaryOperators = {
    BinaryOperator{"||", Operator::LogicalOr, 1},    BinaryOperator{"&&", Operator::LogicalAnd, 2},
    BinaryOperator{"|", Operator::BitOr, 3},         BinaryOperator{"^", Operator::BitXor, 4},
    BinaryOperator{"&", Operator::BitAnd, 5},        BinaryOperator{"==", Operator::Equal, 6},
    BinaryOperator{"!=", Operator::NotEqual, 6},     BinaryOperator{"<", Operator::Less, 7},
    BinaryOperator{"<=", Operator::LessEqual, 7},    BinaryOperator{">", Operator::Greater, 7},
    BinaryOperator{">=", Operator::GreaterEqual, 7}, BinaryOperator{"<<", Operator::ShiftLeft, 8},
    BinaryOperator{">>", Operator::ShiftRight, 8},   BinaryOperator{"+", Operator::Add, 9},
    BinaryOperator{"-", Operator::Subtract, 9},      BinaryOperator{"*", Operator::Multiply, 10},
    BinaryOperator{"/", Operator::Divide, 10},       BinaryOperator{"%", Operator::Remainder, 10},
};
// Around them: `=` and `?:` bind looser, - ~ ! * & and casts tighter, calls tightest.
constexpr int kAssignment = -1;
constexpr int kConditional = 0;
constexpr int kUnary = 11;
constexpr int kPostfix = 12;

int precedence(Operator op);

// "+", "==", "!"; ":=" for Replace.
std::string_view symbol(Operator op);

}  // namespace litmus
