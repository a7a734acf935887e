// The first line of a run's records: on which machine, by which tool, with which choices.
//
// Tested by run_command_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "cli/run_options.h"
#include "report/run_json.h"

namespace litmus {

RunHeader run_header(const RunOptions& options, std::vector<std::string> models);

}  // namespace litmus
