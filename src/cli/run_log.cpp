// Tested by run_command_test.cpp and results_commands_test.cpp.
#include "cli/run_log.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

#include "cli/results_files.h"
#include "report/record.h"

namespace litmus {
namespace {

Error no_log(const std::string& path) {
  return Error(fmt::format("{} is no log of litmus run", path), "--resume goes on with one");
}

// True if what this program prints goes to that file already.
bool is_printed_to(const std::string& path) {
  struct stat file, printed;
  if (stat(path.c_str(), &file) != 0 || !S_ISREG(file.st_mode)) return false;
  const auto is_file = [&](int output) {
    return fstat(output, &printed) == 0 && printed.st_dev == file.st_dev &&
           printed.st_ino == file.st_ino;
  };
  return is_file(STDOUT_FILENO) || is_file(STDERR_FILENO);
}

// Throws Error where it may not be written over, or can not be gone on with.
void check_what_is_there(const std::string& path, bool resume) {
  // One would write over the other; and who reads results reads nothing else.
  if (is_printed_to(path))
    throw Error(fmt::format("{} is where this run prints, too", path),
                "give --out a file of its own, or print the same lines by --json");
  if (!resume) return refuse_another_file(path);
  namespace fs = std::filesystem;
  std::error_code ignored;
  // Who opens a pipe waits for somebody at its other end.
  if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored))
    throw Error(fmt::format("{} is no regular file", path), "--resume goes on with one");
}

RunLine line_of_log(std::string_view text, const std::string& path) {
  try {
    return read_run_line(text, {});
  } catch (const Error&) {
    throw no_log(path);
  }
}

}  // namespace

RunLog::RunLog(std::string path, bool resume, bool to_output)
    : path_(std::move(path)), to_output_(to_output) {
  if (path_.empty()) return;
  check_what_is_there(path_, resume);
  std::error_code ignored;
  const auto before = std::filesystem::symlink_status(path_, ignored);
  was_there_ = before.type() != std::filesystem::file_type::not_found;
  file_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND, 0666);
  if (file_ < 0) throw can_not_write();
  if (std::filesystem::is_regular_file(path_, ignored) && is_locked_by_another(file_)) {
    throw CanNotRun(fmt::format("another litmus run is writing {}", path_),
                    "give --out another name; litmus merge puts results together");
  }
  if (resume) read_what_is_there();
}

RunLog::~RunLog() {
  if (file_ < 0) return;
  if (!began_ && !was_there_) unlink(path_.c_str());
  close(file_);
}

CanNotRun RunLog::can_not_write() const {
  return CanNotRun(fmt::format("can not write {}: {}", path_, std::strerror(errno)));
}

// A line that an accident cut short is cut off, so that what follows begins a line of its own.
void RunLog::read_what_is_there() {
  std::ifstream file(path_);
  std::size_t whole = 0;
  std::string text;
  for (int number = 1; std::getline(file, text) && !file.eof(); ++number) {
    whole += text.size() + 1;
    const RunLine line = line_of_log(text, path_);
    if (const auto* record = std::get_if<Record>(&line)) {
      note(*record, number);
    } else {
      has_header_ = true;
      found_in_part_.clear();
    }
  }
  if (whole == 0 && !begins_as_ours(text)) throw no_log(path_);
  if (file.is_open() && truncate(path_.c_str(), static_cast<off_t>(whole)) != 0)
    throw can_not_write();
  resumes_ = true;
}

void RunLog::note(const Record& record, int line) {
  const TestKey test(record.test, record.hash);
  known_.emplace(record.test, Known{record.hash, line});
  if (fails(record)) {
    failed_before_.insert(test);
    ours_alone_ = ours_alone_ && fails_by_our_kernel(record);
  }
  if (record.partial) {
    if (fails(record)) found_in_part_.insert(test);
    return;
  }
  found_in_part_.erase(test);
  if (!record.stopped && record.verdict != "skipped") done_.insert(test);
}

std::string RunLog::place_of_another(const Test& test) const {
  const auto found = known_.find(test.name);
  if (found == known_.end() || !are_two_tests(found->second.hash, test.hash)) return "";
  return fmt::format("{}:{}", path_, found->second.line);
}

// Old results stay until there is the first line of the new.
void RunLog::header(const std::string& line, bool more_follows) {
  if (to_output_) fmt::print("{}\n", line);
  if (file_ < 0 || !more_follows || (has_header_ && found_in_part_.empty())) return;
  began_ = true;
  std::error_code ignored;
  const bool has_old = !resumes_ && std::filesystem::is_regular_file(path_, ignored) &&
                       std::filesystem::file_size(path_, ignored) > 0;
  if (has_old) {
    held_back_ = line;
  } else {
    append(line);
  }
}

void RunLog::write(const std::string& line) {
  if (to_output_) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
  }
  write_partial(line);
}

void RunLog::write_partial(const std::string& line) {
  if (file_ < 0) return;
  if (const std::string header = std::exchange(held_back_, {}); !header.empty()) {
    if (ftruncate(file_, 0) != 0) throw can_not_write();
    append(header);
  }
  append(line);
}

void RunLog::append(const std::string& line) {
  const std::string text = line + '\n';
  const ssize_t put = ::write(file_, text.data(), text.size());
  const bool short_write = put >= 0 && put < static_cast<ssize_t>(text.size());
  // What is no file on a disk (a pipe) can not be synchronised, and need not be.
  if (!short_write && put >= 0 && (fsync(file_) == 0 || errno == EINVAL)) return;
  throw CanNotRun(fmt::format("can not write {}: {}", path_,
                              short_write ? "the disk is full" : std::strerror(errno)),
                  "what was written before is kept; --resume goes on from there");
}

}  // namespace litmus
