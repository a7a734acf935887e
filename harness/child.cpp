// posix_spawn, two pipes, and a wait that always ends.
#include "harness/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "harness/error.h"

extern char** environ;

namespace litmus {
namespace {

struct Pipe {
  int read = -1;
  int write = -1;
};

Pipe make_pipe() {
  int ends[2];
  // Closed on exec, so that no child holds another child's pipe open.
  if (pipe2(ends, O_CLOEXEC) != 0) throw Error("the system has no pipe left");
  return {ends[0], ends[1]};
}

// Writing to a child that has gone is an answer, not a signal.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, &before_);
  }
  ~NoPipeSignal() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    const timespec now{};
    while (sigtimedwait(&set, nullptr, &now) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;

 private:
  sigset_t before_;
};

}  // namespace

int exit_status(int wait_status) {
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

std::string ending(int wait_status) {
  if (WIFSIGNALED(wait_status)) {
    const int signal = WTERMSIG(wait_status);
    return fmt::format("signal {} ({})", signal, strsignal(signal));
  }
  const int code = WEXITSTATUS(wait_status);
  return code == 0 ? "" : fmt::format("exit code {}", code);
}

Child::Child(const std::string& program, const std::vector<std::string>& arguments, Says says) {
  const Pipe in = make_pipe();
  const Pipe out = make_pipe();
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write, STDOUT_FILENO);
  if (says == Says::ErrorsToo) posix_spawn_file_actions_adddup2(&actions, out.write, STDERR_FILENO);
  // A group of its own: Ctrl-C at the terminal reaches the parent, which then asks the child.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  const int failure =
      posix_spawn(&pid_, program.c_str(), &actions, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  close(in.read);
  close(out.write);
  to_ = in.write;
  from_ = out.read;
  if (failure != 0) {
    waited_ = true;
    close(to_);
    close(from_);
    throw Error(fmt::format("{} can not be started: {}", program, std::strerror(failure)));
  }
}

Child::~Child() {
  if (!waited_) wait(0);
  if (to_ >= 0) close(to_);
  if (from_ >= 0) close(from_);
}

void Child::send(const std::string& text) {
  const NoPipeSignal quiet;
  std::size_t sent = 0;
  while (sent < text.size()) {
    const ssize_t count = write(to_, text.data() + sent, text.size() - sent);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    sent += static_cast<std::size_t>(count);
  }
  close(to_);
  to_ = -1;
}

bool Child::receive(std::string& text, double seconds) {
  pollfd ready{.fd = from_, .events = POLLIN, .revents = 0};
  if (poll(&ready, 1, static_cast<int>(seconds * 1000) + 1) <= 0) return true;
  char buffer[1 << 16];
  const ssize_t count = read(from_, buffer, sizeof buffer);
  if (count > 0) text.append(buffer, static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && errno == EINTR);
}

void Child::terminate() { ::kill(pid_, SIGTERM); }

void Child::kill() { ::kill(-pid_, SIGKILL); }  // its group

int Child::wait(double seconds) {
  constexpr double kLook = 0.002;
  int status = 0;
  pid_t ended = waitpid(pid_, &status, WNOHANG);
  for (double waited = 0; ended == 0 && waited < seconds; waited += kLook) {
    std::this_thread::sleep_for(std::chrono::duration<double>(kLook));
    ended = waitpid(pid_, &status, WNOHANG);
  }
  if (ended == 0) {
    kill();
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
  }
  waited_ = true;
  return status;
}

}  // namespace litmus
