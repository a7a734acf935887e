// Simulator logs.
#include "report/herd_log.h"

#include <fmt/core.h>

#include <algorithm>

#include "lang/print.h"
#include "lang/print_code.h"

namespace litmus {
namespace {

std::string_view kind(Condition::Quantifier quantifier) {
  switch (quantifier) {
    case Condition::Quantifier::Exists:
      return "Allowed";
    case Condition::Quantifier::NotExists:
      return "Forbidden";
    case Condition::Quantifier::Forall:
      return "Required";
  }
  return "";
}

std::string state(const Test& test, const Outcome& outcome) {
  std::string text;
  for (int i = 0; i < test.shown; ++i) {
    const Column& column = test.observed[static_cast<std::size_t>(i)];
    const std::string value = value_text(outcome[static_cast<std::size_t>(i)], column.type, test);
    // Locations stand in brackets there; registers and elements of arrays do not.
    const bool brackets = column.thread < 0 && column.name.find('[') == std::string::npos;
    text += (brackets ? "[" + column.name + "]" : column.name) + "=" + value + "; ";
  }
  if (!text.empty()) text.pop_back();
  return text;
}

std::string observation(Frequency frequency) {
  std::string word(to_string(frequency));
  word.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(word.front())));
  return word;
}

}  // namespace

std::string to_herd_log(const Test& test, const Judgement& judgement, double seconds) {
  const auto& outcomes = judgement.outcomes;
  const auto holding = static_cast<std::size_t>(std::count_if(
      outcomes.begin(), outcomes.end(),
      [&](const Outcome& outcome) { return holds(test.condition.proposition, outcome); }));
  const std::size_t failing = outcomes.size() - holding;
  const bool negative = test.condition.quantifier == Condition::Quantifier::NotExists;
  const bool racy = !judgement.races.empty();
  const bool undefined = racy && judgement.race_flag.empty();

  std::string log = fmt::format("Test {} {}\nStates {}\n", test.name,
                                kind(test.condition.quantifier), outcomes.size());
  for (const Outcome& outcome : outcomes) log += state(test, outcome) + "\n";
  const std::string_view ok = judgement.condition_ok ? "Ok" : "No";
  log += fmt::format("{}{}\n", judgement.bounded ? "Loop " : "", undefined ? "Undef" : ok);
  log += fmt::format("Witnesses\nPositive: {} Negative: {}\n", negative ? failing : holding,
                     negative ? holding : failing);
  if (racy) log += fmt::format("Flag {}\n", undefined ? "*undef*" : judgement.race_flag);
  for (const std::string& flag : judgement.flags) log += fmt::format("Flag {}\n", flag);
  log += fmt::format("Condition {}\n", to_string(test.condition, test));
  log += fmt::format("Observation {} {} {} {}\n", test.name, observation(judgement.holds), holding,
                     failing);
  log += fmt::format("Time {} {:.2f}\n", test.name, seconds);
  if (!test.hash.empty()) log += fmt::format("Hash={}\n", test.hash);
  return log + "\n";
}

}  // namespace litmus
