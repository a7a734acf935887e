// The lines that `litmus run` leaves behind: on standard output (--json), in a file (--out), or
// both.
//
// A line reaches the disk as soon as its test is done, so that an accident costs one test; of a
// long one, partial records stand there before. --resume goes on with a file: what has a line there
// is not run again, unless it was stopped, and then its counts add up.
//
// Tested by run_command_test.cpp.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "cli/can_not_run.h"
#include "lang/test.h"
#include "report/record.h"

namespace litmus {

class RunLog {
 public:
  // `path` may be empty: no file. Throws CanNotRun if it can not be written or another run writes
  // it, and Error if what is there is not ours to write over.
  RunLog(std::string path, bool resume, bool to_output);
  ~RunLog();
  RunLog(const RunLog&) = delete;
  RunLog& operator=(const RunLog&) = delete;

  // Written first, unless the file has one already that will do, or `more_follows` is false: then
  // old results stay. Where there are some, it waits for the first line below it.
  void header(const std::string& line, bool more_follows);
  void write(const std::string& line);
  // Of a test that is still running, for the file alone.
  void write_partial(const std::string& line);

  // The file has an answer for this test.
  bool has(const Test& test) const { return done_.count({test.name, test.hash}) > 0; }
  // Where the file has another test of this name, "results.jsonl:7"; "" if it has none.
  std::string place_of_another(const Test& test) const;
  // How many of the file's answers a run ends badly for.
  std::size_t failed_before() const { return failed_before_.size(); }
  // All of those are accidents of kernels that came with litmus.
  bool failed_by_our_kernels_alone() const { return ours_alone_; }

 private:
  void read_what_is_there();
  void note(const Record& record, int line);
  CanNotRun can_not_write() const;
  void append(const std::string& line);

  using TestKey = std::pair<std::string, std::string>;  // name and hash
  struct Known {
    std::string hash;
    int line = 0;
  };

  std::string path_;
  bool to_output_;
  int file_ = -1;
  bool was_there_ = false;
  bool resumes_ = false;
  bool has_header_ = false;
  bool began_ = false;
  std::map<std::string, Known> known_;  // the file's tests, by name
  std::set<TestKey> done_, failed_before_;
  bool ours_alone_ = true;
  // Tests of whose failure only partial records tell, below the last header: the next record there
  // would replace them, so that it is given a header of its own.
  std::set<TestKey> found_in_part_;
  std::string held_back_;  // the header of a new run, while old results stand there
};

}  // namespace litmus
