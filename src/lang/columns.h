// The columns of a test's outcomes, as the locations clause and the condition name them.
#pragma once

#include <vector>

#include "lang/parser.h"

namespace litmus {

// What stands on the left of an atom or in a locations clause: 0:r0, P0:r0, x, [x], x[1]. An array
// as a whole is several columns. Columns are added to test.observed when they are first named.
// `in_list`: nothing but names stands there, so that a variable may be called as a clause.
std::vector<int> parse_observed(Parser& parser, bool in_list = false);

// The index in brackets after the array called `name`: the location of that element.
int parse_element(Parser& parser, const Token& name, int first, int length);

// True at a word that begins a clause of the question, which without brackets is no variable.
bool clause_begins(const Token& token);
// Fails where such a word stands bare and a variable is called so.
void refuse_bare(const Parser& parser, const Token& name);

inline const Column& column_at(const Parser& parser, int index) {
  return parser.test.observed[static_cast<std::size_t>(index)];
}

}  // namespace litmus
