// The profile (profile.h) in its file.
//
// Tested by profile_test.cpp.
#pragma once

#include <string>

#include "cli/profile.h"

namespace litmus {

// An empty profile if there is no file; the same, and a note on standard error, if it can not be
// read.
Profile load_profile(const std::string& path);

// Writes a whole file or none. False if it can not be written.
bool save_profile(const Profile& profile, const std::string& path);

}  // namespace litmus
