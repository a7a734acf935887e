// See rounds.h.
#include "model/rounds.h"

#include <algorithm>

namespace litmus {
namespace {

bool within(const std::vector<Taint>& a, const std::vector<Taint>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if ((a[i] & ~b[i]) != 0) return false;
  }
  return true;
}

// True if the walk could have gone on from `before` as it did from `after`. What depends on what
// may only become less.
bool same_future(const RoundStart& before, const RoundStart& after) {
  return before.terms == after.terms && within(before.rests_on, after.rests_on) &&
         within(before.chosen_by, after.chosen_by) && (before.controls & ~after.controls) == 0;
}

}  // namespace

void Rounds::look(int branch, const std::vector<int>& terms, bool known) {
  auto last = std::ranges::find(looks_, branch, &Look::branch);
  const bool changed = last != looks_.end() && last->terms != terms;
  known_ = known_ || (known && changed);
  if (last == looks_.end()) {
    looks_.push_back({branch, terms});
  } else {
    last->terms = terms;
  }
}

void Rounds::begin(RoundStart start) {
  if (!known_) ++counted_;
  known_ = false;
  starts_.push_back(std::move(start));
}

bool Rounds::one_is_idle(const std::vector<Action>& actions) const {
  for (std::size_t i = 1; i < starts_.size(); ++i) {
    const auto begin = actions.begin() + static_cast<std::ptrdiff_t>(starts_[i - 1].actions);
    const auto end = actions.begin() + static_cast<std::ptrdiff_t>(starts_[i].actions);
    auto writes = [](const Action& action) { return action.writes; };
    if (std::none_of(begin, end, writes) && same_future(starts_[i - 1], starts_[i])) return true;
  }
  return false;
}

}  // namespace litmus
