// One role's instructions, out of a compiler's assembly output.
//
// Directives, comments and labels nobody jumps to are left out; what remains is what the processor
// gets. Tested by assembly_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace litmus {

// The body of `function` in the output of `c++ -S`; "" if it is not there.
std::string function_body(std::string_view assembly, std::string_view function);

}  // namespace litmus
