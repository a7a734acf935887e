// How far a run is, on standard error: a line that is written over on a terminal, now and then a
// plain line in a log. Standard output is for results.
//
// Tested by run_command_test.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace litmus {

class Progress {
 public:
  Progress();
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // What is being done: "[3/20] MP+rel+acq", and how long all the rest may take.
  void begin(const std::string& what, double seconds_left);
  void update(std::uint64_t instances);
  // To be called before anything is printed elsewhere.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool terminal_ = false;
  bool shown_ = false;
  std::string what_;
  Clock::time_point end_;   // of everything, as far as is known
  Clock::time_point next_;  // when to say something again
};

}  // namespace litmus
