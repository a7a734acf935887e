// Values through terms; see values.h.
#include "model/values.h"

namespace litmus {
bool Values::begin(const Skeleton& skeleton, const Test& test) {
  skeleton_ = &skeleton;
  trail_.clear();
  trail_.reserve(kMaxEvents);  // it grows further where it must
  pending_ = guessed_ = {};
  knowledge_.known.assign(index(skeleton.terms), 0);
  knowledge_.value.assign(index(skeleton.terms), 0);
  const int initial = skeleton.first_term.back();
  for (std::size_t i = 0; i < test.locations.size(); ++i) {
    const Location& location = test.locations[i];
    set(initial + static_cast<int>(i), wrap(location.type.value(), location.initial));
  }
  for (int thread = 0; thread < static_cast<int>(skeleton.paths.size()); ++thread) {
    if (!follow(thread, 0)) return false;
  }
  return true;
}

void Values::set(int term, Value value) {
  knowledge_.known[index(term)] = 1;
  knowledge_.value[index(term)] = value;
  trail_.push_back({term, pending_, guessed_});
}

void Values::undo(int mark) {
  while (this->mark() > mark) {
    const Step& step = trail_.back();
    if (step.term >= 0) knowledge_.known[index(step.term)] = 0;
    pending_ = step.pending;
    guessed_ = step.guessed;
    trail_.pop_back();
  }
}

// Computes what can be computed in a thread, from one of its terms on, and tests its path.
bool Values::follow(int thread, int from) {
  const Path& path = *skeleton_->paths[index(thread)];
  const int base = skeleton_->first_term[index(thread)];
  for (int at = from; at < static_cast<int>(path.terms.size()); ++at) {
    Value value = 0;
    if (known(base + at) || !evaluate(path.terms, at, knowledge_, base, value)) continue;
    set(base + at, value);
  }
  for (const Requirement& requirement : path.requirements) {
    const int term = base + requirement.term;
    if (known(term) && (value(term) == 0) != requirement.zero) return false;
  }
  return true;
}

bool Values::read_value(int read, Value value) {
  const Event& event = (*skeleton_)[read];
  set(event.read, value);
  return follow(event.thread, event.read - skeleton_->first_term[index(event.thread)] + 1);
}

bool Values::connect(int read, int write) {
  source_[index(read)] = write;
  if ((*skeleton_)[read].read < 0) return true;  // nobody asks for this value
  trail_.push_back({-1, pending_, guessed_});
  pending_.insert(read);
  return settle();
}

bool Values::guess(int read, Value value) {
  trail_.push_back({-1, pending_, guessed_});
  pending_.erase(read);
  guessed_.insert(read);
  return read_value(read, value) && settle();
}

bool Values::settle() {
  for (bool changed = true; changed;) {
    changed = false;
    for (int read : pending_) {
      const int written = (*skeleton_)[source_[index(read)]].written;
      if (!known(written)) continue;
      trail_.push_back({-1, pending_, guessed_});
      pending_.erase(read);
      if (!read_value(read, value(written))) return false;
      changed = true;
      break;  // pending_ has changed
    }
  }
  for (int read : guessed_) {
    const int written = (*skeleton_)[source_[index(read)]].written;
    if (known(written) && value(written) != value((*skeleton_)[read].read)) return false;
  }
  return true;
}

bool Values::fits(int read, int write) {
  const Event& event = (*skeleton_)[read];
  const int written = (*skeleton_)[write].written;
  if (event.read < 0 || !known(written)) return true;
  const int mark = this->mark();
  const bool fits = read_value(read, value(written));
  undo(mark);
  return fits;
}

int Values::circular() const {
  for (int read : pending_) {
    EventSet reached, todo = EventSet::of(read);
    while (!todo.empty()) {
      const int next = *todo.begin();
      todo.erase(next);
      const EventSet asked = asked_by(source_[index(next)]) & pending_;
      if (asked.contains(read)) return read;
      todo |= asked - reached;
      reached |= asked;
    }
  }
  return -1;
}

// The reads without a value whose values the write's can not do without.
EventSet Values::asked_by(int write) const {
  EventSet reads;
  const Event& event = (*skeleton_)[write];
  if (event.thread >= 0) {
    ask(event.thread, event.written - skeleton_->first_term[index(event.thread)], reads);
  }
  return reads;
}

void Values::ask(int thread, int at, EventSet& reads) const {
  const int number = skeleton_->first_term[index(thread)] + at;
  if (known(number)) return;
  const Term& term = skeleton_->paths[index(thread)]->terms[index(at)];
  if (term.kind == Term::Kind::Read) {
    for (int read : skeleton_->reads) {
      if ((*skeleton_)[read].read == number) reads.insert(read);
    }
  } else if (term.kind == Term::Kind::Choose && !known(number - at + term.a)) {
    ask(thread, term.a, reads);  // which of the others is needed is open
  } else if (term.kind == Term::Kind::Choose) {
    ask(thread, value(number - at + term.a) != 0 ? term.b : term.c, reads);
  } else {
    for (int operand : {term.a, term.b}) {
      if (operand >= 0) ask(thread, operand, reads);
    }
  }
}

EventSet Values::needed(const std::vector<int>& observed) const {
  const Skeleton& s = *skeleton_;
  std::vector<char> wanted(index(s.terms), 0);
  auto want = [&](int term) {
    if (term >= 0) wanted[index(term)] = 1;
  };
  for (int term : observed) want(term);
  for (int e = s.initial; e < s.n; ++e) want(s[e].written);
  for (std::size_t thread = 0; thread < s.paths.size(); ++thread) {
    const Path& path = *s.paths[thread];
    const int base = s.first_term[thread];
    for (const Requirement& requirement : path.requirements) want(base + requirement.term);
    for (int at = static_cast<int>(path.terms.size()) - 1; at >= 0; --at) {
      if (wanted[index(base + at)] == 0) continue;
      const Term& term = path.terms[index(at)];
      for (int operand : {term.a, term.b, term.c}) {
        if (operand >= 0) wanted[index(base + operand)] = 1;
      }
    }
  }
  EventSet reads;
  for (int read : s.reads) {
    if (s[read].read >= 0 && wanted[index(s[read].read)] != 0) reads.insert(read);
  }
  return reads;
}

}  // namespace litmus
