// Reads outcomes off half-built executions; see observer.h.
#include "model/observer.h"

#include <algorithm>
#include <optional>

namespace litmus {
namespace {

// The write to a location that all others are known to be before; -1 while there is none.
int final_write(const Skeleton& s, const Coherence& coherence, int location) {
  const EventSet writes = s.at[index(location)] & s.writes;
  for (int w : writes) {
    if (coherence.before(w) == writes - EventSet::of(w)) return w;
  }
  return -1;
}

// A proposition over partly known columns: true, false, or not known.
class Kleene {
 public:
  Kleene(const Observer& observer) : observer_(observer) {}

  std::optional<bool> operator()(const Proposition& p) const {
    using Kind = Proposition::Kind;
    switch (p.kind) {
      case Kind::Not: {
        auto operand = (*this)(p.operands.at(0));
        return operand ? std::optional(!*operand) : std::nullopt;
      }
      case Kind::And: return all(p, true);
      case Kind::Or: return all(p, false);
      case Kind::Implies: {
        auto left = (*this)(p.operands.at(0)), right = (*this)(p.operands.at(1));
        if (left == false || right == true) return true;
        return left == true && right == false ? std::optional(false) : std::nullopt;
      }
      default:
        for (int column : {p.column, p.other_column}) {
          if (column >= 0 && !observer_.known(index(column))) return std::nullopt;
        }
        return holds(p, observer_.row());
    }
  }

 private:
  // `unit` if all operands are; its opposite as soon as one is.
  std::optional<bool> all(const Proposition& p, bool unit) const {
    bool open = false;
    for (const Proposition& operand : p.operands) {
      auto value = (*this)(operand);
      if (value == !unit) return !unit;
      open = open || !value;
    }
    return open ? std::nullopt : std::optional(unit);
  }

  const Observer& observer_;
};

}  // namespace

void Observer::begin(const Skeleton& skeleton) {
  skeleton_ = &skeleton;
  column_term_.clear();
  terms_.clear();
  for (const Column& column : test_.observed) {
    int term = -1;
    if (column.thread >= 0) {
      term = skeleton.first_term[index(column.thread)] +
             skeleton.paths[index(column.thread)]->locals[index(column.index)];
      terms_.push_back(term);
    }
    column_term_.push_back(term);
  }
}

void Observer::look(const Values& values, const Coherence& coherence) {
  complete_ = shown_complete_ = true;
  for (std::size_t i = 0; i < column_term_.size(); ++i) {
    int term = column_term_[i];
    if (term < 0) {
      const int location = test_.observed[i].index;
      const bool touched = !skeleton_->at[index(location)].empty();
      const int last = touched ? final_write(*skeleton_, coherence, location) : -1;
      if (!touched) term = skeleton_->first_term.back() + location;
      if (last >= 0) term = (*skeleton_)[last].written;
    }
    known_[i] = term >= 0 && values.known(term);
    if (known_[i] != 0) {
      row_[i] = values.value(term);
    } else {
      complete_ = false;
      if (i < shown_.size()) shown_complete_ = false;
    }
  }
  if (shown_complete_) std::copy_n(row_.begin(), shown_.size(), shown_.begin());
}

bool Observer::filtered_out() const {
  if (test_.filter.kind == Proposition::Kind::True) return false;
  return Kleene(*this)(test_.filter) == false;
}

bool Observer::observes(int location) const {
  return std::ranges::any_of(test_.observed, [&](const Column& column) {
    return column.thread < 0 && column.index == location;
  });
}

}  // namespace litmus
