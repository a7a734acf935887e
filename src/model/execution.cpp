// See execution.h.
#include "model/execution.h"

#include <fmt/format.h>

#include "lang/print_code.h"

namespace litmus {
namespace {

// What makes the event strong: its C order, or the tags of the compiled operation.
std::string strength(const ExecutionEvent& event) {
  if (!event.compiled) return std::string(to_string(event.order));
  if (event.tags.empty()) return "";
  return fmt::format("[{}]", fmt::join(event.tags, ","));
}

}  // namespace

std::string to_string(const ExecutionEvent& event, const Test& test) {
  std::string text;
  if (event.location < 0) {
    text = "F";
  } else {
    const Location& location = test.locations[static_cast<std::size_t>(event.location)];
    auto shown = [&](Value value) { return value_text(value, location.type, test); };
    if (event.thread < 0) return fmt::format("init {}={}", location.name, shown(event.written));
    if (event.reads && event.writes) {
      text = fmt::format("U {} {}->{}", location.name, shown(event.read), shown(event.written));
    } else {
      text = fmt::format("{} {}={}", event.reads ? "R" : "W", location.name,
                         shown(event.reads ? event.read : event.written));
    }
  }
  const std::string extra = strength(event);
  return extra.empty() ? text : text + " " + extra;
}

std::string letter(const Execution& execution, int event) {
  int initial = 0;
  while (initial < execution.size() &&
         execution.events[static_cast<std::size_t>(initial)].thread < 0) {
    ++initial;
  }
  if (event < initial) return fmt::format("i{}", event);
  const int number = event - initial;
  const char name = static_cast<char>('a' + number % 26);
  return number < 26 ? std::string(1, name) : fmt::format("{}{}", name, number / 26);
}

void hand_in(const Execution& execution, Evaluation& evaluation) {
  const int n = execution.size();
  evaluation.begin(n);
  evaluation.hand_in(execution);
  copy(execution.rf, n, evaluation.relation(Base::Rf));
  copy(execution.co, n, evaluation.relation(Base::Co));
  copy(execution.fr, n, evaluation.relation(Base::Fr));
  for (int a = 0; a < n; ++a) {
    const ExecutionEvent& first = execution.events[static_cast<std::size_t>(a)];
    for (int b = 0; b < n; ++b) {
      const ExecutionEvent& second = execution.events[static_cast<std::size_t>(b)];
      const bool together = first.thread >= 0 && first.thread == second.thread;
      if (first.location >= 0 && first.location == second.location) {
        evaluation.relation(Base::Loc).insert(a, b);
      }
      if (together) evaluation.relation(Base::Int).insert(a, b);
      if (!together && a != b) evaluation.relation(Base::Ext).insert(a, b);
    }
  }
  for (std::size_t i = 0; i < execution.sets.size(); ++i) {
    evaluation.set(static_cast<int>(i)) = execution.sets[i];
  }
  evaluation.refresh(Level::Static);
}

}  // namespace litmus
