// Used by the tests that run the program.
#include "cli/litmus_program.h"

#include <fmt/core.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "harness/child.h"

namespace litmus {

namespace fs = std::filesystem;

bool two_cpus() {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) >= 2;
}

bool wait_until(const std::function<bool()>& happened) {
  for (int i = 0; i < 1200; ++i) {
    if (happened()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

LitmusProgram::LitmusProgram() {
  EXPECT_NE(mkdtemp(folder_), nullptr);
  setenv("XDG_CACHE_HOME", folder_, 1);
  setenv("XDG_STATE_HOME", folder_, 1);
}

LitmusProgram::~LitmusProgram() { fs::remove_all(folder_); }

Finished LitmusProgram::litmus(std::vector<std::string> words) {
  words.insert(words.begin(), LITMUS_PROGRAM);
  return run_program(words);
}

// What else is printed (a run's notes, on standard error) is no JSON.
std::vector<Record> records_of(const std::string& text) {
  std::vector<Record> all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("{\"test\":")) continue;
    all.push_back(std::get<Record>(read_run_line(line, {})));
  }
  return all;
}

std::vector<Record> LitmusProgram::answers(std::vector<std::string> words) {
  words.push_back("--json");
  const Finished finished = litmus(words);
  const std::vector<Record> all = records_of(finished.output);
  EXPECT_FALSE(all.empty()) << finished.output;
  return all;
}

Record LitmusProgram::answer(const std::vector<std::string>& words) {
  const std::vector<Record> all = answers(words);
  return all.empty() ? Record() : all.front();
}

Record LitmusProgram::until_found(std::vector<std::string> words) {
  words.insert(words.end(), {"--time", ""});
  Record record;
  for (int seconds = 1; seconds <= 16; seconds *= 2) {
    words.back() = std::to_string(seconds);
    record = answer(words);
    if (record.verdict != "ok" || !two_cpus()) break;
  }
  return record;
}

std::string LitmusProgram::file(const std::string& name, const std::string& text) {
  std::ofstream(path(name)) << text;
  return path(name);
}

std::string LitmusProgram::script(const std::string& name, const std::string& text) {
  file(name, "#!/bin/sh\n" + text);
  fs::permissions(path(name), fs::perms::owner_all);
  return path(name);
}

std::string LitmusProgram::wrong_compiler(const std::string& change) {
  return script("wrong-compiler",
                "for last; do :; done\nsed -e '" + change + "' -i \"$last\"\nexec c++ \"$@\"\n");
}

AtWork::AtWork(std::vector<std::string> words, const std::function<void()>& first) {
  words.insert(words.begin(), LITMUS_PROGRAM);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_ = fork();
  if (pid_ != 0) return;
  setpgid(0, 0);
  freopen("/dev/null", "w", stdout);
  freopen("/dev/null", "w", stderr);
  if (first) first();
  execv(argv[0], argv.data());
  _exit(99);
}

AtWork::~AtWork() {
  if (ended_) return;
  signal(SIGKILL);
  status();
}

// By their parents in /proc.
std::vector<pid_t> AtWork::children() const {
  std::vector<pid_t> found;
  for (const fs::directory_entry& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != name.npos) continue;
    std::ifstream status(entry.path() / "status");
    for (std::string line; std::getline(status, line);) {
      if (line == fmt::format("PPid:\t{}", pid_)) found.push_back(std::stoi(name));
    }
  }
  return found;
}

void AtWork::signal(int number) const { kill(pid_, number); }

int AtWork::status() {
  int status = 0;
  waitpid(pid_, &status, 0);
  ended_ = true;
  return exit_status(status);
}

}  // namespace litmus
