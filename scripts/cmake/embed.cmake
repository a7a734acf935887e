# Writes OUTPUT, a C++ source that holds the texts of FILES (comma-separated, below FOLDER).
# Run by litmus/CMakeLists.txt at build time.
string(REPLACE "," ";" files "${FILES}")
list(SORT files)
set(code "// Made by scripts/cmake/embed.cmake from the files below litmus/.
#include \"litmus/questions.h\"

namespace litmus {
namespace {
constexpr Question kQuestions[] = {
")
foreach(file IN LISTS files)
  file(READ ${FOLDER}/${file} hex HEX)
  # As a raw string: readable, and the compiler is quick with it. The delimiter can not occur.
  file(READ ${FOLDER}/${file} text)
  string(FIND "${text}" ")~embedded~\"" clash)
  string(LENGTH "${hex}" length)
  if(NOT clash EQUAL -1 OR length GREATER 120000)
    message(FATAL_ERROR "litmus/${file} can not be embedded: too long, or it holds the delimiter")
  endif()
  string(APPEND code "    {\"${file}\", R\"~embedded~(${text})~embedded~\"},\n")
endforeach()
string(APPEND code "};
}  // namespace

std::span<const Question> questions() { return kQuestions; }
}  // namespace litmus
")
file(WRITE ${OUTPUT} "${code}")
