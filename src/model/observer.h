// The outcome of an execution, as far as it is known while the execution is being put together.
//
// Tested by judge_test.cpp.
#pragma once

#include <vector>

#include "model/coherence.h"
#include "model/values.h"

namespace litmus {

class Observer {
 public:
  explicit Observer(const Test& test)
      : test_(test),
        row_(test.observed.size()),
        shown_(index(test.shown)),
        known_(test.observed.size()) {
    column_term_.reserve(test.observed.size());
    terms_.reserve(test.observed.size());
  }

  void begin(const Skeleton& skeleton);

  // Reads off what the columns hold now; unknown ones are marked.
  void look(const Values& values, const Coherence& coherence);

  // After look():
  bool complete() const { return complete_; }
  bool shown_complete() const { return shown_complete_; }
  const Outcome& row() const { return row_; }
  const Outcome& shown() const { return shown_; }  // the row's shown columns, if shown_complete()
  bool known(std::size_t column) const { return known_[column] != 0; }
  // True if the filter fails whatever the unknown columns turn out to be.
  bool filtered_out() const;

  // The terms of the columns that are locals.
  const std::vector<int>& terms() const { return terms_; }
  bool observes(int location) const;

 private:
  const Test& test_;
  const Skeleton* skeleton_ = nullptr;
  std::vector<int> column_term_;  // -1: a location
  std::vector<int> terms_;
  Outcome row_, shown_;
  std::vector<char> known_;
  bool complete_ = false, shown_complete_ = false;
};

}  // namespace litmus
