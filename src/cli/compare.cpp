// litmus compare: what differs between runs, machines, compilers, or other tools' logs.
//
// The first file is what the others are compared with. --fail-on turns kinds of differences into
// an exit code for CI. Tested by results_commands_test.cpp.
#include "report/compare.h"

#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "cli/comma_list.h"
#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/results_files.h"
#include "lang/nearest.h"
#include "report/compare_text.h"

namespace litmus {
namespace {

struct CompareOptions {
  std::vector<std::string> files;
  std::string format = "table";
  bool json = false;
  std::string fail_on;
};

std::vector<Change> changes_from(const std::string& words) {
  static constexpr std::string_view kKnown[] = {"forbidden", "verdict", "new", "lost", "rate"};
  std::vector<Change> changes;
  for (const std::string& word : comma_list(words)) {
    const std::optional<Change> change = change_from(word);
    if (!change) {
      throw Error(fmt::format("no difference is called '{}'", word),
                  did_you_mean(word, kKnown, "forbidden, verdict, new, lost or rate"));
    }
    changes.push_back(*change);
  }
  return changes;
}

int compare(const CompareOptions& options, const Style& style) {
  if (options.files.size() < 2)
    throw Error("there is nothing to compare it with", "litmus compare BEFORE AFTER");
  const std::vector<Change> fatal = changes_from(options.fail_on);
  std::vector<Side> sides;
  for (const std::string& path : options.files) sides.push_back(read_side(path));
  const Differences found = differences(sides);
  if (options.format == "json") {
    fmt::print("{}", to_json_lines(found, sides));
  } else {
    fmt::print("{}", options.format == "markdown" ? to_markdown(found, sides)
                                                  : to_text(found, sides, style));
  }
  const bool fails = std::any_of(found.all.begin(), found.all.end(), [&](const auto& difference) {
    return std::find(fatal.begin(), fatal.end(), difference.change) != fatal.end();
  });
  if (fails) return kFinding;
  return found.compared == 0 ? kNothingRan : kOk;
}

}  // namespace

void add_compare(CommandLine& line) {
  const auto options = std::make_shared<CompareOptions>();
  line.command("compare", "Show how runs or logs differ",
               [options](const Style& style) {
                 if (options->json) options->format = "json";
                 return compare(*options, style);
               })
      .words(options->files,
             "Two or more: results files, or logs of other tools.\n"
             "The first is what the others are compared with",
             true, "FILE")
      .choice("--format", options->format, {"table", "markdown", "json"}, "FORMAT",
              "table, markdown, or json (a line a difference)")
      .flag("--json", options->json, "The same as --format json")
      .text("--fail-on", options->fail_on, "KINDS",
            "Exit with 1 if there are such differences:\n"
            "forbidden, verdict, new, lost, rate");
}

}  // namespace litmus
