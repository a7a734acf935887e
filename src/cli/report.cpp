// litmus report: results of any number of runs, by tests and machines; or as what other programs
// read. Tested by results_commands_test.cpp.
#include <fmt/core.h>

#include <memory>

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/models.h"
#include "cli/results_files.h"
#include "lang/parse.h"
#include "report/junit.h"
#include "report/markdown.h"
#include "report/runner_log.h"
#include "report/tallies.h"

namespace litmus {
namespace {

struct ReportOptions {
  std::vector<std::string> files;
  std::string format = "table";
};

// What the weak outcomes of one recorded test show. A source that we can not read any more, or a
// row that is none of its outcomes, shows nothing.
Kinds kinds_of(const std::string& name, const AnswerToTest& answer, const CatModel& sc) {
  Kinds kinds;
  try {
    const Test test = parse_test(answer.source, name);
    for (const auto& [row, recorded] : answer.outcomes) {
      const auto allowed = recorded.allowed.find("sc");
      if (allowed == recorded.allowed.end() || allowed->second) continue;
      if (const std::optional<Outcome> outcome = outcome_of(test, row))
        kinds[row] = reorderings(test, *outcome, sc);
    }
  } catch (const Error&) {
    kinds.clear();
  }
  return kinds;
}

KindsOfTests kinds_of(const std::vector<Side>& sides) {
  const CatModel sc = std::move(load_models("sc").front());
  KindsOfTests all;
  for (const Side& side : sides) {
    for (const auto& [test, answer] : side.tests) {
      Kinds kinds = answer.source.empty() ? Kinds() : kinds_of(test, answer, sc);
      all[test].merge(kinds);
    }
  }
  return all;
}

// Everything about single records: they are handed on as they are read.
template <typename Take>
std::size_t for_each_record(const std::vector<std::string>& files, const Take& take) {
  std::size_t records = 0;
  for (const std::string& path : files) {
    read_results(path, [&](const RunLine& line, const Place&) {
      const auto* record = std::get_if<Record>(&line);
      if (record == nullptr) return;
      ++records;
      take(*record);
    });
  }
  return records;
}

int report_records(const ReportOptions& options) {
  std::vector<Record> kept;
  const std::size_t records = for_each_record(options.files, [&](const Record& record) {
    if (options.format == "litmus7") {
      fmt::print("{}", to_runner_log(record));
    } else {
      kept.push_back(record);
    }
  });
  if (options.format == "junit") fmt::print("{}", to_junit(kept));
  return records == 0 ? kNothingRan : kOk;
}

int report(const ReportOptions& options, const Style& style) {
  if (options.format == "junit" || options.format == "litmus7") return report_records(options);
  const std::vector<Side> sides = read_machines(options.files);
  if (sides.empty()) return kNothingRan;
  if (options.format == "json") {
    fmt::print("{}", tally_lines(sides));
    return kOk;
  }
  const Table tests = tally_table(sides), kinds = kinds_table(sides, kinds_of(sides));
  if (options.format == "markdown") {
    fmt::print("{}\n{}", to_markdown(tests), to_markdown(kinds));
  } else {
    fmt::print("{}\n{}", to_string(tests, style), to_string(kinds, style));
  }
  return kOk;
}

}  // namespace

void add_report(CommandLine& line) {
  const auto options = std::make_shared<ReportOptions>();
  line.command("report", "Show results of many runs by tests and machines",
               [options](const Style& style) { return report(*options, style); })
      .words(options->files, "Results files, as litmus run --out writes them", true, "FILE")
      .choice("--format", options->format, {"table", "markdown", "json", "junit", "litmus7"},
              "FORMAT",
              "table, markdown, json (a line a test and machine), junit, or\n"
              "litmus7 (logs for that tool's companions)");
}

}  // namespace litmus
