# Writes OUTPUT, a C++ source with the commit of SOURCE_DIR. Run in every build; the file changes
# only when the commit does, so that nothing else is built again.
execute_process(COMMAND git -C ${SOURCE_DIR} describe --always --abbrev=8 --dirty=+ --exclude=*
  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed)
  set(commit "")
endif()
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT [[
// Made by scripts/cmake/commit.cmake.
#include "cli/version.h"

namespace litmus {
std::string_view commit() { return "@commit@"; }
}  // namespace litmus
]])
