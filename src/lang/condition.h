// The question at the end of a test: exists (0:r0=0 /\ 1:r0=0), and its evaluation on an outcome.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/outcome.h"
#include "lang/ast.h"

namespace litmus {

// A proposition over the observed columns of a test.
struct Proposition {
  enum class Kind : std::uint8_t {
    True,
    False,
    Compare,         // column op value        (op: Equal, NotEqual, Less, ...)
    CompareColumns,  // column op other_column
    Member,          // column in values
    Not,
    And,
    Or,
    Implies,
  };

  Kind kind = Kind::True;
  int column = -1;
  int other_column = -1;
  Operator op = Operator::Equal;
  Value value = 0;
  std::vector<Value> values;
  std::vector<Proposition> operands;
  Position at;

  bool operator==(const Proposition& other) const;
};

// What a test claims of its proposition.
struct Condition {
  enum class Quantifier : std::uint8_t {
    Exists,     // some execution satisfies it
    NotExists,  // none does
    Forall,     // all do
  };

  Quantifier quantifier = Quantifier::Forall;
  Proposition proposition;

  bool operator==(const Condition&) const = default;
};

bool holds(const Proposition& proposition, const Outcome& outcome);

// The columns a proposition names, in the order in which it first names them.
std::vector<int> columns_of(const Proposition& proposition);

// How often a proposition holds over a set of outcomes: the field's three words.
enum class Frequency : std::uint8_t { Never, Sometimes, Always };

std::string_view to_string(Frequency frequency);
Frequency frequency(const Proposition& proposition, const std::vector<Outcome>& outcomes);

// True if a condition is kept when its proposition holds this often.
bool validates(Condition::Quantifier quantifier, Frequency frequency);

}  // namespace litmus
