// litmus report: results of any number of runs, by tests and machines; or as what other programs
// read. Tested by results_commands_test.cpp.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <memory>

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/records_as.h"
#include "cli/results_files.h"

namespace litmus {
namespace {

struct ReportOptions {
  std::vector<std::string> files;
  std::string format = "table";
  bool json = false;
};

int report(const ReportOptions& options, const Style& style) {
  RecordsAs report(options.format, style);
  for (const std::string& path : options.files)
    read_results(path, [&](const RunLine& line, const Place& place) { report.take(line, place); });
  report.end();
  if (report.records() > 0) return kOk;
  fmt::print(stderr, "there are no records in {}\n", fmt::join(options.files, ", "));
  return kNothingRan;
}

}  // namespace

void add_report(CommandLine& line) {
  const auto options = std::make_shared<ReportOptions>();
  line.command("report", "Show results of many runs by tests and machines",
               [options](const Style& style) {
                 if (options->json) options->format = "json";
                 return report(*options, style);
               })
      .words(options->files, "Results files, as litmus run --out writes them", true, "FILE")
      .choice("--format", options->format,
              {"table", "markdown", "json", "junit", "litmus7", "herd"}, "FORMAT",
              "table, markdown, json (a line a test and machine), junit, or logs for "
              "other tools' companions: litmus7 (with counts), herd (states alone)")
      .flag("--json", options->json, "The same as --format json");
}

}  // namespace litmus
