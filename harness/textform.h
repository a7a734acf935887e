// The text form that plans and slices share: one "name value" a line, closed by a line "end".
//
//     plan SB
//     seconds 0.5
//     end
//
// Short, and a person can write it; a program on the other side of a pipe can not smuggle anything
// into it, because the reader of a value says what it has to look like.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/error.h"

namespace litmus {

struct Line {
  std::string_view name;
  std::string_view value;  // what follows the first space
  Place place;
};

// The lines of one record, up to "end" or the end of the text; empty lines and lines that begin
// with
// '#' are left out. `file` is for messages.
std::vector<Line> record_lines(std::string_view text, std::string_view file);

// The value of a line as a number; throws Error with the place if it is none.
std::uint64_t as_count(const Line& line);
double as_seconds(const Line& line);  // also for shares: a number that is not negative
std::vector<std::int64_t> as_numbers(const Line& line);  // separated by spaces

[[noreturn]] void refuse_line(const Line& line, const std::string& hint);

// Shortest text that reads back as the same number.
std::string print_number(double number);

}  // namespace litmus
