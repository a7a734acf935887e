// A child process with a pipe to its standard input and one from its standard output.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace litmus {

// How a process ended, as waitpid() says it.
int exit_status(int wait_status);     // its exit code, or 128 and the signal, as a shell does
std::string ending(int wait_status);  // "exit code 3", "signal 11 (Segmentation fault)"; "" if well

class Child {
 public:
  enum class Says : std::uint8_t { Output, ErrorsToo };  // what the pipe from it carries

  // Throws Error if it can not be started.
  Child(const std::string& program, const std::vector<std::string>& arguments,
        Says says = Says::Output);
  ~Child();  // kills it if it is still there
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Sends all of `text` and closes the child's input. A child that does not listen is its own loss.
  void send(const std::string& text);

  // Waits up to `seconds` for output and appends it to `text`. False when the output has ended.
  bool receive(std::string& text, double seconds);

  void terminate();  // asks it to end
  void kill();       // makes it end, and what it has started itself

  // Waits for its end, and makes it end after so many seconds. How it ended.
  int wait(double seconds);

 private:
  pid_t pid_ = -1;
  int to_ = -1;
  int from_ = -1;
  bool waited_ = false;
};

}  // namespace litmus
