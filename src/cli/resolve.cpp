// Words to tests. Tested by resolve_test.cpp.
#include "cli/resolve.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "cli/catalogue.h"
#include "cli/read_file.h"
#include "cli/stress_programs.h"
#include "gen/names.h"
#include "gen/selection.h"
#include "harness/error.h"
#include "lang/nearest.h"
#include "lang/trimmed.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxListDepth = 8;  // lists that name lists that name lists
constexpr std::size_t kMaxListBytes = 64 << 20;
constexpr std::size_t kMostTestsFound = 2'000'000;  // at once; some hundred bytes each
constexpr std::string_view kGenerate = "@generate:";

class TestFinder {
 public:
  explicit TestFinder(bool to_run) : to_run_(to_run) {}

  std::vector<Asked> found;

  // `folder` is where relative paths of a list begin; "" for the words of the command line.
  void word(const std::string& word, const fs::path& folder, int depth) {
    if (word == "-") return add_file(word);
    if (word.starts_with(kGenerate)) return add_selection(word.substr(kGenerate.size()));
    if (word.starts_with('@')) return suite_or_list(word, folder, depth);
    if (!is_path(word) && add_by_name(word, depth)) return;
    if (add_path(folder / word)) return;
    if (add_one_of_program((folder / word).string())) return;
    add_made(word);
  }

 private:
  // What has a slash in it is a file or a folder: nothing that comes with litmus is called so.
  static bool is_path(std::string_view word) { return word.find('/') != std::string_view::npos; }

  bool add_by_name(const std::string& name, int depth) {
    if (const CatalogueTest* test = find_in_catalogue(name)) {
      add(*test);
    } else if (is_built_in_stress_test(name)) {
      add_built_in(name, depth);
    } else {
      return add_family(name);
    }
    return true;
  }

  void add(const CatalogueTest& test) {
    found.push_back({.file = std::string(test.path), .text = std::string(test.text)});
  }

  void add_file(std::string path) {
    if (path == "-") {
      found.push_back({.file = "standard input", .text = read_file(path, kMaxFileBytes)});
    } else {
      found.push_back({.file = path, .path = std::move(path)});
    }
  }

  bool add_family(std::string_view family) {
    const std::size_t before = found.size();
    for (const CatalogueTest& test : catalogue()) {
      if (test.family == family) add(test);
    }
    return found.size() > before;
  }

  bool add_path(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) return false;
    if (!fs::is_directory(status)) {
      if (!add_program(path.string(), "")) add_file(path.string());
      return true;
    }
    std::vector<std::string> files = litmus_files_below(path.string());
    if (files.empty()) throw Error(fmt::format("no .litmus file in the folder {}", path.string()));
    for (std::string& file : files) add_file(std::move(file));
    return true;
  }

  void add_built_in(const std::string& name, int depth) {
    if (depth > 0 && !to_run_) return;
    found.push_back({.file = name, .program = kBuiltIn, .only = name});
  }

  bool add_program(const std::string& path, const std::string& only) {
    if (!is_stress_source(path) && !is_program(path)) return false;
    found.push_back({.file = path, .program = path, .only = only});
    return true;
  }

  // "queue.cpp:relaxed" is one of its tests.
  bool add_one_of_program(const std::string& word) {
    const std::size_t colon = word.rfind(':');
    return colon != std::string::npos && fs::is_regular_file(word.substr(0, colon)) &&
           add_program(word.substr(0, colon), word.substr(colon + 1));
  }

  // The generator's own error is the better one where the word is surely meant for it.
  void add_made(const std::string& word) {
    try {
      found.push_back({.file = test_named(word).name, .cycle = word});
    } catch (const Error&) {
      if (is_cycle(word) || is_family(word.substr(0, word.find('+')))) throw;
      throw unknown(word);
    }
  }

  void add_selection(const std::string& text) {
    enumerate(parse_selection(text), [&](const Cycle& cycle) {
      if (found.size() >= kMostTestsFound) {
        throw Error(fmt::format("@generate:{} are more than {} tests", text, kMostTestsFound),
                    "litmus generate writes as many as there are");
      }
      std::string name = to_string(cycle);
      found.push_back({.file = name, .cycle = name});
      return true;
    });
  }

  static bool is_cycle(std::string_view word) { return word.find(' ') != std::string_view::npos; }

  static bool is_family(std::string_view head) {
    return std::any_of(families().begin(), families().end(),
                       [&](const Family& family) { return family.name == head; });
  }

  // "@classic" is a suite of the catalogue; with a slash, "@./mine" is a file.
  void suite_or_list(const std::string& word, const fs::path& folder, int depth) {
    if (depth >= kMaxListDepth) {
      throw Error(fmt::format("{}: lists that name lists, {} deep", word, kMaxListDepth),
                  "does a list name itself?");
    }
    const std::string name = word.substr(1);
    if (is_path(name)) {
      const fs::path path = folder / name;
      return list(read_file(path.string(), kMaxListBytes), path.string(), path.parent_path(),
                  depth);
    }
    const auto text = suite_text(name);
    if (!text) throw unknown_suite(name);
    list(*text, name + ".suite", "", depth);
  }

  void list(std::string_view text, const std::string& file, const fs::path& folder, int depth) {
    for (int number = 1; !text.empty(); ++number) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      const std::string_view item = trimmed(line.substr(0, std::min(line.find('#'), line.size())));
      if (item.empty()) continue;
      try {
        word(std::string(item), folder, depth + 1);
      } catch (const Error& error) {
        if (!error.place().file.empty()) throw;  // it knows a better place than this list
        const Place place{file, number, static_cast<int>(item.data() - line.data()) + 1,
                          std::string(line)};
        throw Error(place, error.message(), error.hint());
      }
    }
  }

  Error unknown(const std::string& word) const {
    if (is_path(word) || word.ends_with(".litmus") || is_stress_source(word))
      return Error(fmt::format("no such file or folder: {}", word));
    const std::string file = word.substr(0, word.rfind(':'));  // of queue.cpp:relaxed
    if (is_stress_source(file)) return Error(fmt::format("no such file: {}", file));
    std::vector<std::string_view> known = family_names();
    for (const CatalogueTest& test : catalogue()) known.push_back(test.name);
    if (to_run_) {
      const std::vector<std::string_view> played = built_in_stress_tests();
      known.insert(known.end(), played.begin(), played.end());
    }
    for (const std::string_view suite : suite_names()) {
      if (suite == word)
        return Error(fmt::format("no test is called '{}'", word),
                     fmt::format("a suite is: write @{}", word));
    }
    return Error(fmt::format("no test is called '{}'", word),
                 did_you_mean(word, known, "litmus list shows the catalogue"));
  }

  static Error unknown_suite(const std::string& name) {
    const std::vector<std::string_view> known = suite_names();
    std::string all;
    for (const std::string_view suite : known) all += fmt::format(" @{}", suite);
    return Error(fmt::format("no suite is called '{}'", name),
                 did_you_mean(name, known,
                              fmt::format("suites are{}; a file needs a slash: @./{}", all, name)));
  }

  bool to_run_;
};

std::vector<Asked> found(const std::vector<std::string>& words, bool to_run) {
  TestFinder finder(to_run);
  for (const std::string& word : words) finder.word(word, "", 0);
  return std::move(finder.found);
}

}  // namespace

std::vector<Asked> resolve(const std::vector<std::string>& words) { return found(words, false); }

std::vector<Asked> resolve_to_run(const std::vector<std::string>& words) {
  return found(words, true);
}

std::string why_nothing(const std::vector<std::string>& words) {
  const std::string all = fmt::format("{}", fmt::join(words, " "));
  if (resolve_to_run(words).empty()) return fmt::format("there is no test in {}", all);
  return fmt::format("{} has stress tests only, which are code: litmus run {} plays them", all,
                     all);
}

Test read_test(const Asked& asked, std::vector<Warning>* warnings) {
  if (!asked.program.empty()) {
    throw Error(fmt::format("{} is about C++ objects: code, which no model reads", asked.file),
                fmt::format("litmus run {} plays it", asked.file));
  }
  if (!asked.cycle.empty()) return test_named(asked.cycle);
  if (!asked.path.empty())
    return parse_test(read_file(asked.path, kMaxFileBytes), asked.file, warnings);
  return parse_test(asked.text, asked.file, warnings);
}

}  // namespace litmus
