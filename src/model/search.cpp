// See search.h.
#include "model/search.h"

#include <algorithm>

namespace litmus {
void Budget::step() {
  ++steps;
  const bool too_many = max_steps != 0 && steps > max_steps;
  if (too_many || (expired && steps % 256 == 0 && expired())) throw CutShort();
}

Search::Search(const Test& test, const Lowering& lowering, Evaluation& evaluation,
               Implied implied, Budget& budget)
    : test_(test),
      lowering_(lowering),
      evaluation_(evaluation),
      implied_(implied),
      budget_(budget),
      race_(race_check(evaluation.model())),
      observer_(test),
      unraised_(other_flags(evaluation.model())) {
  const auto& sets = evaluation.model().sets;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if (sets[i].name == "FW") final_writes_ = static_cast<int>(i);
  }
}

void Search::visit(const Outcome& wanted, std::function<bool(const Candidate&)> visitor) {
  wanted_ = &wanted;
  visitor_ = std::move(visitor);
  ignore_races();
}

void Search::visit_race(std::function<void(const Candidate&, int, int)> visitor) {
  race_visitor_ = std::move(visitor);
  unraised_.clear();
}

void Search::run(const Skeleton& skeleton, Aim aim) {
  budget_.step();  // also where nothing is explored: there may be very many skeletons
  skeleton_ = &skeleton;
  domains_.reset();
  aim_ = aim;
  exists_ = false;
  hunting_ = wants_races() && aim != Aim::Possible;
  if (stop_ || !begin()) return;
  lowering_.hand_in(skeleton, evaluation_);
  if (hunting_ && implied_.races_shrink) hunting_ = can_race();
  if (!useless() && plausible()) explore(skeleton.reads);
}

// Sets up the state without reads; false if the skeleton is impossible already.
bool Search::begin() {
  if (!coherence_.begin(*skeleton_, implied_)) return false;
  if (!values_.begin(*skeleton_, test_)) return false;
  observer_.begin(*skeleton_);
  needed_ = values_.needed(observer_.terms());
  for (int read : skeleton_->reads) {
    EventSet sources = coherence_.sources(read);
    for (int write : sources) {
      if (!values_.fits(read, write)) sources.erase(write);
    }
    if (sources.empty()) return false;
    sources_[index(read)] = sources;
  }
  return true;
}

// Nothing new can come of going on from here.
bool Search::useless() {
  if (stop_) return true;
  if (aim_ == Aim::Possible) return exists_;
  if (wants_flags()) return false;
  if (aim_ == Aim::Existence) return exists_ && !(hunting_ && can_race());
  observer_.look(values_, coherence_);
  bool nothing_new = observer_.filtered_out();
  if (!nothing_new && wanted_ != nullptr) {
    for (std::size_t i = 0; i < index(test_.shown); ++i) {
      if (observer_.known(i) && observer_.row()[i] != (*wanted_)[i]) nothing_new = true;
    }
  } else if (!nothing_new && observer_.shown_complete()) {
    nothing_new = outcomes_.contains(observer_.shown());
  }
  return nothing_new && !(hunting_ && can_race());
}

bool Search::can_race() {
  const bool exact = race_->check->level <= Level::Rf &&
                     coherence_.connected() == skeleton_->reads;
  if (!implied_.races_shrink && !exact) return true;
  hand_over();
  return evaluation_.raised(*race_->check);
}

// Brings the evaluation's rf, co and fr up to what is known now.
void Search::hand_over() {
  Relation& rf = evaluation_.relation(Base::Rf);
  Relation& co = evaluation_.relation(Base::Co);
  Relation& fr = evaluation_.relation(Base::Fr);
  for (int w : skeleton_->writes) {
    rf[w] = {};
    co[w] = coherence_.after(w);
  }
  for (int r : skeleton_->reads) {
    fr[r] = {};
    if (!coherence_.connected().contains(r)) continue;
    const int source = coherence_.source(r);
    rf[source].insert(r);
    fr[r] = coherence_.after(source) - EventSet::of(r);
  }
  if (final_writes_ >= 0) {
    EventSet last;
    for (int w : skeleton_->writes) {
      if (coherence_.after(w).empty()) last.insert(w);
    }
    evaluation_.set(final_writes_) = last;
  }
  evaluation_.refresh(Level::Rf);
}

bool Search::plausible() {
  if (!judged_) return true;
  hand_over();
  return evaluation_.first_failure(Checks::Partial) == nullptr;
}

// On a complete execution: the model's whole answer.
bool Search::allowed() {
  hand_over();
  return !judged_ || evaluation_.first_failure(Checks::Axioms) == nullptr;
}

void Search::explore(EventSet left) {
  budget_.step();
  if (const int read = values_.circular(); read >= 0) return guess_value(read, left);
  if (left.empty()) return branch_on_coherence();
  EventSet sources;
  const int read = next_read(left, sources);
  if (read < 0) return;
  for (int write : sources) {
    const Coherence saved = coherence_;
    const int mark = values_.mark();
    const EventSet rest = left - EventSet::of(read);
    if (coherence_.connect(read, write) && values_.connect(read, write) && !useless() &&
        (worth_one_look(rest) || plausible())) {
      explore(rest);
    }
    coherence_ = saved;
    values_.undo(mark);
    if (useless()) return;
  }
}

// One read to go, with two writes at most: looking at both costs no more than asking first.
bool Search::worth_one_look(EventSet left) const {
  return left.size() == 1 &&
         (coherence_.sources(*left.begin()) & sources_[index(*left.begin())]).size() <= 2;
}

// The read with the fewest sources, of those whose value matters while there are any; -1 if some
// read has none left.
int Search::next_read(EventSet left, EventSet& sources) const {
  int best = -1;
  for (int read : left) {
    EventSet possible = coherence_.sources(read) & sources_[index(read)];
    if (possible.empty()) return -1;
    auto rank = [&](int r, EventSet from) { return from.size() + (needed_.contains(r) ? 0 : 64); };
    if (best < 0 || rank(read, possible) < rank(best, sources)) {
      best = read;
      sources = possible;
    }
  }
  return best;
}

// A cycle of reads and writes that the model does not forbid so far: any value that fits may be in
// it.
void Search::guess_value(int read, EventSet left) {
  if (!domains_) domains_.emplace(*skeleton_, test_);
  for (Value value : domains_->of((*skeleton_)[read].location)) {
    const int mark = values_.mark();
    if (values_.guess(read, value) && !useless()) explore(left);
    values_.undo(mark);
    if (stop_) return;
  }
}

void Search::branch_on_coherence() {
  budget_.step();
  const Coherence saved = coherence_;
  if (finish_order() && allowed()) record();
  coherence_ = saved;
  int a = -1, b = -1;
  if (!free_pair(a, b) || useless()) return;
  for (int turn = 0; turn < 2; ++turn, std::swap(a, b)) {
    if (coherence_.order(a, b) && !useless() && plausible()) branch_on_coherence();
    coherence_ = saved;
    if (useless()) return;
  }
}

// Two writes whose order is not known: of an observed location, two that may be last, if there are
// such.
bool Search::free_pair(int& a, int& b) const {
  bool found = false;
  for (int w : skeleton_->writes) {
    const EventSet writes = skeleton_->at[index((*skeleton_)[w].location)] & skeleton_->writes;
    EventSet open = ((writes - coherence_.after(w)) - coherence_.before(w)) - EventSet::of(w);
    if (open.empty()) continue;
    if (!found) {
      a = w;
      b = *open.begin();
      found = true;
    }
    if (!coherence_.after(w).empty() || !observer_.observes((*skeleton_)[w].location)) continue;
    for (int other : open) {
      if (!coherence_.after(other).empty()) continue;
      a = w;
      b = other;
      return true;
    }
  }
  return found;
}

// Orders what is free in some way that does not contradict itself.
bool Search::finish_order() {
  int a = -1, b = -1;
  while (free_pair(a, b)) {
    const Coherence saved = coherence_;
    if (coherence_.order(a, b)) continue;
    coherence_ = saved;
    if (!coherence_.order(b, a)) return false;
  }
  return true;
}

void Search::record() {
  exists_ = true;
  if (aim_ == Aim::Possible) return;
  if (hunting_ && evaluation_.raised(*race_->check)) record_race();
  if (wants_flags()) record_flags();
  if (aim_ == Aim::Existence) return;
  observer_.look(values_, coherence_);
  if (observer_.filtered_out()) return;
  CHECK(observer_.shown_complete());
  if (visitor_) {
    if (observer_.shown() == *wanted_) {
      stop_ = !visitor_({*skeleton_, coherence_, values_, observer_.row()});
    }
    return;
  }
  outcomes_.insert(observer_.shown());
}

void Search::record_race() {
  hunting_ = false;
  for (auto [a, b] : racing_pairs()) {
    auto place = [&](int event) {
      const Action* action = (*skeleton_)[event].action;
      return action != nullptr ? action->instruction->at : Position{};
    };
    if (race_visitor_ && races_.empty()) {
      observer_.look(values_, coherence_);
      race_visitor_({*skeleton_, coherence_, values_, observer_.row()}, a, b);
    }
    races_.push_back({.thread_a = (*skeleton_)[a].thread, .thread_b = (*skeleton_)[b].thread,
                      .at_a = place(a), .at_b = place(b),
                      .location = name_of((*skeleton_)[a].location)});
  }
}

void Search::record_flags() {
  std::erase_if(unraised_, [&](const Check* flag) {
    if (!evaluation_.raised(*flag)) return false;
    raised_.push_back(flag);
    return true;
  });
}

// The pairs of events that the raised check speaks of, each once.
std::vector<std::pair<int, int>> Search::racing_pairs() {
  const Check& check = *race_->check;
  const Node& node = evaluation_.model().nodes[index(check.node)];
  std::vector<std::pair<int, int>> found;
  if (check.kind != Check::Kind::Empty || node.is_set) {
    std::vector<int> events = evaluation_.failure(check).events;
    if (events.empty()) events.push_back(0);
    found.emplace_back(events.front(), events.back());
    return found;
  }
  const Relation& pairs = evaluation_.value(check.node);
  for (int a = 0; a < skeleton_->n; ++a) {
    for (int b : pairs[a]) {
      if (a < b || !pairs.contains(b, a)) found.emplace_back(std::min(a, b), std::max(a, b));
    }
  }
  return found;
}

std::string Search::name_of(int location) const {
  return location < 0 ? "" : test_.locations[index(location)].name;
}

}  // namespace litmus
