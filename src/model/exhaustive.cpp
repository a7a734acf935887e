// See exhaustive.h. judge_test.cpp and src/agreement/twins_test.cpp compare the two.
#include "model/exhaustive.h"

#include <algorithm>
#include <set>

#include "model/domains.h"
#include "model/race.h"
#include "model/values.h"
#include "model/ways.h"

namespace litmus {
namespace {

class Enumeration {
 public:
  Enumeration(const Test& test, const CatModel& model, int unroll)
      : test_(test),
        model_(model),
        ways_(ways(test, unroll)),
        lowering_(test, ways_.programs, model, compile),
        evaluation_(model) {}

  Judgement run() {
    for_each_combination(ways_, Paths::Complete, [&](const Combination& paths) {
      CHECK(lowering_.lower(paths, skeleton_));
      lowering_.hand_in(skeleton_, evaluation_);
      if (!values_.begin(skeleton_, test_)) return true;
      const Domains domains(skeleton_, test_);
      domains_ = &domains;
      reads_.clear();
      for (int read : skeleton_.reads) reads_.push_back(read);
      choose_source(0);
      return true;
    });
    judgement_.model = model_.name;
    judgement_.outcomes.assign(outcomes_.begin(), outcomes_.end());
    judgement_.holds = frequency(test_.condition.proposition, judgement_.outcomes);
    judgement_.condition_ok = validates(test_.condition.quantifier, judgement_.holds);
    return judgement_;
  }

 private:
  EventSet writes_to(int location) const {
    return skeleton_.at[index(location)] & skeleton_.writes;
  }

  void choose_source(std::size_t at) {
    if (at == reads_.size()) return close_values();
    const int read = reads_[at];
    for (int write : writes_to(skeleton_[read].location) - EventSet::of(read)) {
      const int mark = values_.mark();
      source_[index(read)] = write;
      if (values_.connect(read, write)) choose_source(at + 1);
      values_.undo(mark);
    }
  }

  void close_values() {
    const int read = values_.open();
    if (read < 0) {
      order_.clear();
      return choose_order(0);
    }
    for (Value value : domains_->of(skeleton_[read].location)) {
      const int mark = values_.mark();
      if (values_.guess(read, value)) close_values();
      values_.undo(mark);
    }
  }

  // All permutations of the writes to a location, initial one first; location after location.
  void choose_order(int location) {
    if (location == static_cast<int>(test_.locations.size())) return ask();
    std::vector<int> writes;
    for (int write : writes_to(location)) writes.push_back(write);
    if (writes.size() < 2) {
      order_.push_back(writes);
      choose_order(location + 1);
      order_.pop_back();
      return;
    }
    do {
      order_.push_back(writes);
      choose_order(location + 1);
      order_.pop_back();
    } while (std::next_permutation(writes.begin() + 1, writes.end()));
  }

  void ask() {
    Relation& rf = evaluation_.relation(Base::Rf);
    Relation& co = evaluation_.relation(Base::Co);
    clear(skeleton_.n, rf);
    clear(skeleton_.n, co);
    EventSet last;
    for (const std::vector<int>& writes : order_) {
      for (std::size_t i = 0; i < writes.size(); ++i) {
        for (std::size_t j = i + 1; j < writes.size(); ++j) co.insert(writes[i], writes[j]);
      }
      if (!writes.empty()) last.insert(writes.back());
    }
    for (int read : reads_) rf.insert(source_[index(read)], read);
    evaluation_.derive_fr();
    evaluation_.set("FW", last);
    evaluation_.refresh(Level::Rf);
    if (evaluation_.first_failure(Checks::Axioms) == nullptr) record();
  }

  void record() {
    if (auto race = race_check(model_); race && evaluation_.raised(*race->check)) {
      if (judgement_.races.empty()) judgement_.races.emplace_back();
    }
    for (const Check* flag : other_flags(model_)) {
      const bool known = std::ranges::find(judgement_.flags, flag->name) != judgement_.flags.end();
      if (!known && evaluation_.raised(*flag)) judgement_.flags.push_back(flag->name);
    }
    Outcome row;
    for (const Column& column : test_.observed) {
      int term = skeleton_.first_term.back() + column.index;
      if (column.thread >= 0) {
        term = skeleton_.first_term[index(column.thread)] +
               skeleton_.paths[index(column.thread)]->locals[index(column.index)];
      } else if (!order_[index(column.index)].empty()) {
        term = skeleton_[order_[index(column.index)].back()].written;
      }
      row.push_back(values_.value(term));
    }
    if (!holds(test_.filter, row)) return;
    row.resize(index(test_.shown));
    outcomes_.insert(row);
  }

  const Test& test_;
  const CatModel& model_;
  Ways ways_;
  Lowering lowering_;
  Evaluation evaluation_;
  Skeleton skeleton_;
  Values values_;
  const Domains* domains_ = nullptr;
  std::vector<int> reads_;
  std::array<int, kMaxEvents> source_;
  std::vector<std::vector<int>> order_;  // of each location's writes
  std::set<Outcome> outcomes_;
  Judgement judgement_;
};

}  // namespace

Judgement judge_exhaustively(const Test& test, const CatModel& model, int unroll) {
  return Enumeration(test, model, unroll).run();
}

}  // namespace litmus
