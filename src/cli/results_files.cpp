// Tested by results_commands_test.cpp.
#include "cli/results_files.h"

#include <fmt/core.h>
#include <sys/file.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/usage.h"
#include "lang/parse.h"
#include "report/log_reader.h"
#include "report/style.h"

namespace litmus {
namespace {

constexpr std::string_view kOurBeginning = R"({"litmus":)";  // of every header
constexpr std::size_t kMaxLine = std::size_t{64} << 20;  // a line beyond this is no record of ours

// The lines of a file, each with whether it ended.
class LinesOf {
 public:
  explicit LinesOf(const std::string& path) : path_(path) {
    if (path == "-") return;
    file_.open(path, std::ios::binary);
    // A folder opens, and then can not be read.
    if (!file_ || (file_.peek(), file_.bad()))
      throw Error(fmt::format("can not read {}: {}", path, std::strerror(errno)));
  }

  bool next(std::string& line, bool& ended) {
    line.clear();
    std::streambuf& bytes = *(path_ == "-" ? std::cin.rdbuf() : file_.rdbuf());
    for (int c = bytes.sbumpc(); c != std::streambuf::traits_type::eof(); c = bytes.sbumpc()) {
      if (c == '\n') {
        ended = true;
        return true;
      }
      if (line.size() == kMaxLine)
        throw Error(fmt::format("a line of {} is longer than {} bytes", path_, kMaxLine));
      line += static_cast<char>(c);
    }
    ended = false;
    return !line.empty();
  }

 private:
  std::string path_;
  std::ifstream file_;
};

std::string shown_name(const std::string& path) { return path == "-" ? "standard input" : path; }

void warn_of_cut_line(const Place& place) {
  fmt::print(stderr, "{}\n",
             message(Warning{place,
                             "the last line is cut short, and left out: its writer was "
                             "stopped, or still writes; what stands above it counts"}));
}

void read_results_lines(LinesOf& lines, std::string first, bool ended, const std::string& path,
                        const std::function<void(const RunLine&, const Place&)>& take) {
  RunFileReader reader(shown_name(path));
  SettledLines settled(take);
  std::string line = std::move(first);
  do {
    if (const std::optional<RunLine> read = reader.read(line, ended))
      settled.add(*read, reader.place());
  } while (lines.next(line, ended));
  settled.end();
  if (reader.truncated()) warn_of_cut_line(reader.place());
}

void read_log_lines(LinesOf& lines, const std::string& first, const std::string& path, Side& side) {
  LogReader reader(shown_name(path));
  const auto take = [&](const std::optional<LoggedTest>& test) {
    if (test) add(*test, reader.place(), side);
  };
  bool ended = true;
  std::string line = first;
  do {
    take(reader.read(line));
  } while (lines.next(line, ended));
  take(reader.end());
}

}  // namespace

bool begins_as_ours(std::string_view text) {
  return text.starts_with(kOurBeginning) || kOurBeginning.starts_with(text);
}

void refuse_another_file(const std::string& path) {
  if (!std::filesystem::is_regular_file(path)) return;
  std::ifstream file(path, std::ios::binary);
  std::string begin(60, '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(file.gcount()));
  if (begins_as_ours(begin)) return;
  throw Error(fmt::format("{} is there already, and no results file: it begins with '{}'", path,
                          shortened(printable(begin.substr(0, begin.find('\n'))), 40)),
              "give --out another name, or remove the file");
}

bool is_locked_by_another(int file) {
  return flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

void read_results(const std::string& path,
                  const std::function<void(const RunLine&, const Place&)>& take) {
  LinesOf lines(path);
  std::string line;
  bool ended = false;
  if (lines.next(line, ended)) read_results_lines(lines, std::move(line), ended, path, take);
}

Side read_side(const std::string& path) {
  Side side{.name = shown_name(path), .architecture = "", .emulated = false, .tests = {}};
  LinesOf lines(path);
  std::string line;
  bool ended = false;
  if (!lines.next(line, ended)) return side;
  if (is_log(line)) {
    read_log_lines(lines, line, path, side);
    if (side.tests.empty())
      throw Error(fmt::format("{} is no log: there is no test in it", side.name),
                  "results of litmus run --out, or a log of herd, litmus or the like");
    return side;
  }
  read_results_lines(lines, std::move(line), ended, path,
                     [&](const RunLine& read, const Place& place) {
                       if (const auto* origin = std::get_if<RunOrigin>(&read)) {
                         side.architecture = origin->architecture;
                         side.emulated |= origin->emulated;
                       } else {
                         add(std::get<Record>(read), place, side);
                       }
                     });
  return side;
}

}  // namespace litmus
