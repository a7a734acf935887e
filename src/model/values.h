// What the terms of a skeleton are worth as its reads find their sources.
//
//     Values values;  values.begin(skeleton);
//     int mark = values.mark();
//     if (values.connect(read, write)) ... go on ...
//     values.undo(mark);
//
// A read knows its value when the write it reads from knows its own; that may be later, and in a
// cycle of reads and writes (load buffering through data) never: then someone has to guess. Such a
// cycle is found as soon as it is closed, because most of them fit no value at all: x = x + 1.
//
// Tested by judge_test.cpp.
#pragma once

#include <vector>

#include "model/skeleton.h"

namespace litmus {

class Values {
 public:
  // False if a path contradicts itself already.
  bool begin(const Skeleton& skeleton, const Test& test);

  // `read` reads from `write`. False if a path's requirement fails, or a guess was wrong.
  bool connect(int read, int write);
  // Lets a connected read whose value is not known have this one.
  bool guess(int read, Value value);
  // A connected read whose value is not known, or -1.
  int open() const { return pending_.empty() ? -1 : *pending_.begin(); }
  // A connected read whose value rests on itself, so that no other read can tell it; or -1. Some
  // read is of that kind if all are connected and not all have their values.
  int circular() const;

  // Reads whose value matters: to an address, a requirement, a write, or the terms given.
  EventSet needed(const std::vector<int>& observed) const;

  // False if `read` can not take the value of `write`, as far as both are known.
  bool fits(int read, int write);

  bool known(int term) const { return knowledge_.known[static_cast<std::size_t>(term)] != 0; }
  Value value(int term) const { return knowledge_.value[static_cast<std::size_t>(term)]; }

  int mark() const { return static_cast<int>(trail_.size()); }
  void undo(int mark);

 private:
  void set(int term, Value value);
  bool settle();
  bool read_value(int read, Value value);
  bool follow(int thread, int from);
  EventSet asked_by(int write) const;
  void ask(int thread, int term, EventSet& reads) const;

  const Skeleton* skeleton_ = nullptr;
  Knowledge knowledge_;
  EventSet pending_;  // connected, value not known
  EventSet guessed_;  // value guessed, source's value not known then
  std::array<int, kMaxEvents> source_;

  // What to take back: a term that became known, or the pending and guessed reads as they were.
  struct Step {
    int term;
    EventSet pending, guessed;
  };
  std::vector<Step> trail_;
};

}  // namespace litmus
