// Judging a test: all combinations of paths, searched one after the other; see judge.h.
#include "model/judge.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/defined.h"
#include "model/hereditary.h"
#include "model/race.h"
#include "model/search.h"
#include "model/ways.h"

namespace litmus {
namespace {

[[noreturn]] void too_many_events(const Test& test, const Combination& paths) {
  auto longest = std::ranges::max_element(
      paths, {}, [](const Path* path) { return path->actions.size(); });
  const bool loops = (*longest)->end == Path::End::Cut ||
                     std::ranges::any_of(paths, [](const Path* path) {
                       std::vector<int> places;
                       for (const Action& action : path->actions) places.push_back(action.pc);
                       std::ranges::sort(places);
                       return std::ranges::adjacent_find(places) != places.end();
                     });
  throw Error(place_in(test, (*longest)->actions.back().instruction->at),
              fmt::format("an execution has more than {} events, most of them by P{}", kMaxEvents,
                          longest - paths.begin()),
              loops ? "a smaller --unroll makes its loops shorter" : "");
}

[[noreturn]] void meaningless(const Test& test, const Combination& paths) {
  for (std::size_t thread = 0; thread < paths.size(); ++thread) {
    if (!is_meaningless(*paths[thread])) continue;
    const Place place = place_in(test, paths[thread]->last->at);
    if (paths[thread]->end == Path::End::BadAddress) {
      throw Meaningless(
          place, fmt::format("P{} may follow a pointer to nothing here", thread),
          "test the pointer before it is used, or let it point to something from the start");
    }
    throw Meaningless(place, fmt::format("P{} may do what is undefined here", thread),
                      demands_of(*paths[thread]->last));
  }
  CHECK(false && "a path that ends where nothing has a meaning");
  std::abort();
}

// One test under one model.
class Judging {
 public:
  Judging(const Test& test, const CatModel& model, Implied implied, const Ways& ways,
          Budget& budget, const Compilation& compilation)
      : test_(test),
        ways_(ways),
        lowering_(test, ways.programs, model, compilation),
        evaluation_(model),
        search_(test, lowering_, evaluation_, implied, budget) {}

  Search& search() { return search_; }

  void find_outcomes() {
    for_each_combination(ways_, Paths::Complete, [&](const Combination& paths) {
      lower(paths);
      search_.run(skeleton_, Search::Aim::Outcomes);
      return true;
    });
  }

  // True if an execution that ends early at the loop bound is allowed, and what would have come
  // later may be news. A race in one counts: what is undefined so far is undefined however it would
  // have gone on.
  bool is_bounded(bool hereditary, bool refuse_meaningless) {
    bool bounded = false;
    for_each_combination(ways_, Paths::EndingEarly, [&](const Combination& paths) {
      const bool bad =
          std::ranges::any_of(paths, [](const Path* path) { return is_meaningless(*path); });
      const bool cut = std::ranges::any_of(paths, [&](const Path* path) {
        return path->end == Path::End::Cut && !(path->idle && hereditary);
      });
      if (bad && !refuse_meaningless) return true;
      const bool news = !bounded && cut;
      const bool listens = search_.wants_races() || search_.wants_flags();
      if (!news && !bad && !listens) return true;
      lower(paths);
      // What comes after the meaningless is no race, and raises no flag.
      search_.run(skeleton_, bad ? Search::Aim::Possible : Search::Aim::Existence);
      if (search_.exists() && bad && search_.races().empty()) meaningless(test_, paths);
      bounded = bounded || (news && search_.exists());
      return true;
    });
    return bounded;
  }

 private:
  void lower(const Combination& paths) {
    if (!lowering_.lower(paths, skeleton_)) too_many_events(test_, paths);
  }

  const Test& test_;
  const Ways& ways_;
  Lowering lowering_;
  Evaluation evaluation_;
  Search search_;
  Skeleton skeleton_;
};

// True if two threads each let a value they read decide what they write: without that there is no
// cycle of dependencies and reads.
bool thin_air_possible(const Ways& ways) {
  auto depends = [](const Path& path) {
    return std::ranges::any_of(path.actions, [](const Action& action) {
      return action.writes && (action.address | action.data | action.control | action.choice) != 0;
    });
  };
  auto threads = std::ranges::count_if(ways.paths, [&](const std::vector<Path>& paths) {
    return std::ranges::any_of(paths, depends);
  });
  return threads >= 2;
}

}  // namespace

Checker::Checker(CatModel model)
    : model_(std::move(model)),
      implied_(implied_by(model_)),
      hereditary_(is_hereditary(model_)) {
  auto is_thin_air = [](const Check& check) { return check.name == kNoThinAir; };
  if (std::ranges::any_of(model_.checks, is_thin_air)) {
    without_thin_air_ = model_;
    std::erase_if(without_thin_air_->checks, is_thin_air);
  }
}

Judgement Checker::judge(const Test& test, const JudgeOptions& options) const {
  Ways ways = litmus::ways(test, options.unroll);
  Budget budget{.max_steps = options.max_steps, .expired = options.expired};
  Judgement judgement{.model = model_.name};
  Judging judging(test, model_, implied_, ways, budget, options.compilation);
  try {
    judging.find_outcomes();
    judgement.bounded = judging.is_bounded(hereditary_, options.refuse_meaningless);
  } catch (const CutShort&) {
    judgement.cut_short = true;
  }
  const std::set<Outcome>& outcomes = judging.search().outcomes();
  judgement.outcomes.assign(outcomes.begin(), outcomes.end());
  judgement.races = judging.search().races();
  if (const auto race = race_check(model_); race && race->check->role == Check::Role::Flag)
    judgement.race_flag = race->check->name;

  for (const Check* flag : other_flags(model_)) {
    const auto& raised = judging.search().flags();
    if (std::ranges::find(raised, flag) != raised.end()) judgement.flags.push_back(flag->name);
  }

  if (without_thin_air_ && thin_air_possible(ways) && !judgement.cut_short) {
    Judging weaker(test, *without_thin_air_, implied_, ways, budget, options.compilation);
    weaker.search().skip(outcomes);
    weaker.search().ignore_races();
    try {
      weaker.find_outcomes();
    } catch (const CutShort&) {
      judgement.cut_short = true;
    }
    std::ranges::set_difference(weaker.search().outcomes(), outcomes,
                                std::back_inserter(judgement.out_of_thin_air));
  }

  judgement.nothing_ends = !judgement.open() && judgement.outcomes.empty() &&
                           judgement.out_of_thin_air.empty() && judgement.races.empty();
  judgement.holds = frequency(test.condition.proposition, judgement.outcomes);
  judgement.condition_ok = validates(test.condition.quantifier, judgement.holds);
  return judgement;
}

Judgement judge(const Test& test, const CatModel& model, const JudgeOptions& options) {
  return Checker(model).judge(test, options);
}

}  // namespace litmus
