// The table of locations, made from the init block and the threads' parameter lists.
#pragma once

#include <string>
#include <vector>

#include "lang/parser.h"

namespace litmus {

struct Parameter {
  TypeName type;  // of the object
  std::string name;
  bool reference = false;
  Position at;
};

struct Signature {
  std::vector<Parameter> parameters;
  std::size_t body = 0;  // index of the token after '{'
};

// Fills test.locations, the threads' parameters, and the locals that the init block sets. Two
// threads that name one variable must agree on its type.
void make_locations(Parser& parser, const std::vector<InitItem>& init,
                    const std::vector<Signature>& threads);

}  // namespace litmus
