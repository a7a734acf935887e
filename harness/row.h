// What a role of a stress test records of one instance: its own columns, from 0 on. A column that
// it does not write is 0.
//
// Tested by stress_test.cpp.
#pragma once

#include <cstddef>

#include "harness/error.h"
#include "harness/outcome.h"

namespace litmus {

class Row {
 public:
  static constexpr std::size_t kMaxColumns = 8;

  explicit Row(std::size_t columns) : columns_(columns) {}

  // The compiler knows both numbers where it has inlined the role, and then nothing is checked.
  Value& operator[](std::size_t column) {
    CHECK(column < columns_ && "a role writes only the columns that it named");
    return values_[column];
  }

 private:
  std::size_t columns_;
  Value values_[kMaxColumns] = {};
};

}  // namespace litmus
