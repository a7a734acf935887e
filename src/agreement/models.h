// The built-in models as tests use them: compiled from the embedded texts, once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/judge.h"

namespace litmus {

// sc, tso, armv8, riscv, power, rc11, c++20.
const std::vector<std::string>& model_names();

// By one of those names.
const Checker& checker(std::string_view name);

// The text of a model, for tests that change it.
std::string model_text(std::string_view name);

}  // namespace litmus
