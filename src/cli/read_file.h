// Reading what the user names: files, standard input, folders of tests.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace litmus {

// The text of a file (or pipe); "-" is standard input. Throws Error when it can not be read or is
// longer than `max_bytes`.
std::string read_file(const std::string& path, std::size_t max_bytes);

// All .litmus files below a folder, sorted by path; hidden folders are left alone.
std::vector<std::string> litmus_files_below(const std::string& folder);

}  // namespace litmus
