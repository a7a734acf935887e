// Compares two models' outcomes, test by test.
#include "gen/differ.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "gen/make_test.h"
#include "gen/names.h"

namespace litmus {
namespace {

// An outcome of `a` and not of `b`; one that fulfils the condition before others.
std::optional<Outcome> only_in(const Judgement& a, const Judgement& b, const Test& test) {
  std::vector<Outcome> only;
  std::set_difference(a.outcomes.begin(), a.outcomes.end(), b.outcomes.begin(), b.outcomes.end(),
                      std::back_inserter(only));
  if (only.empty()) return std::nullopt;
  auto asked = std::find_if(only.begin(), only.end(), [&](const Outcome& outcome) {
    return holds(test.condition.proposition, outcome);
  });
  return asked == only.end() ? only.front() : *asked;
}

// What the two say of one cycle's test.
struct Answers {
  std::optional<ModelDifference> difference;
  bool decided = true;
};

Answers ask(const Cycle& cycle, const Judge& first, const Judge& second) {
  Test test = make_test(cycle, name_of(cycle));
  Judgement a = first(test);
  Judgement b = second(test);
  if (a.cut_short || b.cut_short) return {.difference = std::nullopt, .decided = false};
  if (a.races.empty() != b.races.empty())
    return {ModelDifference{cycle, test, {}, !a.races.empty()}};
  if (auto outcome = only_in(a, b, test)) return {ModelDifference{cycle, test, *outcome, true}};
  if (auto outcome = only_in(b, a, test)) return {ModelDifference{cycle, test, *outcome, false}};
  return {};
}

}  // namespace

bool differ(const Selection& selection, const Judge& first, const Judge& second,
            const std::function<bool(const ModelDifference&)>& visit,
            const std::function<bool()>& expired) {
  return enumerate(selection, [&](const Cycle& cycle) {
    if (expired && expired()) return false;
    const Answers answers = ask(cycle, first, second);
    if (!answers.decided) return false;
    return !answers.difference || visit(*answers.difference);
  });
}

}  // namespace litmus
