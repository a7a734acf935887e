// Tested by reordering_test.cpp.
#include "report/reordering.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "lang/order.h"
#include "lang/print_code.h"
#include "model/explanation.h"
#include "model/judge.h"

namespace litmus {
namespace {

// Two accesses of the cycle, of one thread, in program order.
struct Step {
  int from = 0, to = 0;
};

const ExecutionEvent& event(const Execution& execution, int number) {
  return execution.events[static_cast<std::size_t>(number)];
}

bool fence_keeps(const ExecutionEvent& fence, const ExecutionEvent& a, const ExecutionEvent& b) {
  if (fence.reads || fence.writes) return false;
  return fence.order == Order::SeqCst || (acquires(fence.order) && a.reads) ||
         (releases(fence.order) && b.writes);
}

// By its orders, its fences or its dependencies, the program asks that the two stay in order.
bool kept_in_order(const Execution& execution, const Step& step) {
  const ExecutionEvent& a = event(execution, step.from);
  const ExecutionEvent& b = event(execution, step.to);
  if (acquires(a.order) && a.reads) return true;
  if (releases(b.order) && b.writes) return true;
  if (a.order == Order::SeqCst && b.order == Order::SeqCst) return true;
  if (execution.addr.contains(step.from, step.to) || execution.data.contains(step.from, step.to))
    return true;
  if (execution.ctrl.contains(step.from, step.to) && b.writes) return true;
  for (int between = 0; between < execution.size(); ++between) {
    if (execution.po.contains(step.from, between) && execution.po.contains(between, step.to) &&
        fence_keeps(event(execution, between), a, b))
      return true;
  }
  return false;
}

// Between the store and the load stands a load that has the store's value already.
bool forwards(const Execution& execution, const Step& step) {
  for (int between = 0; between < execution.size(); ++between) {
    if (execution.rf.contains(step.from, between) && execution.po.contains(step.from, between) &&
        execution.po.contains(between, step.to))
      return true;
  }
  return false;
}

// An update counts as what makes the pair weaker: its load before a load, its store before a store.
Reordering kind(const Execution& execution, const Step& step) {
  const ExecutionEvent& a = event(execution, step.from);
  const ExecutionEvent& b = event(execution, step.to);
  const bool to_load = b.reads && !b.writes;
  const bool from_load = a.reads && (!a.writes || to_load);
  if (from_load) return to_load ? Reordering::LoadLoad : Reordering::LoadStore;
  if (!to_load) return Reordering::StoreStore;
  return forwards(execution, step) ? Reordering::EarlyForwarding : Reordering::StoreLoad;
}

std::vector<Step> steps(const Execution& execution, const std::vector<int>& cycle) {
  std::vector<Step> all;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    const Step step{cycle[i], cycle[(i + 1) % cycle.size()]};
    if (execution.po.contains(step.from, step.to) &&
        event(execution, step.from).location != event(execution, step.to).location)
      all.push_back(step);
  }
  return all;
}

std::set<Reordering> shown_by(const Execution& execution, const std::vector<int>& cycle) {
  const std::vector<Step> all = steps(execution, cycle);
  if (all.empty()) return {Reordering::Coherence};
  std::set<Reordering> kinds, free;
  std::set<int> threads;
  for (const Step& step : all) {
    kinds.insert(kind(execution, step));
    if (!kept_in_order(execution, step)) free.insert(kind(execution, step));
  }
  for (const int number : cycle) threads.insert(event(execution, number).thread);
  if (!free.empty()) return free;
  // Two threads can not tell who else saw a store: there, what was to be kept in order was not.
  if (threads.size() < 3) return kinds;
  return {Reordering::NotMultiCopyAtomic};
}

// What is asked about among the outcomes that this model allows; none if it can not say.
std::optional<std::vector<Outcome>> asked_of(const Test& test, const CatModel& model) {
  constexpr std::uint64_t kMaxSteps = 100'000;
  Judgement judgement = judge(test, model, {.max_steps = kMaxSteps, .refuse_meaningless = false});
  if (judgement.open()) return std::nullopt;
  const bool forall = test.condition.quantifier == Condition::Quantifier::Forall;
  std::erase_if(judgement.outcomes, [&](const Outcome& outcome) {
    return holds(test.condition.proposition, outcome) == forall;
  });
  return std::move(judgement.outcomes);
}

std::optional<Value> value_of(const Test& test, const Column& column, const std::string& text) {
  Value number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size()) return number;
  if (!column.type.is_pointer()) return std::nullopt;
  for (std::size_t i = 0; i < test.locations.size(); ++i) {
    const Value pointer = pointer_to(i);
    if (value_text(pointer, column.type, test) == text) return pointer;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Reordering reordering) {
  static constexpr std::array<std::string_view, kReorderings> kNames = {
      "store-load",       "store-store",           "load-load", "load-store",
      "early forwarding", "not multi-copy atomic", "coherence"};
  return kNames.at(static_cast<std::size_t>(reordering));
}

std::set<Reordering> reorderings(const Test& test, const Outcome& outcome, const CatModel& sc) {
  const Explanation why = explain(test, outcome, sc);
  if (!why.refusal) return {};
  return shown_by(why.refusal->execution, why.refusal->events);
}

std::vector<Outcome> incoherent(const Test& test) {
  static const CatModel kCoherent =
      compile_cat("\"coherent\"\nacyclic po-loc | rf | co | fr", "coherent");
  // Updates are one event here: coherence alone would be broken by one that is not atomic, too.
  static const CatModel kAnything =
      compile_cat("\"anything\"\nirreflexive rmw ; fr ; co", "anything");
  const auto coherent = asked_of(test, kCoherent);
  if (!coherent || !coherent->empty()) return {};
  return asked_of(test, kAnything).value_or(std::vector<Outcome>());
}

std::optional<Outcome> outcome_of(const Test& test, const NamedRow& row) {
  Outcome outcome;
  for (std::size_t i = 0; i < static_cast<std::size_t>(test.shown); ++i) {
    const auto at = row.find(test.observed[i].name);
    if (at == row.end()) return std::nullopt;
    const std::optional<Value> value = value_of(test, test.observed[i], at->second);
    if (!value) return std::nullopt;
    outcome.push_back(*value);
  }
  return outcome;
}

NamedRow row_of(const Test& test, const Outcome& outcome) {
  NamedRow row;
  for (std::size_t i = 0; i < outcome.size(); ++i)
    row[test.observed[i].name] = value_text(outcome[i], test.observed[i].type, test);
  return row;
}

}  // namespace litmus
