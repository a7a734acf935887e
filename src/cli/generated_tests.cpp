// Tests one after the other, from a selection of cycles or from words, to standard output or into a
// folder. Nothing is kept between them. Tested by command_line_test.cpp.
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/can_not_run.h"
#include "cli/exit_code.h"
#include "cli/generate.h"
#include "cli/models.h"
#include "cli/read_file.h"
#include "cli/resolve.h"
#include "cli/shard.h"
#include "gen/assignments.h"
#include "gen/make_test.h"
#include "gen/names.h"
#include "gen/recognise.h"
#include "gen/selection.h"
#include "harness/error.h"
#include "lang/print.h"
#include "model/judge.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;

// What somebody else may have written is not lost without a word.
bool holds_something_else(const fs::path& path, const std::string& text) {
  std::error_code error;
  return fs::exists(path, error) && (fs::file_size(path, error) != text.size() || error ||
                                     read_file(path.string(), text.size()) != text);
}

void write_file(const fs::path& path, const std::string& text) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "w"),
                                                             &std::fclose);
  if (!file || std::fwrite(text.data(), 1, text.size(), file.get()) != text.size() ||
      std::fflush(file.get()) != 0) {
    throw CanNotRun(fmt::format("can not write {}", path.string()));
  }
}

// Where tests go.
class Writer {
 public:
  explicit Writer(const GenerateCommand& command) : command_(command) {
    if (!command.shard.empty()) shard_ = parse_shard(command.shard);
    if (command.minimal) checker_ = std::make_unique<Checker>(load_model(command.model));
    if (command.folder.empty()) return;
    std::error_code error;
    fs::create_directories(command.folder, error);
    if (error)
      throw CanNotRun(fmt::format("can not make the folder {}: {}", command.folder,
                                  error.message()));
  }

  // The cycle's test is made only where it is needed.
  void take(const Cycle& cycle) {
    if (!is_ours()) return;
    if (checker_ && !keeps(make_test(cycle, name_of(cycle)))) return;
    if (as_text()) return write(make_test(cycle, name_of(cycle)));
    line(command_.as == "cycle" ? to_string(cycle) : name_of(cycle));
  }

  void take(const Test& test) {
    if (!is_ours()) return;
    if (checker_ && !keeps(test)) return;
    if (as_text()) return write(test);
    if (command_.as == "name") return line(test.name);
    const std::optional<Cycle> cycle = recognise(test);
    if (!cycle) throw Error(fmt::format("{} is no cycle", test.name), "--as litmus prints it");
    line(to_string(*cycle));
  }

  std::size_t count() const { return count_; }

  std::string why_nothing() const {
    if (offered_ == 0) return "no cycle is like that";
    const std::string those = fmt::format("{} test{}", offered_, offered_ == 1 ? "" : "s");
    if (!checker_) return fmt::format("none of {} falls into share {}", those, command_.shard);
    return fmt::format(
        "none of {} is forbidden under {} and minimal; --orders allows stronger orders", those,
        command_.model);
  }

 private:
  // Shares are dealt out one by one, as nothing is known of the tests to come.
  bool is_ours() { return offered_++ % shard_.of == shard_.number; }

  bool as_text() const { return command_.as == "litmus" || !command_.folder.empty(); }

  bool keeps(const Test& test) const {
    return is_minimal(test, [&](const Test& asked) { return checker_->judge(asked); });
  }

  void line(const std::string& text) {
    fmt::print("{}\n", text);
    ++count_;
  }

  void write(const Test& test) {
    if (command_.folder.empty()) {
      fmt::print("{}{}", count_ > 0 ? "\n" : "", to_litmus(test));
    } else {
      const fs::path path = fs::path(command_.folder) / (test.name + ".litmus");
      const std::string text = to_litmus(test);
      if (!command_.force && holds_something_else(path, text)) {
        throw Error(fmt::format("{} is there already, and holds something else", path.string()),
                    "--force replaces it");
      }
      write_file(path, text);
    }
    ++count_;
  }

  const GenerateCommand& command_;
  std::unique_ptr<Checker> checker_;  // --minimal
  Shard shard_;
  std::size_t offered_ = 0;
  std::size_t count_ = 0;
};

// "x86", "size=4": a part of a selection, and not the name of a test or a list of them.
bool selects(const std::string& word) {
  const auto suites = named_selections();
  return word.find('=') != std::string::npos || word == "updates" ||
         std::any_of(suites.begin(), suites.end(),
                     [&](const NamedSelection& suite) { return suite.name == word; });
}

bool has_options(const GenerateCommand& c) {
  return c.updates || !(c.size + c.threads + c.edges + c.only + c.orders + c.fences).empty();
}

}  // namespace

int write_tests(const GenerateCommand& command) {
  Writer writer(command);
  const bool named = !command.words.empty() && !selects(command.words.front());
  if (named && has_options(command))
    throw Error("a test that is named is made as it is",
                "--size, --edges, --orders and the like select among all cycles");
  if (named) {
    for (const Asked& asked : resolve(command.words)) writer.take(read_test(asked));
  } else {
    enumerate(selection_of(command, ""), [&](const Cycle& cycle) {
      writer.take(cycle);
      return true;
    });
  }
  if (!command.folder.empty())
    fmt::print(stderr, "{} tests in {}\n", writer.count(), command.folder);
  if (writer.count() > 0) return kOk;
  fmt::print(stderr, "{}\n", writer.why_nothing());
  return kNothingRan;
}

}  // namespace litmus
