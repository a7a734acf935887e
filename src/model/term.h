// Values that are not known yet: arithmetic over what a thread reads.
//
// A path of a thread (path.h) is unfolded before anything is known of the values it reads. What it
// stores, tests and keeps in registers is written down as terms, each over earlier terms of the
// same path; a search fills in the reads one by one and the rest follows.
//
//     r0 = load x; store y (r0 & 1) + 1      0: read   1: 1   2: #0 & #1   3: #2 + #1
//
// Tested by path_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/effects.h"

namespace litmus {

struct Term {
  enum class Kind : std::uint8_t {
    Constant,  // value
    Read,      // what a read of the path reads
    Unary,     // op a, in type
    Binary,    // a op b, in type
    Choose,    // a ? b : c
    Wrap,      // (type) a
    Updated,   // what an update `op b` leaves in an object of type `type` that held a
  };

  Kind kind = Kind::Constant;
  Operator op = Operator::Add;
  Type type;
  int a = -1, b = -1, c = -1;
  Value value = 0;

  bool operator==(const Term&) const = default;
};

// Values of terms as far as they are known; a term's number is its index.
struct Knowledge {
  std::vector<Value> value;
  std::vector<char> known;
};

// Computes terms[at] from the terms before it; false while they do not say enough. `base` is the
// number of terms[0] in `knowledge`.
bool evaluate(const std::vector<Term>& terms, int at, const Knowledge& knowledge, int base,
              Value& result);

// Appends a term, unless it is there already, and returns its number; folds what is constant.
int add_term(std::vector<Term>& terms, const Term& term);
int add_constant(std::vector<Term>& terms, Value value);

// The term of a pure expression, given the term of every register.
int add_expression(std::vector<Term>& terms, const Expr& pure, const std::vector<int>& registers);

}  // namespace litmus
