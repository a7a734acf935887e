// litmus merge: results of shards and machines in one file.
//
// Reads one line at a time and writes it or not. A file given by --out appears when it is complete,
// so that it may be one of those that are read, and an accident leaves it as it was. Tested by
// results_commands_test.cpp.
#include "report/merge.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "cli/can_not_run.h"
#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/results_files.h"

namespace litmus {
namespace {

struct MergeOptions {
  std::vector<std::string> files;
  std::string out;
};

// A link stays one: what it names is replaced.
std::string where_it_is(const std::string& path) {
  namespace fs = std::filesystem;
  return fs::is_symlink(path) ? fs::weakly_canonical(path).string() : path;
}

// Lines that are there all at once, or not at all.
class WholeFile {
 public:
  // `path` may be empty: standard output, after the last line was accepted. Throws CanNotRun if it
  // can not be written, or a run writes it.
  explicit WholeFile(const std::string& path)
      : path_(where_it_is(path)),
        part_(path_ + ".part"),
        old_(open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    // That run would go on in a file that has no name any more.
    if (old_ >= 0 && is_locked_by_another(old_))
      throw CanNotRun(fmt::format("a litmus run is writing {}", path_), "give --out another name");
    file_ = path.empty() ? std::tmpfile() : open_part();
    if (file_ == nullptr) fail();
  }
  ~WholeFile() {
    if (old_ >= 0) close(old_);
    if (file_ == nullptr) return;
    std::fclose(file_);
    if (!path_.empty()) unlink(part_.c_str());
  }
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  void line(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size() ||
        std::fputc('\n', file_) == EOF)
      fail();
  }

  void finish() {
    if (std::fflush(file_) != 0) fail();
    if (path_.empty()) return copy_to_output();
    if (fsync(fileno(file_)) != 0 || std::rename(part_.c_str(), path_.c_str()) != 0) fail();
    std::fclose(file_);
    file_ = nullptr;
  }

 private:
  std::FILE* open_part() const { return std::fopen(part_.c_str(), "we"); }

  void copy_to_output() {
    std::rewind(file_);
    char bytes[1 << 16];
    for (std::size_t n = 0; (n = std::fread(bytes, 1, sizeof bytes, file_)) > 0;) {
      if (std::fwrite(bytes, 1, n, stdout) != n)
        throw CanNotRun("can not write to standard output");
    }
  }

  [[noreturn]] void fail() const {
    throw CanNotRun(fmt::format("can not write {}: {}", path_.empty() ? "a temporary file" : path_,
                                std::strerror(errno)),
                    "what was there before is as it was");
  }

  std::string path_, part_;
  int old_;  // what is there, locked
  std::FILE* file_ = nullptr;
};

int run_merge(const MergeOptions& options) {
  Merge merge;
  if (!options.out.empty()) {
    std::error_code ignored;
    const auto there = std::filesystem::status(options.out, ignored);
    if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there))
      throw Error(options.out + " is no regular file", "without --out the lines are printed");
    refuse_another_file(options.out);
  }
  WholeFile out(options.out);
  for (const std::string& path : options.files) {
    read_results(path, [&](const RunLine& line, const Place& place) {
      for (const std::string& text : merge.take(line, place)) out.line(text);
    });
  }
  for (const std::string& text : merge.rest()) out.line(text);
  out.finish();
  fmt::print(stderr, "{} record{} of {} run{}; {} repeated\n", merge.records(),
             merge.records() == 1 ? "" : "s", merge.runs(), merge.runs() == 1 ? "" : "s",
             merge.repeated());
  return merge.runs() == 0 ? kNothingRan : kOk;
}

}  // namespace

void add_merge(CommandLine& line) {
  const auto options = std::make_shared<MergeOptions>();
  line.command("merge", "Put results of many runs into one file",
               [options](const Style&) { return run_merge(*options); })
      .words(options->files, "Results files, as litmus run --out writes them", true, "FILE")
      .text("-o,--out", options->out, "FILE", "Write here (default: standard output)");
}

}  // namespace litmus
