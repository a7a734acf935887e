// The models that come with litmus, by name.
//
// Their texts are litmus/models/*.cat; this room is pure and asks for them by path.
//
// Tested by builtin_test.cpp.
#pragma once

#include <span>
#include <string_view>

#include "model/cat.h"

namespace litmus {

struct Builtin {
  std::string_view name;     // "tso"
  std::string_view path;     // "models/tso.cat"
  std::string_view aliases;  // separated by spaces: "x86 x86-tso"
  std::string_view summary;  // "x86: store buffers"
};

// From strong to weak, machines before languages.
std::span<const Builtin> builtin_models();

// By name or alias, whatever the case; nullptr if there is none.
const Builtin* find_builtin(std::string_view name);

// Compiles one; its name is the Builtin's. `texts` is asked for its path. Throws Error, with what
// was probably meant, if there is no such model.
CatModel builtin_model(std::string_view name, const Resolver& texts);

}  // namespace litmus
