// What a kernel program says of its kernels: everything that whoever runs them has to know, as a
// value that owns its texts, and as lines.
//
//     kernel Publish
//     hash 90b8a34c5d6e7f01
//     claim who sees the flag sees what it announces
//     roles 2
//     waits 1
//     column 1 ready
//     column 1 data
//     graded
//     patience 0.5
//     row allowed 0 -1
//     why not published yet
//     row forbidden 1 *
//     why the flag is there, and what it announces is not
//     hang interesting
//     why the compiler read the flag once
//     end
//
// A pattern is a number, "low..high" with one of them left out, or "*" for anything. A column of no
// role has -2 (after all roles) or -1 (a final value).
//
// Tested by description_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/grade.h"
#include "harness/kernel.h"

namespace litmus {

struct Description {
  struct Column {
    int role = Recorded::kFinal;
    std::string name;
    bool operator==(const Column&) const = default;
  };
  struct Graded {  // as GradedRow
    std::vector<Pattern> row;
    Grade grade = Grade::Forbidden;
    std::string why;
    bool never_ends = false;
    bool operator==(const Graded&) const = default;
  };

  std::string name, hash, claim;
  int roles = 0;
  std::vector<int> waits;  // the roles that do
  std::vector<Column> columns;
  bool graded = false;  // false: a kernel whose outcomes its author says nothing of
  double patience = kUsualPatience;  // seconds beyond its time
  std::vector<Graded> grades;

  bool operator==(const Description&) const = default;
};

Description description_of(const Kernel& kernel);

std::string to_string(const Description& description);

// All descriptions of a text. Throws Error: what a program says is input, and may be anything.
std::vector<Description> parse_descriptions(std::string_view text, std::string_view file);

}  // namespace litmus
