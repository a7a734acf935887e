// What the program says of itself and to the user, outside of any command's own output.
#pragma once

#include <string>

#include "report/style.h"

namespace litmus {

class Error;
struct Warning;

std::string what_this_is();

// What TEST may be, and what exit codes say: the end of the help.
std::string what_arguments_mean();

// How texts are fitted: to the terminal, and no wider than eighty columns.
Style style_of_texts();

// `litmus` alone: what it is, and three commands to try.
int say_what_this_is(const Style& style);

// "error: ..." and "warning: ...", as a person reads them on standard error.
std::string message(const Error& error);
std::string message(const Warning& warning);

}  // namespace litmus
