// litmus generate --differ: the smallest tests on which two models disagree, each with an outcome
// that only one of them allows. Tests that differ in their orders alone are told of once. Tested by
// command_line_test.cpp.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <map>

#include "cli/comma_list.h"
#include "cli/deadline.h"
#include "cli/exit_code.h"
#include "cli/generate.h"
#include "cli/models.h"
#include "gen/differ.h"
#include "harness/duration.h"
#include "harness/error.h"
#include "lang/print.h"
#include "model/judge.h"
#include "report/table.h"

namespace litmus {
namespace {

constexpr std::size_t kShown = 10;  // shapes, without --all

// What is searched where the user selects nothing.
constexpr const char* kStandard = "size=6;threads=4;edges=dep,pos;orders=rlx,acq,rel,sc";

std::string outcome_of(const ModelDifference& difference) {
  return difference.outcome.empty() ? "undefined, a race"
                                    : to_string(difference.outcome, difference.test);
}

// What is left of a difference when orders do not count: tests that are alike in this differ for
// one reason.
std::string shape_of(const ModelDifference& difference) {
  Cycle cycle = difference.cycle;
  for (Step& step : cycle.steps) step.access.order = Order::Relaxed;
  return to_string(canonical(cycle)) + (difference.first_allows ? " first" : " second");
}

// The differences in which a shape was first seen, and how many more there are of it.
class Shapes {
 public:
  void add(const ModelDifference& difference, const std::string& allowed_by, bool all) {
    const auto [known, is_new] = rows_.try_emplace(shape_of(difference), table_.rows.size());
    if (!is_new) ++more_[known->second];
    if (!is_new && !all) return;
    if (is_new && !all && table_.rows.size() == kShown) {
      rows_.erase(known);
      ++left_;
      return;
    }
    table_.rows.push_back({{difference.test.name}, {outcome_of(difference)}, {allowed_by}, {""}});
    more_.push_back(0);
  }

  void print(bool all, std::size_t smallest, const Style& style) {
    for (std::size_t i = 0; i < more_.size() && !all; ++i) {
      if (more_[i] > 0) table_.rows[i][3].text = fmt::format("and {} with other orders", more_[i]);
    }
    if (!table_.rows.empty()) fmt::print("{}", to_string(table_, style));
    if (left_ > 0) fmt::print("and {} more with {} edges (--all)\n", left_, smallest);
  }

 private:
  Table table_{.columns = {{"test"}, {"outcome", false, true}, {"only allowed by"}, {""}}};
  std::map<std::string, std::size_t> rows_;
  std::vector<std::size_t> more_;  // by row
  std::size_t left_ = 0;
};

// Of one name may be two versions of a model: then each is called as it was named.
std::vector<CatModel> two_models(const std::string& names) {
  const std::vector<std::string> words = comma_list(names);
  if (words.size() != 2)
    throw Error("--differ compares two models", "name two, for example --differ tso,sc");
  std::vector<CatModel> models = {load_model(words[0]), load_model(words[1])};
  if (models[0].name != models[1].name) return models;
  for (std::size_t i = 0; i < models.size(); ++i) models[i].name = words[i];
  return models;
}

// Two models may agree because the orders that matter were not tried.
std::string in_words(const Selection& selection) {
  std::vector<std::string_view> orders;
  for (const Order order : selection.orders) orders.push_back(to_string(order));
  return fmt::format("{} to {} edges, orders {} (--size, --orders, --edges)", selection.min_size,
                     selection.max_size, fmt::join(orders, ", "));
}

}  // namespace

int print_differences(const GenerateCommand& command, const Style& style) {
  const std::vector<CatModel> models = two_models(command.differ);
  const Checker first(models[0]), second(models[1]);

  Shapes shapes;
  std::size_t smallest = 0;
  bool over = false;
  const Selection tried = selection_of(command, kStandard);
  const auto expired = deadline(duration_from(command.time));
  const bool complete = differ(
      tried, [&](const Test& test) { return first.judge(test, {.expired = expired}); },
      [&](const Test& test) { return second.judge(test, {.expired = expired}); },
      [&](const ModelDifference& difference) {
        if (smallest == 0) smallest = difference.cycle.size();
        over = difference.cycle.size() > smallest;
        const CatModel& allows = models[difference.first_allows ? 0 : 1];
        if (!over) shapes.add(difference, allows.name, command.all);
        return !over;
      },
      expired);

  shapes.print(command.all, smallest, style);
  if (smallest == 0 && complete)
    fmt::print("{}", folded(fmt::format("{} and {} agree on all of these tests: {}\n",
                                        models[0].name, models[1].name, in_words(tried)),
                            style));
  if (complete || over) return kOk;
  fmt::print("cut short after {}: there may be more; --time gives it longer\n", command.time);
  return kCanNotRun;
}

}  // namespace litmus
