// Judgements as JSON.
#include "report/check_json.h"

#include <nlohmann/json.hpp>

#include "report/outcome_json.h"

namespace litmus {
namespace {

using Json = nlohmann::ordered_json;

std::string_view quantifier_name(Condition::Quantifier quantifier) {
  switch (quantifier) {
    case Condition::Quantifier::Exists:
      return "exists";
    case Condition::Quantifier::NotExists:
      return "~exists";
    case Condition::Quantifier::Forall:
      return "forall";
  }
  return "";
}

}  // namespace

std::string to_json(const Test& test, const Judgement& judgement) {
  Json outcomes = Json::array();
  for (const Outcome& outcome : judgement.outcomes) outcomes.push_back(outcome_json(test, outcome));
  Json line = {{"test", test.name},
               {"model", judgement.model},
               {"outcomes", std::move(outcomes)},
               {"condition", quantifier_name(test.condition.quantifier)},
               {"holds", judgement.decided() ? to_string(judgement.holds) : "undecided"},
               {"race", !judgement.races.empty()}};
  if (judgement.bounded) line["bounded"] = true;
  if (judgement.cut_short) line["cut_short"] = true;
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace litmus
