// litmus generate --differ: the smallest tests on which two models disagree, each with an outcome
// that only one of them allows. Tested by command_line_test.cpp.
#include <fmt/core.h>

#include "cli/deadline.h"
#include "cli/duration.h"
#include "cli/exit_code.h"
#include "cli/generate.h"
#include "cli/models.h"
#include "gen/differ.h"
#include "harness/error.h"
#include "lang/print.h"
#include "model/judge.h"
#include "report/table.h"

namespace litmus {
namespace {

constexpr std::size_t kShown = 10;  // without --all

// What is searched where the user selects nothing.
constexpr const char* kStandard = "size=6;threads=4;edges=dep,pos;orders=rlx,acq,rel,sc";

std::string outcome_of(const ModelDifference& difference) {
  return difference.outcome.empty() ? "undefined, a race"
                                    : to_string(difference.outcome, difference.test);
}

}  // namespace

int print_differences(const GenerateCommand& command, const Style& style) {
  const std::vector<CatModel> models = load_models(command.differ);
  if (models.size() != 2)
    throw Error("--differ compares two models", "name two, for example --differ tso,sc");
  const Checker first(models[0]), second(models[1]);

  Table table{.columns = {{"test"}, {"outcome", false, true}, {"only allowed by"}}};
  std::size_t found = 0, smallest = 0;
  bool over = false;
  const auto expired = deadline(duration_from(command.time));
  const bool complete = differ(
      selection_of(command, kStandard),
      [&](const Test& test) { return first.judge(test, {.expired = expired}); },
      [&](const Test& test) { return second.judge(test, {.expired = expired}); },
      [&](const ModelDifference& difference) {
        if (smallest == 0) smallest = difference.cycle.size();
        if (difference.cycle.size() > smallest) {
          over = true;
          return false;
        }
        if (++found <= kShown || command.all)
          table.rows.push_back({{difference.test.name},
                                {outcome_of(difference)},
                                {models[difference.first_allows ? 0 : 1].name}});
        return true;
      },
      expired);

  if (found > 0) fmt::print("{}", to_string(table, style));
  if (found > table.rows.size())
    fmt::print("and {} more with {} edges (--all)\n", found - table.rows.size(), smallest);
  if (found == 0 && complete)
    fmt::print("{} and {} agree on all of these tests\n", models[0].name, models[1].name);
  if (!complete && !over)
    fmt::print("cut short after {}: --time gives it longer\n", command.time);
  return found > 0 || complete ? kOk : kNothingRan;
}

}  // namespace litmus
