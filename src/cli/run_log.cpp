// Tested by run_command_test.cpp and results_commands_test.cpp.
#include "cli/run_log.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "cli/can_not_run.h"
#include "report/record.h"
#include "report/style.h"

namespace litmus {
namespace {

constexpr std::string_view kOurBeginning = R"({"litmus":)";  // of every header

// A new run may take the place of an old one. What somebody else wrote is not lost without a word.
void refuse_another_file(const std::string& path) {
  if (!std::filesystem::is_regular_file(path)) return;
  std::ifstream file(path, std::ios::binary);
  std::string begin(60, '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(file.gcount()));
  if (begin.empty() || begin.starts_with(kOurBeginning)) return;
  throw Error(fmt::format("{} is there already, and no results file: it begins with '{}'", path,
                          shortened(printable(begin.substr(0, begin.find('\n'))), 40)),
              "give --out another name, or remove the file");
}

RunLine line_of_log(std::string_view text, const std::string& path) {
  try {
    return read_run_line(text, {});
  } catch (const Error&) {
    throw Error(fmt::format("{} is no log of litmus run", path), "--resume goes on with one");
  }
}

}  // namespace

RunLog::RunLog(std::string path, bool resume, bool to_output)
    : path_(std::move(path)), to_output_(to_output) {
  if (path_.empty()) return;
  if (resume) {
    read_what_is_there();
  } else {
    refuse_another_file(path_);
  }
  file_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (resume ? O_APPEND : O_TRUNC), 0666);
  if (file_ < 0) throw CanNotRun(fmt::format("can not write {}: {}", path_, std::strerror(errno)));
}

RunLog::~RunLog() {
  if (file_ >= 0) close(file_);
}

// A line that an accident cut short is cut off, so that what follows begins a line of its own.
void RunLog::read_what_is_there() {
  std::ifstream file(path_);
  std::size_t whole = 0;
  for (std::string text; std::getline(file, text) && !file.eof(); whole += text.size() + 1) {
    const RunLine line = line_of_log(text, path_);
    const auto* record = std::get_if<Record>(&line);
    has_header_ |= record == nullptr;
    if (record != nullptr && !record->partial && !record->stopped)
      done_.emplace(record->test, record->hash);
  }
  if (file.is_open() && truncate(path_.c_str(), static_cast<off_t>(whole)) != 0)
    throw CanNotRun(fmt::format("can not write {}: {}", path_, std::strerror(errno)));
}

void RunLog::header(const std::string& line) {
  if (to_output_) fmt::print("{}\n", line);
  if (file_ >= 0 && !has_header_) append(line);
}

void RunLog::write(const std::string& line) {
  if (to_output_) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
  }
  if (file_ >= 0) append(line);
}

void RunLog::write_partial(const std::string& line) {
  if (file_ >= 0) append(line);
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
