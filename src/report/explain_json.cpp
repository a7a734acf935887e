// Tested by explain_json_test.cpp.
#include "report/explain_json.h"

#include <nlohmann/json.hpp>

#include "report/execution_picture.h"
#include "report/outcome_json.h"

namespace litmus {
namespace {

std::string_view verdict(Explanation::Answer answer) {
  switch (answer) {
    case Explanation::Answer::Allowed:
      return "allowed";
    case Explanation::Answer::Forbidden:
      return "forbidden";
    case Explanation::Answer::OutOfThinAir:
      return "out of thin air";
    case Explanation::Answer::Impossible:
      return "impossible";
    case Explanation::Answer::Undecided:
      return "undecided";
  }
  return "";
}

Json event_json(const Execution& execution, int number, const Test& test) {
  const ExecutionEvent& event = execution.events[static_cast<std::size_t>(number)];
  Json json = {{"name", letter(execution, number)}};
  if (event.thread >= 0) json["thread"] = event.thread;
  const bool update = event.reads && event.writes;
  json["kind"] = event.location < 0 ? "F" : update ? "U" : event.reads ? "R" : "W";
  if (event.location >= 0) {
    const Location& location = test.locations[static_cast<std::size_t>(event.location)];
    const auto value = [&](Value held) { return value_json(held, location.type, test); };
    json["location"] = location.name;
    if (event.reads) json["read"] = value(event.read);
    if (event.writes) json["written"] = value(event.written);
  }
  if (event.compiled) {
    json["tags"] = event.tags;
  } else if (event.thread >= 0) {
    json["order"] = to_string(event.order);
  }
  if (event.at.line > 0) {
    json["line"] = event.at.line;
    json["column"] = event.at.column;
  }
  return json;
}

Json pair_json(const Execution& execution, int from, int to) {
  return Json::array({letter(execution, from), letter(execution, to)});
}

Json relation_json(const Execution& execution, const Relation& relation) {
  Json pairs = Json::array();
  for (int from = 0; from < execution.size(); ++from) {
    for (int to : relation[from]) pairs.push_back(pair_json(execution, from, to));
  }
  return pairs;
}

Json execution_json(const Execution& execution, const Test& test) {
  Json events = Json::array(), swapped = Json::array();
  for (int e = 0; e < execution.size(); ++e) events.push_back(event_json(execution, e, test));
  for (const auto& [from, to] : out_of_order(execution))
    swapped.push_back(pair_json(execution, from, to));
  return {{"events", std::move(events)},
          {"rf", relation_json(execution, execution.rf)},
          {"co", relation_json(execution, execution.co)},
          {"fr", relation_json(execution, execution.fr)},
          {"out_of_order", std::move(swapped)}};
}

Json refusal_json(const Explanation& explanation, const Test& test, const CatModel& model) {
  const Refusal& refusal = *explanation.refusal;
  Json steps = Json::array();
  for (const Reason& reason : reasons(refusal, test, model)) {
    steps.push_back({{"from", letter(refusal.execution, reason.from)},
                     {"to", letter(refusal.execution, reason.to)},
                     {"relation", reason.relation},
                     {"within", reason.within},
                     {"words", reason.words},
                     {"asked", reason.asked}});
  }
  const Check& check = model.checks[static_cast<std::size_t>(refusal.check)];
  return {{"axiom", refusal.axiom},
          {"text", check.place.source},
          {"reasons", std::move(steps)},
          {"broken", refusal.broken},
          {"shortest", explanation.best}};
}

}  // namespace

std::string to_json(const Explanation& explanation, const Outcome& outcome, const Test& test,
                    const CatModel& model) {
  Json line = {{"test", test.name},
               {"model", model.name},
               {"outcome", outcome_json(test, outcome)},
               {"verdict", verdict(explanation.answer)}};
  if (explanation.witness) line["execution"] = execution_json(*explanation.witness, test);
  if (explanation.refusal) {
    line["execution"] = execution_json(explanation.refusal->execution, test);
    line["refusal"] = refusal_json(explanation, test, model);
  }
  return to_text(line);
}

std::string to_json(const RaceWitness& race, const Test& test, const CatModel& model) {
  return to_text({{"test", test.name},
                  {"model", model.name},
                  {"verdict", "race"},
                  {"race", pair_json(race.execution, race.a, race.b)},
                  {"execution", execution_json(race.execution, test)}});
}

}  // namespace litmus
