// Splits as tests, all splits, and the ones that a judge finds of use.
#include "gen/schedules.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "harness/error.h"
#include "lang/pieces.h"

namespace litmus {
namespace {

// --- a split as a test

void shift_registers(Expr& e, int by) {
  if (e.kind == Expr::Kind::Register || e.kind == Expr::Kind::Assign) e.index += by;
  for (Expr& operand : e.operands) shift_registers(operand, by);
}

void shift_registers(std::vector<Statement>& statements, int by) {
  for (Statement& s : statements) {
    shift_registers(s.expr, by);
    for (auto* inner : {&s.init, &s.body, &s.step, &s.otherwise}) shift_registers(*inner, by);
  }
}

Statement full_fence() {
  Statement fence;
  fence.expr.kind = Expr::Kind::Fence;
  fence.expr.type = Type{.base = Type::Base::Void};
  fence.expr.order = Order::SeqCst;
  return fence;
}

// The statements of a turn.
std::vector<Statement> statements_of(const Thread& thread, const Turn& turn) {
  if (turn.is_whole()) return thread.body;
  const std::vector<Piece> all = pieces(thread);
  const std::size_t first = all.at(static_cast<std::size_t>(turn.first)).first;
  const std::size_t last = all.at(static_cast<std::size_t>(turn.last) - 1).last;
  return {thread.body.begin() + static_cast<std::ptrdiff_t>(first),
          thread.body.begin() + static_cast<std::ptrdiff_t>(last)};
}

// Where a thread of the test went: a worker's thread, and how far its locals were shifted.
struct Place {
  int worker = -1;
  int shift = 0;
};

class Player {
 public:
  explicit Player(const Test& test) : test_(test), places_(test.threads.size()) {}

  Thread play(const std::vector<Turn>& turns, int worker) {
    Thread played;
    for (const Turn& turn : turns) {
      const auto role = static_cast<std::size_t>(turn.role);
      const Thread& thread = test_.threads.at(role);
      if (places_[role].worker < 0) {
        places_[role] = {.worker = worker, .shift = static_cast<int>(played.locals.size())};
        add_names(thread, turn.role, played);
      }
      std::vector<Statement> statements = statements_of(thread, turn);
      shift_registers(statements, places_[role].shift);
      if (!played.body.empty()) played.body.push_back(full_fence());
      std::ranges::move(statements, std::back_inserter(played.body));
    }
    return played;
  }

  void move(Column& column) const {
    if (column.thread < 0) return;
    const Place place = places_[static_cast<std::size_t>(column.thread)];
    column.thread = place.worker;
    column.index += place.shift;
  }

 private:
  static void add_names(const Thread& thread, int role, Thread& played) {
    for (Local local : thread.locals) {
      local.name = fmt::format("P{}_{}", role, local.name);
      played.locals.push_back(std::move(local));
    }
    for (int location : thread.parameters) {
      if (std::ranges::find(played.parameters, location) == played.parameters.end())
        played.parameters.push_back(location);
    }
  }

  const Test& test_;
  std::vector<Place> places_;
};

// --- all splits

// Fills workers one after the other, turn by turn.
class Splitter {
 public:
  Splitter(const Test& test, int workers, int turns, const std::function<bool(const Split&)>& visit)
      : workers_(static_cast<std::size_t>(workers)), turns_(turns), visit_(visit) {
    for (const Thread& thread : test.threads)
      pieces_.push_back(static_cast<int>(pieces(thread).size()));
    next_.resize(pieces_.size());
  }

  void run() {
    split_.emplace_back();
    go_on();
  }

 private:
  // False when the visitor has seen enough.
  bool go_on() {
    if (turns_ > 0) {
      for (std::size_t role = 0; role < pieces_.size(); ++role) {
        if (may_play(role) && !play(role)) return false;
      }
    }
    if (split_.back().empty() || !all_started_are_done()) return true;
    if (split_.size() < workers_) return next_worker();
    return turns_ > 0 || !all_done() || visit_(split_);
  }

  bool may_play(std::size_t role) const {
    if (next_[role] == pieces_[role]) return false;
    const std::vector<Turn>& mine = split_.back();
    return mine.empty() || mine.back().role != static_cast<int>(role);
  }

  bool play(std::size_t role) {
    const int first = next_[role];
    for (int last = first + 1; last <= pieces_[role]; ++last) {
      next_[role] = last;
      --turns_;
      const int number = static_cast<int>(role);
      const bool whole = first == 0 && last == pieces_[role];
      split_.back().push_back(whole ? Turn(number) : Turn(number, first, last));
      const bool more = go_on();
      split_.back().pop_back();
      ++turns_;
      if (!more) return false;
    }
    next_[role] = first;
    return true;
  }

  // Workers in the order of their lowest role, so that each split comes once.
  bool next_worker() {
    if (split_.size() > 1 && lowest(split_.back()) < lowest(split_[split_.size() - 2])) return true;
    split_.emplace_back();
    const bool more = go_on();
    split_.pop_back();
    return more;
  }

  static int lowest(const std::vector<Turn>& turns) {
    return std::ranges::min(turns, {}, &Turn::role).role;
  }

  bool all_started_are_done() const {
    for (std::size_t role = 0; role < next_.size(); ++role) {
      if (next_[role] > 0 && next_[role] < pieces_[role]) return false;
    }
    return true;
  }

  bool all_done() const {
    const auto last = split_.size() - 1;
    return next_ == pieces_ && (last == 0 || lowest(split_[last - 1]) < lowest(split_[last]));
  }

  std::size_t workers_;
  int turns_;  // that are left
  const std::function<bool(const Split&)>& visit_;
  std::vector<int> pieces_, next_;  // by role
  Split split_;
};

// --- the ones of use

// At most `most` of them, spread evenly.
std::vector<Split> some_splits(const Test& test, int workers, int extra, std::size_t most) {
  constexpr std::size_t kMostListed = 20000;
  std::vector<Split> all;
  for_each_split(test, workers, extra, [&](const Split& split) {
    all.push_back(split);
    return all.size() < kMostListed;
  });
  if (all.size() <= most) return all;
  std::vector<Split> some;
  for (std::size_t n = 0; n < most; ++n) some.push_back(std::move(all[n * all.size() / most]));
  return some;
}

std::vector<std::size_t> shown(const Judgement& judgement, std::span<const Outcome> wanted) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (std::ranges::binary_search(judgement.outcomes, wanted[i])) result.push_back(i);
  }
  return result;
}

// A turn as turns of one piece each.
std::vector<Turn> finest(const Test& test, const Turn& turn) {
  const std::size_t all = pieces(test.threads[static_cast<std::size_t>(turn.role)]).size();
  const int last = turn.is_whole() ? static_cast<int>(all) : turn.last;
  std::vector<Turn> result;
  for (int piece = turn.first; piece < last; ++piece)
    result.emplace_back(turn.role, piece, piece + 1);
  return result;
}

// Fences off one turn's accesses after the other, as long as the schedule shows no less for it. The
// turns for which that can not be done have to hold their stores.
void mark_holding_turns(const Test& test, std::span<const Outcome> wanted, const Judge& judge,
                        Schedule& schedule) {
  Split fenced = schedule.split;
  for (std::size_t worker = 0; worker < fenced.size(); ++worker) {
    std::size_t at = 0;
    for (Turn& turn : schedule.split[worker]) {
      const std::vector<Turn> apart = finest(test, turn);
      Split tried = fenced;
      std::vector<Turn>& turns = tried[worker];
      const auto hole = turns.erase(turns.begin() + static_cast<std::ptrdiff_t>(at));
      turns.insert(hole, apart.begin(), apart.end());
      turn.holds = apart.size() > 1 &&
                   shown(judge(played_by(test, tried)), wanted).size() < schedule.shows.size();
      at += turn.holds ? 1 : apart.size();
      if (!turn.holds) fenced = std::move(tried);
    }
  }
}

// The first schedule of every outcome, then the second of every outcome, and so on.
std::vector<Schedule> in_turns(std::vector<Schedule> found, std::size_t outcomes) {
  std::vector<Schedule> result;
  std::vector<std::size_t> has(outcomes);
  for (std::size_t round = 1; !found.empty(); ++round) {
    for (std::size_t n = 0; n < found.size();) {
      const bool needed = std::ranges::any_of(
          found[n].shows, [&](std::size_t outcome) { return has[outcome] < round; });
      if (!needed) {
        ++n;
        continue;
      }
      for (std::size_t outcome : found[n].shows) ++has[outcome];
      result.push_back(std::move(found[n]));
      found.erase(found.begin() + static_cast<std::ptrdiff_t>(n));
    }
  }
  return result;
}

}  // namespace

Test played_by(const Test& test, const Split& split) {
  Test played = test;
  played.threads.clear();
  Player player(test);
  for (const std::vector<Turn>& turns : split)
    played.threads.push_back(player.play(turns, static_cast<int>(played.threads.size())));
  for (Column& column : played.observed) player.move(column);
  return played;
}

void for_each_split(const Test& test, int workers, int extra,
                    const std::function<bool(const Split&)>& visit) {
  CHECK(workers > 0);
  Splitter(test, workers, static_cast<int>(test.threads.size()) + extra, visit).run();
}

std::vector<Schedule> schedules(const Test& test, int workers, std::span<const Outcome> wanted,
                                const Judge& judge, const ScheduleLimits& limits) {
  std::vector<Schedule> found;
  std::vector<std::size_t> has(wanted.size());
  std::size_t left = limits.most_judged;
  for (int extra = 0; extra <= limits.most_extra && left > 0; ++extra) {
    for (Split& split : some_splits(test, workers, extra, left)) {
      --left;
      std::vector<std::size_t> shows = shown(judge(played_by(test, split)), wanted);
      if (shows.empty()) continue;
      for (std::size_t outcome : shows) ++has[outcome];
      found.push_back({.split = std::move(split), .shows = std::move(shows)});
    }
    if (std::ranges::all_of(has, [&](std::size_t n) { return n >= limits.enough; })) break;
  }
  std::vector<Schedule> best = in_turns(std::move(found), wanted.size());
  const std::size_t kept = std::min(best.size(), limits.most);
  best.erase(best.begin() + static_cast<std::ptrdiff_t>(kept), best.end());
  for (Schedule& schedule : best) mark_holding_turns(test, wanted, judge, schedule);
  return best;
}

}  // namespace litmus
