// Results files and other tools' logs, read line by line: a file may be longer than memory.
//
// What a killed writer left of its last line is passed over, with a note on standard error. Tested
// by results_commands_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "report/answers.h"
#include "report/record.h"

namespace litmus {

// Hands out every line of a results file in order; "-" is standard input. Throws Error.
void read_results(const std::string& path,
                  const std::function<void(const RunLine&, const Place&)>& take);

// A results file, or what an accident left of its first line.
bool begins_as_ours(std::string_view text);

// A new file may take the place of old results. What somebody else wrote is not lost without a
// word. Throws Error.
void refuse_another_file(const std::string& path);

// While a run writes a results file, it holds the file's lock, and nobody else writes there: true
// if another has it. Else it is taken, for as long as the file is open.
bool is_locked_by_another(int file);

// All that one file says, a results file or another tool's log, as one side of a comparison.
Side read_side(const std::string& path);

}  // namespace litmus
