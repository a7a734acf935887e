// Witnesses are what the search finds when it is given the outcome. Refusals come from a search
// that asks no axiom: first among executions that are coherent and whose updates are atomic, as
// these say more than "a read saw an old value"; only if there are none, among all.
#include "model/explanation.h"

#include <algorithm>
#include <tuple>

#include "model/search.h"
#include "model/ways.h"

namespace litmus {
namespace {

// Candidates looked at before the best so far is taken.
constexpr int kMaxCandidates = 20000;

Execution execution_of(const Candidate& candidate, const Test& test, const Evaluation& evaluation) {
  const Skeleton& s = candidate.skeleton;
  Execution e;
  auto value = [&](int term) {
    return term >= 0 && candidate.values.known(term) ? candidate.values.value(term) : 0;
  };
  for (int i = 0; i < s.n; ++i) {
    const Event& event = s[i];
    ExecutionEvent& out = e.events.emplace_back();
    out.thread = event.thread;
    out.location = event.location;
    out.reads = event.reads;
    out.writes = event.writes;
    if (event.writes) out.written = value(event.written);
    if (event.reads) {
      const int source = candidate.coherence.source(i);
      out.read = value(event.read >= 0 ? event.read : s[source].written);
      e.rf.insert(source, i);
      e.fr[i] = candidate.coherence.after(source) - EventSet::of(i);
    }
    if (event.writes) e.co[i] = candidate.coherence.after(i);
    out.order = event.order;
    out.compiled = event.op != nullptr;
    if (event.op != nullptr) out.tags.assign(event.op->tags.begin(), event.op->tags.end());
    if (event.action != nullptr) out.at = event.action->instruction->at;
  }
  static_cast<ProgramRelations&>(e) = s;
  e.sets = evaluation.sets();
  e.outcome.assign(candidate.outcome.begin(), candidate.outcome.begin() + test.shown);
  return e;
}

class Explaining {
 public:
  Explaining(const Test& test, const Outcome& outcome, const CatModel& model,
             const JudgeOptions& options)
      : test_(test),
        outcome_(outcome),
        model_(model),
        ways_(ways(test, options.unroll)),
        lowering_(test, ways_.programs, model, options.compilation),
        evaluation_(model),
        budget_{.max_steps = options.max_steps, .expired = options.expired} {}

  Explanation run() {
    try {
      search();
    } catch (const CutShort&) {
      found_.best = false;
      if (!found_.refusal) found_.answer = Explanation::Answer::Undecided;
    }
    if (found_.refusal) {
      const bool thin_air = found_.refusal->axiom == kNoThinAir && found_.refusal->broken == 1;
      found_.answer =
          thin_air ? Explanation::Answer::OutOfThinAir : Explanation::Answer::Forbidden;
    }
    return std::move(found_);
  }

 private:
  void search() {
    const Implied implied = implied_by(model_);
    look(implied, true, [&](const Candidate& candidate) {
      found_.answer = Explanation::Answer::Allowed;
      found_.witness = execution_of(candidate, test_, evaluation_);
      return false;
    });
    if (found_.witness) return;
    Implied usual = implied;
    usual.atomicity = implied.coherence;
    for (Implied assumed : {usual, implied, Implied{}}) {
      if (found_.refusal) break;
      look(assumed, false, [&](const Candidate& candidate) { return weigh(candidate); });
    }
  }

  void look(Implied implied, bool judged, const std::function<bool(const Candidate&)>& visitor) {
    Search search(test_, lowering_, evaluation_, implied, budget_);
    search.visit(outcome_, visitor);
    if (!judged) search.ignore_axioms();
    Skeleton skeleton;
    for_each_combination(ways_, Paths::Complete, [&](const Combination& paths) {
      if (!lowering_.lower(paths, skeleton)) return true;
      search.run(skeleton, Search::Aim::Outcomes);
      return !search.stopped();
    });
  }

  // Keeps the candidate if it breaks fewer axioms than the best so far, or by a shorter cycle.
  bool weigh(const Candidate& candidate) {
    int broken = 0, shortest = -1;
    Failure failure;
    for (std::size_t i = 0; i < model_.checks.size(); ++i) {
      const Check& check = model_.checks[i];
      if (check.role != Check::Role::Axiom || !evaluation_.raised(check)) continue;
      ++broken;
      Failure here = evaluation_.failure(check);
      if (shortest >= 0 && here.events.size() >= failure.events.size()) continue;
      shortest = static_cast<int>(i);
      failure = std::move(here);
    }
    CHECK(broken > 0);
    auto weight = [](int axioms, std::size_t cycle, int events) {
      return std::tuple(axioms, cycle, events);
    };
    const bool better =
        !found_.refusal ||
        weight(broken, failure.events.size(), candidate.skeleton.n) <
            weight(found_.refusal->broken, found_.refusal->events.size(),
                   found_.refusal->execution.size());
    if (better) {
      found_.refusal = Refusal{.execution = execution_of(candidate, test_, evaluation_),
                               .axiom = model_.checks[index(shortest)].name,
                               .check = shortest,
                               .events = failure.events,
                               .broken = broken};
    }
    if (++candidates_ < kMaxCandidates) return true;
    found_.best = false;
    return false;
  }

  const Test& test_;
  const Outcome& outcome_;
  const CatModel& model_;
  Ways ways_;
  Lowering lowering_;
  Evaluation evaluation_;
  Budget budget_;
  Explanation found_;
  int candidates_ = 0;
};

}  // namespace

Explanation explain(const Test& test, const Outcome& outcome, const CatModel& model,
                    const JudgeOptions& options) {
  if (outcome.size() != index(test.shown)) {
    throw Error("the outcome has not as many numbers as the test has columns");
  }
  return Explaining(test, outcome, model, options).run();
}

std::optional<RaceWitness> explain_race(const Test& test, const CatModel& model,
                                        const JudgeOptions& options) {
  const Ways ways = litmus::ways(test, options.unroll);
  const Lowering lowering(test, ways.programs, model, options.compilation);
  Evaluation evaluation(model);
  Budget budget{.max_steps = options.max_steps, .expired = options.expired};
  Search search(test, lowering, evaluation, implied_by(model), budget);
  std::optional<RaceWitness> found;
  search.visit_race([&](const Candidate& candidate, int a, int b) {
    found = RaceWitness{.execution = execution_of(candidate, test, evaluation), .a = a, .b = b};
  });
  Skeleton skeleton;
  // What is undefined before a thread is stopped at the loop bound is undefined however it goes on.
  const auto look = [&](Paths which, Search::Aim aim) {
    for_each_combination(ways, which, [&](const Combination& paths) {
      // What comes after the meaningless is no race: the judge refuses it.
      const bool bad =
          std::ranges::any_of(paths, [](const Path* path) { return is_meaningless(*path); });
      if (!bad && lowering.lower(paths, skeleton)) search.run(skeleton, aim);
      return !found;
    });
  };
  try {
    look(Paths::Complete, Search::Aim::Outcomes);
    if (!found) look(Paths::EndingEarly, Search::Aim::Existence);
  } catch (const CutShort&) {
  }
  return found;
}

}  // namespace litmus
