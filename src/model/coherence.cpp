// Keeps coherence closed; see coherence.h.
#include "model/coherence.h"

namespace litmus {
bool Coherence::begin(const Skeleton& skeleton, Implied implied) {
  skeleton_ = &skeleton;
  implied_ = implied;
  connected_ = updates_ = taken_ = {};
  const Skeleton& s = skeleton;
  for (int e = 0; e < s.n; ++e) after_[index(e)] = before_[index(e)] = {};
  for (int e = 0; e < s.initial; ++e) {
    EventSet later = (s.at[index(s[e].location)] & s.writes) - EventSet::of(e);
    after_[index(e)] = later;
    for (int w : later) before_[index(w)].insert(e);
  }
  if (!implied.coherence) return true;
  for (int w : s.writes) {
    for (int later : s.same_after[index(w)] & s.writes) {
      if (!put(w, later)) return false;
    }
  }
  return true;
}

bool Coherence::put(int a, int b) {
  if (after_[index(a)].contains(b)) return true;
  if (a == b || after_[index(b)].contains(a)) return false;
  const EventSet below = before_[index(a)] | EventSet::of(a);
  const EventSet above = after_[index(b)] | EventSet::of(b);
  for (int e : below) after_[index(e)] |= above;
  for (int e : above) before_[index(e)] |= below;
  return true;
}

bool Coherence::order(int a, int b) { return put(a, b) && close_updates(); }

bool Coherence::connect(int read, int write) {
  const Skeleton& s = *skeleton_;
  source_[index(read)] = write;
  connected_.insert(read);
  if (!implied_.coherence) return true;

  for (int e : s.same_before[index(read)]) {
    if (s.writes.contains(e) && e != write && !put(e, write)) return false;
    if (connected_.contains(e) && source(e) != write && !put(source(e), write)) return false;
  }
  for (int e : s.same_after[index(read)]) {
    if (s.writes.contains(e) && !put(write, e)) return false;
    if (connected_.contains(e) && source(e) != write && !put(write, source(e))) return false;
  }
  const int own = s.partner[index(read)];
  if (own >= 0) {
    if (!put(write, own)) return false;
    if (implied_.atomicity) {
      if (taken_.contains(write)) return false;
      taken_.insert(write);
      updates_.insert(read);
    }
  }
  return close_updates();
}

// What is after the write that an update reads is after the update; what is before the update is
// before that write.
bool Coherence::close_updates() {
  if (updates_.empty()) return true;
  for (bool changed = true; changed;) {
    changed = false;
    for (int read : updates_) {
      const int write = source(read), own = skeleton_->partner[index(read)];
      const EventSet between = EventSet::of(write) | EventSet::of(own);
      const EventSet late = (after(write) - after(own)) - between;
      const EventSet early = (before(own) - before(write)) - between;
      changed = changed || !late.empty() || !early.empty();
      for (int e : late) {
        if (!put(own, e)) return false;
      }
      for (int e : early) {
        if (!put(e, write)) return false;
      }
    }
  }
  return true;
}

EventSet Coherence::sources(int read) const {
  const Skeleton& s = *skeleton_;
  EventSet candidates = (s.at[index(s[read].location)] & s.writes) - EventSet::of(read);
  if (!implied_.coherence) return candidates;
  candidates -= s.same_after[index(read)];

  // Seen no later than, and no earlier than, this read.
  EventSet older = s.same_before[index(read)] & s.writes;
  EventSet newer = s.same_after[index(read)] & s.writes;
  for (int e : s.same_before[index(read)] & connected_) older.insert(source(e));
  for (int e : s.same_after[index(read)] & connected_) newer.insert(source(e));
  const int own = s.partner[index(read)];
  if (own >= 0) {
    newer.insert(own);
    candidates.erase(own);
    if (implied_.atomicity) candidates -= taken_;
  }
  for (int e : older) candidates -= before(e);
  for (int e : newer) candidates -= after(e);
  return candidates;
}

}  // namespace litmus
