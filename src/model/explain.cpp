// Words for relations, and the texts made of them.
#include "model/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/print.h"
#include "lang/print_code.h"
#include "model/trace_edge.h"

namespace litmus {
namespace {

// --- words for one step ---

// {a} and {b} are the events' letters, {x} their location, {v} what the first one reads or writes
// and {w} what the second writes.
struct Phrase {
  std::string_view relation;
  std::string_view words;
};
constexpr std::array kPhrases = std::to_array<Phrase>({
    {"po", "{a} is before {b} in program order"},
    {"po-loc", "{a} is before {b} in program order, both on {x}"},
    {"rf", "{b} reads the {w} that {a} wrote to {x}"},
    {"co", "{b} overwrites the {v} that {a} wrote to {x} with {w}"},
    {"fr", "{a} reads the {v} that {b} overwrites with {w}"},
    {"addr", "the address of {b} depends on what {a} read"},
    {"data", "the value of {b} depends on what {a} read"},
    {"ctrl", "whether {b} is done depends on what {a} read"},
    {"rmw", "{a} and {b} are the two halves of one update"},
    {"amo", "{a} and {b} are the two halves of one instruction"},
    {"loc", "{a} and {b} are on the same location"},
    {"int", "{a} and {b} are in one thread"},
    {"ext", "{a} and {b} are in different threads"},
    {"rf^-1", "{a} reads the {v} that {b} wrote to {x}"},
    {"co^-1", "{a} overwrites what {b} wrote to {x}"},
    {"fr^-1", "{a} overwrites what {b} read"},
});

// rfe and rfi are rf: whose threads these are can be seen.
std::string_view phrase(std::string_view relation) {
  bool side = relation.size() == 3 && (relation[2] == 'e' || relation[2] == 'i');
  std::string_view plain = side ? relation.substr(0, 2) : relation;
  for (const Phrase& p : kPhrases) {
    if (p.relation == plain) return p.words;
  }
  return "{a} is related to {b}";
}

class Words {
 public:
  Words(const Execution& execution, const Test& test) : execution_(execution), test_(test) {}

  std::string step(std::string_view relation, int from, int to) const {
    const ExecutionEvent& a = event(from);
    const ExecutionEvent& b = event(to);
    // An update reads one value and writes another: rf and co leave from what it wrote, fr from
    // what it read, and what arrives at a reader is what was read.
    bool from_read = relation.starts_with("fr") || relation == "rf^-1";
    bool to_read = relation.starts_with("rf") && relation != "rf^-1";
    if (relation.starts_with("rf") && a.thread < 0) {
      return fmt::format("{} reads the initial {} of {}", letter(execution_, to), value(b, true),
                         location(a, b));
    }
    if (relation == "rmw" && from == to) return letter(execution_, from) + " is an update";
    return fmt::format(fmt::runtime(phrase(relation)), fmt::arg("a", letter(execution_, from)),
                       fmt::arg("b", letter(execution_, to)), fmt::arg("x", location(a, b)),
                       fmt::arg("v", value(a, from_read)), fmt::arg("w", value(b, to_read)));
  }

  std::string line(int number) const {
    return fmt::format("{}: {}", letter(execution_, number), to_string(event(number), test_));
  }

 private:
  const ExecutionEvent& event(int number) const {
    return execution_.events[static_cast<std::size_t>(number)];
  }

  std::string location(const ExecutionEvent& a, const ExecutionEvent& b) const {
    int which = a.location >= 0 ? a.location : b.location;
    return which < 0 ? "" : test_.locations[static_cast<std::size_t>(which)].name;
  }

  std::string value(const ExecutionEvent& event, bool read) const {
    if (event.location < 0) return "";
    const Location& location = test_.locations[static_cast<std::size_t>(event.location)];
    return value_text(read ? event.read : event.written, location.type, test_);
  }

  const Execution& execution_;
  const Test& test_;
};

// --- reasons ---

// That an event is a read, a write or atomic goes without saying.
bool goes_without_saying(std::string_view set) {
  constexpr std::array kDull = std::to_array<std::string_view>(
      {"[R]", "[W]", "[M]", "[W & A]", "[R & A]", "[A & W]", "[A & R]", "[_]"});
  return std::find(kDull.begin(), kDull.end(), set) != kDull.end();
}

// Sets that are called otherwise in speech.
std::string spoken(const std::string& set, bool compiled) {
  if (set == "X") return "locked";
  if (compiled && set == "A") return "acquire";
  if (compiled && set == "L") return "release";
  return set;
}

void add_reasons(const std::vector<TraceStep>& steps, const Words& words,
                 const Execution& execution, std::vector<std::string>& within,
                 std::vector<Reason>& out, std::vector<std::string>& asked) {
  for (const TraceStep& step : steps) {
    if (!step.inside.empty()) {
      within.push_back(step.name);
      add_reasons(step.inside, words, execution, within, out, asked);
      within.pop_back();
    } else if (step.name.starts_with('[')) {
      if (goes_without_saying(step.name)) continue;
      std::string what = step.name.substr(1, step.name.size() - 2);
      bool compiled = execution.events[static_cast<std::size_t>(step.from)].compiled;
      std::string text =
          fmt::format("{} is {}", letter(execution, step.from), spoken(what, compiled));
      // What is asked of an event goes with the step that leads to it, if there is one.
      bool arrives = !out.empty() && out.back().to == step.from;
      std::vector<std::string>& with = arrives ? out.back().asked : asked;
      if (std::find(with.begin(), with.end(), text) == with.end()) with.push_back(text);
    } else {
      out.push_back({step.from, step.to, step.name, within,
                     words.step(step.name, step.from, step.to), asked});
      asked.clear();
    }
  }
}

}  // namespace

std::vector<Reason> reasons(const Refusal& refusal, const Test& test, const CatModel& model) {
  Evaluation evaluation(model);
  hand_in(refusal.execution, evaluation);
  const Check& check = model.checks[static_cast<std::size_t>(refusal.check)];
  const Words words(refusal.execution, test);
  std::vector<Reason> all;
  auto add = [&](int node, int from, int to) {
    std::vector<std::string> within, asked;
    const std::string& name = model.nodes[static_cast<std::size_t>(node)].name;
    std::vector<TraceStep> steps = trace_edge(evaluation, node, from, to);
    if (!name.empty() && !(steps.size() == 1 && steps[0].name == name)) within.push_back(name);
    add_reasons(steps, words, refusal.execution, within, all, asked);
  };

  const std::vector<int>& events = refusal.events;
  const Node& node = model.nodes[static_cast<std::size_t>(check.node)];
  if (node.is_set || events.empty()) return all;
  if (check.kind != Check::Kind::Empty) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      add(check.node, events[i], events[(i + 1) % events.size()]);
    }
  } else if (node.op == Node::Op::Intersection) {  // empty rmw & (fre ; coe): both sides matter
    for (int side : node.operands) add(side, events[0], events[1]);
  } else {
    add(check.node, events[0], events[1]);
  }
  return all;
}

// --- texts ---

namespace {

std::string headline(const Outcome& outcome, const Test& test, const CatModel& model,
                     std::string_view verdict) {
  return fmt::format("{} under {}: {} {}\n\n", test.name, model.name, to_string(outcome, test),
                     verdict);
}

// The longest cell of a column, up to a limit beyond which a column is left ragged.
template <typename Cell>
std::size_t width(const std::vector<Reason>& rows, Cell cell) {
  std::size_t widest = 0;
  for (const Reason& row : rows) widest = std::max(widest, cell(row).size());
  return std::min<std::size_t>(widest, 60);
}

std::string reasons_text(const std::vector<Reason>& rows, const Execution& execution) {
  auto arrow = [&](const Reason& row) {
    return letter(execution, row.from) + " -> " + letter(execution, row.to);
  };
  std::size_t left = width(rows, arrow);
  std::size_t middle = width(rows, [](const Reason& row) { return row.words; });
  std::string text;
  for (const Reason& row : rows) {
    std::string names;
    for (const std::string& name : row.within) names += name + ": ";
    text += fmt::format("  {:{}}  {:{}}  {}{}\n", arrow(row), left, row.words, middle, names,
                        row.relation);
    if (!row.asked.empty()) {
      text += fmt::format("  {:{}}  {}\n", "", left, fmt::join(row.asked, "; "));
    }
  }
  return text;
}

// Who reads what from whom, and which write came next after which on their location.
std::string story(const Execution& execution, const Test& test) {
  const Words words(execution, test);
  std::string text;
  for (int write = 0; write < execution.size(); ++write) {
    for (int read : execution.rf[write]) {
      text += fmt::format("  {}\n", words.step("rf", write, read));
    }
  }
  Relation later;
  sequence(execution.co, execution.co, execution.size(), later);
  for (int a = 0; a < execution.size(); ++a) {
    if (execution.events[static_cast<std::size_t>(a)].thread < 0) continue;
    for (int b : execution.co[a] - later[a]) {
      text += fmt::format("  {}\n", words.step("co", a, b));
    }
  }
  return text;
}

// Which events wait for the value of which loads, be it through a store that their thread reads.
Relation dependencies(const Execution& execution) {
  const int n = execution.size();
  Relation all;
  for (int e = 0; e < n; ++e) {
    all[e] = execution.addr[e] | execution.data[e] | execution.ctrl[e];
    all[e] |= execution.rf[e] & execution.po[e];
  }
  close_transitively(n, all);
  return all;
}

// What a cycle that only no-thin-air forbids means for machines and for compilers.
std::string thin_air_text(const Refusal& refusal) {
  const Relation depends = dependencies(refusal.execution);
  std::size_t in_threads = 0, dependent = 0;
  for (std::size_t i = 0; i < refusal.events.size(); ++i) {
    const int from = refusal.events[i];
    const int to = refusal.events[(i + 1) % refusal.events.size()];
    if (refusal.execution.rf.contains(from, to)) continue;
    ++in_threads;
    dependent += depends.contains(from, to) ? 1u : 0u;
  }
  if (dependent == in_threads) {
    return "No other axiom forbids it: its values would come out of thin air. Where it is\n"
           "seen, a compiler dropped a dependency.\n";
  }
  return fmt::format(
      "No other axiom forbids it: the model forbids every cycle of program order and\n"
      "reads-from, to keep values out of thin air.\n"
      "{} of the program order in this one is a dependency. A machine may show it\n"
      "where a later store overtakes a load: Armv8, RISC-V and POWER let it, unless\n"
      "an acquire, a release or a fence is in its way.\n",
      dependent == 0 ? "None" : "Not all");
}

std::string refusal_text(const Explanation& e, const Test& test, const CatModel& model) {
  const Refusal& refusal = *e.refusal;
  const Check& check = model.checks[static_cast<std::size_t>(refusal.check)];
  std::string text = events_text(refusal.execution, test);
  text += fmt::format("\nIt breaks an axiom of the model:  {}\n", check.place.source);
  text += reasons_text(reasons(refusal, test, model), refusal.execution);
  if (refusal.broken > 1) {
    text +=
        fmt::format("It breaks {} axioms in all; no execution with this outcome breaks fewer.\n",
                    refusal.broken);
  }
  if (e.answer == Explanation::Answer::OutOfThinAir) text += thin_air_text(refusal);
  if (!e.best) text += "There were too many executions to look at all of them.\n";
  return text;
}

}  // namespace

std::string events_text(const Execution& execution, const Test& test) {
  const Words words(execution, test);
  std::string text;
  int thread = -2;
  for (int number = 0; number < execution.size(); ++number) {
    int of = execution.events[static_cast<std::size_t>(number)].thread;
    std::string name = of < 0 ? "start" : fmt::format("P{}", of);
    text += fmt::format("  {:5}  {}\n", of == thread ? "" : name, words.line(number));
    thread = of;
  }
  return text;
}

std::string to_text(const Explanation& e, const Outcome& outcome, const Test& test,
                    const CatModel& model) {
  using Answer = Explanation::Answer;
  switch (e.answer) {
    case Answer::Allowed:
      return headline(outcome, test, model, "is allowed.") + events_text(*e.witness, test) +
             "\nThe model allows this execution:\n" + story(*e.witness, test);
    case Answer::Forbidden:
      return headline(outcome, test, model, "is forbidden.") +
             fmt::format("No execution that the model allows ends so. {}:\n\n",
                         e.best ? "The one that comes nearest" : "One that comes near") +
             refusal_text(e, test, model);
    case Answer::OutOfThinAir:
      return headline(outcome, test, model, "is out of thin air.") + refusal_text(e, test, model);
    case Answer::Undecided:
      return fmt::format("{} under {}: {} is undecided: the search was cut short.\n", test.name,
                         model.name, to_string(outcome, test));
    case Answer::Impossible:
      break;
  }
  return headline(outcome, test, model, "is impossible.") +
         "Whatever the threads read from each other, they never end so: no model is needed to say "
         "no.\n";
}

std::string to_text(const RaceWitness& race, const Test& test, const CatModel& model) {
  const Words words(race.execution, test);
  std::string text =
      fmt::format("{} under {}: undefined, because two accesses race: anything may happen.\n\n",
                  test.name, model.name);
  text += events_text(race.execution, test) + "\n";
  for (int access : {race.a, race.b}) {
    const Position at = race.execution.events[static_cast<std::size_t>(access)].at;
    text += "  " + words.line(access);
    if (at.line > 0) text += fmt::format("   ({}:{}:{})", test.file, at.line, at.column);
    text += '\n';
  }
  text += fmt::format(
      "{} and {} touch one location, at least one of them writes and not both are atomic; and in "
      "this execution neither happens before the other:\n",
      letter(race.execution, race.a), letter(race.execution, race.b));
  return text + story(race.execution, test);
}

}  // namespace litmus
