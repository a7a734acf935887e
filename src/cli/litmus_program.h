// The program itself, as tests run it: in a folder of its own, to its end or until something.
#pragma once

#include <gtest/gtest.h>

#include <sys/types.h>
#include <functional>
#include <string>
#include <vector>

#include "cli/process.h"
#include "report/record.h"

namespace litmus {

bool two_cpus();

// False if that did not happen within a minute.
bool wait_until(const std::function<bool()>& happened);

std::string text_of(const std::string& path);

// Of the lines of a results file.
std::vector<Record> records_of(const std::string& text);

class LitmusProgram : public ::testing::Test {
 protected:
  LitmusProgram();
  ~LitmusProgram() override;

  Finished litmus(std::vector<std::string> words);

  // What --json says of tests, in a run of these words.
  std::vector<Record> answers(std::vector<std::string> words);
  // The first of them.
  Record answer(const std::vector<std::string>& words);
  // The same, tried for longer and longer until it is a finding, 30 s at most.
  Record until_found(std::vector<std::string> words);

  std::string path(const std::string& name) const { return std::string(folder_) + "/" + name; }
  std::string file(const std::string& name, const std::string& text);
  std::string script(const std::string& name, const std::string& text);
  // A compiler that changes a kernel's source, by a sed script, before it compiles it.
  std::string wrong_compiler(const std::string& change);

 private:
  char folder_[40] = "/tmp/litmus-program-test-XXXXXX";
};

// The program at work, silent; killed with this object.
class AtWork {
 public:
  // `first` is called in the child, before it becomes the program.
  explicit AtWork(std::vector<std::string> words, const std::function<void()>& first = {});
  ~AtWork();
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;

  pid_t pid() const { return pid_; }
  std::vector<pid_t> children() const;
  void signal(int number) const;
  int status();  // waits for its end: exit code, or 128 and the signal

 private:
  pid_t pid_ = -1;
  bool ended_ = false;
};

}  // namespace litmus
