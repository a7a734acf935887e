// Records handed on as what people and other programs read.
//
//     RecordsAs report("junit", style);
//     report.take(line) for each header and record;  report.end();
//
// Logs are printed record by record; what sets machines side by side, and JUnit, which counts its
// cases in the first line, at the end.
//
// Tested by results_commands_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/answers.h"
#include "report/record.h"
#include "report/style.h"

namespace litmus {

class RecordsAs {
 public:
  // `format`: table, markdown, json, junit, litmus7, herd. `style` is the table's.
  RecordsAs(std::string format, const Style& style) : format_(std::move(format)), style_(style) {}

  void take(const RunLine& line, const Place& place);
  void end() const;
  std::size_t records() const { return records_; }

 private:
  void print_tables() const;

  std::string format_;
  Style style_;
  std::size_t records_ = 0;
  std::vector<Record> kept_;  // for JUnit
  RunOrigin origin_;
  std::vector<Side> machines_;  // for tables
};

}  // namespace litmus
