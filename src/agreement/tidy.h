// House rules as code: what the tree must look like, each breach with its remedy.
//
// The rules look at texts only, so that tidy_test.cpp can show them a bad snippet and see the
// alarm work, before it shows them the tree itself.
//
//   arrows    an #include reaches only rooms that its own room may see
//   purity    lang, gen, model and report touch no file, clock, thread or stream
//   lists     every source is named by the CMakeLists.txt of its room, every header is included
//   opening   a file opens with a comment that says what it is
//   types     no two headers define a type of one name
//   layout    at most 100 columns and 600 lines, no tabs, no trailing blanks, #pragma once
//   words     no loose ends, no disabled tests, no library features that a floor compiler lacks
#pragma once

#include <string>
#include <vector>

namespace litmus {

struct SourceFile {
  std::string path;  // below the root of the repository: "src/lang/test.h"
  std::string text;
};

// One breach, as "path:line: what is wrong; what to do".
using Remark = std::string;

// All breaches in `files`, which is the whole tree: C++ and CMake files and scripts.
std::vector<Remark> tidy(const std::vector<SourceFile>& files);

}  // namespace litmus
