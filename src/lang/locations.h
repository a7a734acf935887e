// The table of locations, made from the init block and the threads' parameter lists.
#pragma once

#include <string>
#include <vector>

#include "lang/parser.h"

namespace litmus {

struct Parameter {
  TypeName type;  // of the object
  std::string_view name;
  bool reference = false;
  Position at;
};

struct Signature {
  std::vector<Parameter> parameters;
  const Token* body = nullptr;  // the token after '{'
};

// Fills test.locations, the threads' parameters, and the locals that the init block sets. Two
// threads that name one variable must agree on its type.
void make_locations(Parser& parser, const std::vector<InitItem>& init,
                    const std::vector<Signature>& threads);

}  // namespace litmus
