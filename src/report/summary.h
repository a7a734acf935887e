// A test in a few words: its comment, its threads side by side, its facts.
#pragma once

#include <string>
#include <string_view>

#include "lang/test.h"
#include "report/style.h"

namespace litmus {

// A comment of several lines on one.
std::string one_line(std::string_view text);

// The threads, in lines that a person would jot down, as many beside each other as fit.
std::string side_by_side(const Test& test, const Style& style);

// What a person wants to see of a test first: comment, threads side by side, condition, and what
// models are expected to say.
std::string card(const Test& test, const Style& style);

// Names and numbers, a line each.
std::string facts(const Test& test, const Style& style);

}  // namespace litmus
