// litmus list: the catalogue, one line a test.
//
//     store-buffering
//       SB         2    tso  armv8  riscv  power  c++20  rc11  May both loads miss the other's
//       store? SB+sc+sc   2                                           ...
//
// A model is named where it allows what the test asks about, so that a blank is a promise. Tested
// by command_line_test.cpp.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "cli/catalogue.h"
#include "cli/comma_list.h"
#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/models.h"
#include "cli/resolve.h"
#include "harness/error.h"
#include "lang/effects.h"
#include "lang/nearest.h"
#include "report/expectation.h"
#include "report/summary.h"
#include "report/table.h"

namespace litmus {
namespace {

struct ListOptions {
  std::vector<std::string> words;
  int threads = 0;     // 0: any
  std::string orders;  // "rlx,acq"
  std::string expect;  // "sc:never,tso:sometimes"
  bool names_only = false;
};

struct Listed {
  std::string family;
  Test test;
  std::vector<Expectation> expectations;
};

bool contains(std::string_view text, std::string_view part) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

bool has_part(const CatalogueTest& test, std::string_view part) {
  return contains(test.name, part) || contains(test.family, part);
}

bool is_part(const std::string& word) {
  const auto has = [&](const CatalogueTest& test) { return has_part(test, word); };
  return word != "." && word != ".." && std::ranges::any_of(catalogue(), has);
}

bool is_folder(const std::string& word) {
  std::error_code ignored;
  return std::filesystem::is_directory(word, ignored);
}

// Some words name tests as every command takes them; all others are looked for in names. As
// everywhere, what comes with litmus goes before a folder that is called the same.
bool names_tests(const std::string& word) {
  return word == "-" || word.starts_with('@') || word.find('/') != std::string::npos ||
         word.ends_with(".litmus") || (is_folder(word) && !is_part(word));
}

void note_folders(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (names_tests(word) || !is_folder(word)) continue;
    fmt::print(stderr, "note: {} is a folder, too: litmus list {}/ shows its tests\n", word, word);
  }
}

// The tests that the words name; all of the catalogue without words.
std::vector<Listed> named_tests(const std::vector<std::string>& words) {
  std::vector<Listed> listed;
  const auto add = [&](std::string_view family, const Asked& asked) {
    Test test = read_test(asked);
    std::vector<Expectation> all = expectations(test);
    listed.push_back({std::string(family), std::move(test), std::move(all)});
  };
  std::vector<std::string> parts;
  for (const std::string& word : words) {
    if (!names_tests(word)) {
      parts.push_back(word);
      continue;
    }
    for (const Asked& asked : resolve({word})) add(word, asked);
  }
  if (parts.empty() && !words.empty()) return listed;
  for (const CatalogueTest& test : catalogue()) {
    const bool wanted = std::all_of(parts.begin(), parts.end(),
                                    [&](const std::string& part) { return has_part(test, part); });
    if (wanted) add(test.family, {std::string(test.path), std::string(test.text), ""});
  }
  return listed;
}

// All models that some test names, in the order of their first mention.
std::vector<std::string> models_of(const std::vector<Listed>& tests) {
  std::vector<std::string> models;
  for (const Listed& listed : tests) {
    for (const Expectation& expectation : listed.expectations) {
      if (std::find(models.begin(), models.end(), expectation.model) == models.end())
        models.push_back(expectation.model);
    }
  }
  return models;
}

Order order_called(const std::string& word) {
  if (const auto order = order_from(word)) return *order;
  std::vector<std::string_view> known;
  for (const OrderWord& each : order_words()) known.push_back(each.word);
  throw Error(fmt::format("no memory order is called '{}'", word),
              did_you_mean(word, known, "orders are plain, rlx, acq, rel, ar and sc"));
}

// Of one of our models, or of one that a test at hand names.
Expectation expectation_from(const std::string& word, const std::vector<std::string>& named) {
  Test test;
  test.metadata = {{"Expect", word}};
  const std::vector<Expectation> all = expectations(test);
  if (all.size() != 1) throw Error("--expect takes MODEL:ANSWER", "for example tso:sometimes");
  std::vector<std::string_view> models = builtin_names();
  models.insert(models.end(), named.begin(), named.end());
  check_names(all, test, models, "no test at hand names it, and it is none of ours");
  return all.front();
}

// All conditions that the options set.
class Filter {
 public:
  Filter(const ListOptions& options, const std::vector<Listed>& tests) : threads_(options.threads) {
    const std::vector<std::string> named = models_of(tests);
    for (const std::string& word : comma_list(options.orders)) orders_.insert(order_called(word));
    for (const std::string& word : comma_list(options.expect))
      expect_.push_back(expectation_from(word, named));
  }

  bool keeps(const Listed& listed) const {
    if (threads_ > 0 && static_cast<int>(listed.test.threads.size()) != threads_) return false;
    const bool as_expected =
        std::all_of(expect_.begin(), expect_.end(), [&](const Expectation& wanted) {
          return expected(listed.expectations, wanted.model) == wanted.answer;
        });
    return as_expected && (orders_.empty() || uses_orders(listed.test));
  }

 private:
  bool uses_orders(const Test& test) const {
    std::set<Order> used;
    for (int thread = 0; thread < static_cast<int>(test.threads.size()); ++thread) {
      for (const Instruction& instruction : effects(test, thread).code) {
        if (has_order(instruction)) used.insert(instruction.order);
      }
    }
    return std::includes(used.begin(), used.end(), orders_.begin(), orders_.end());
  }

  static bool has_order(const Instruction& instruction) {
    using enum Instruction::Kind;
    switch (instruction.kind) {
      case Load:
      case Store:
      case Update:
      case CompareExchange:
      case Fence:
        return true;
      default:
        return false;
    }
  }

  int threads_;
  std::set<Order> orders_;
  std::vector<Expectation> expect_;
};

// The model's name where it allows what the test asks about; where the test says `forall`, that is
// a way to break it. A blank is a promise.
TableCell cell_for(const Listed& listed, const std::string& model) {
  const std::optional<Answer> answer = expected(listed.expectations, model);
  if (answer == Answer::Race) return {"race", Ink::Bad};
  const bool forall = listed.test.condition.quantifier == Condition::Quantifier::Forall;
  if (!answer || answer == (forall ? Answer::Always : Answer::Never)) return {""};
  return {model, Ink::Note};
}

Table table_of(const std::vector<Listed>& tests) {
  const std::vector<std::string> models = models_of(tests);
  Table table;
  table.gap = 1;
  table.columns = {{""}, {"", true}};
  table.columns.resize(2 + models.size());
  table.columns.push_back({"", false, true});
  std::string family;
  for (const Listed& listed : tests) {
    if (listed.family != family) table.heading(family = listed.family);
    std::vector<TableCell> row = {{"  " + listed.test.name},
                                  {std::to_string(listed.test.threads.size()), Ink::Faint}};
    for (const std::string& model : models) row.push_back(cell_for(listed, model));
    row.push_back({one_line(listed.test.doc), Ink::Faint});
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string legend(std::size_t tests, const Style& style) {
  return wrapped(
      fmt::format("{} test{}: name, threads, and the models that allow what it asks about; "
                  "race: undefined under that model.",
                  tests, tests == 1 ? "" : "s"),
      style.width > 0 ? static_cast<std::size_t>(style.width) : 100);
}

// Suites may mix tests with code, which has none of the facts that a list shows.
std::string note_of_stress_tests(const std::vector<std::string>& words) {
  std::string note;
  for (const std::string& word : words) {
    if (!word.starts_with('@') || word.starts_with("@generate:")) continue;
    const std::vector<Asked> all = resolve_to_run({word});
    const auto count = std::count_if(all.begin(), all.end(),
                                     [](const Asked& asked) { return !asked.program.empty(); });
    if (count == 0) continue;
    note += fmt::format("{} has {} stress test{}, which are code: litmus run {} plays them\n", word,
                        count, count == 1 ? "" : "s", word);
  }
  return note;
}

int list(const ListOptions& options, const Style& style) {
  note_folders(options.words);
  std::vector<Listed> tests = named_tests(options.words);
  const Filter filter(options, tests);
  std::erase_if(tests, [&](const Listed& listed) { return !filter.keeps(listed); });
  if (tests.empty()) {
    const std::string note = note_of_stress_tests(options.words);
    fmt::print(stderr, "{}", note.empty() ? "no test is like that; litmus list shows all\n" : note);
    return kNothingRan;
  }
  if (options.names_only) {
    for (const Listed& listed : tests) fmt::print("{}\n", listed.test.name);
    return kOk;
  }
  fmt::print("{}", to_string(table_of(tests), style));
  fmt::print("\n{}\n", legend(tests.size(), style));
  fmt::print("{}", note_of_stress_tests(options.words));
  return kOk;
}

}  // namespace

void add_list(CommandLine& line) {
  const auto options = std::make_shared<ListOptions>();
  line.command("list", "Show the tests of the catalogue",
               [options](const Style& style) { return list(*options, style); })
      .words(options->words, "Parts of names or families; @suite, file or folder lists those tests",
             false, "WORD")
      .number("--threads", options->threads, 1, kMaxThreads, "N", "Only tests of so many threads")
      .text("--orders", options->orders, "ORDERS", "Only tests that use each of these: rlx,acq,sc")
      .text("--expect", options->expect, "VERDICTS",
            "Only tests with these verdicts: tso:never,...")
      .flag("--names", options->names_only, "Print names only, one a line");
}

}  // namespace litmus
