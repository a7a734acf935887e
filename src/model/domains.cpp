// Each write by itself: only the reads that its own term is made of are tried in all ways, and only
// again when there is more to read. See domains.h.
#include "model/domains.h"

namespace litmus {
namespace {

constexpr std::size_t kMaxTries = 4096;  // choices of what is read, for one write and round

// What one write writes: a term, those it is made of, and where the reads among them read.
class Writing {
 public:
  Writing(const Path& path, const Action& write)
      : terms_(path.terms), location_(write.location), written_(write.written) {
    std::vector<char> needed(index(written_) + 1);
    needed.back() = 1;
    for (int at = written_; at >= 0; --at) {
      if (needed[index(at)] == 0) continue;
      needed_.insert(needed_.begin(), at);
      const Term& term = terms_[index(at)];
      for (int operand : {term.a, term.b, term.c}) {
        if (operand >= 0) needed[index(operand)] = 1;
      }
    }
    for (const Action& action : path.actions) {
      const bool asked = action.read >= 0 && action.read <= written_;
      if (asked && needed[index(action.read)] != 0) reads_.push_back(&action);
    }
    knowledge_.value.resize(path.terms.size());
    knowledge_.known.resize(path.terms.size());
  }

  // Adds to the location what this may write, given what locations hold. True if that is news.
  bool grow(std::vector<std::set<Value>>& values) {
    std::vector<std::vector<Value>> choices;
    std::size_t readable = 0;
    for (const Action* read : reads_) {
      const std::set<Value>& held = values[index(read->location)];
      choices.emplace_back(held.begin(), held.end());
      readable += held.size();
    }
    if (tried_ && readable == readable_) return false;
    tried_ = true;
    readable_ = readable;
    bool grown = false;
    std::vector<std::size_t> choice(choices.size());
    for (std::size_t tries = 0; tries < kMaxTries; ++tries) {
      std::set<Value>& held = values[index(location_)];
      if (held.size() >= kMaxValues) return grown;
      for (std::size_t i = 0; i < choices.size(); ++i) {
        learn(reads_[i]->read, choices[i][choice[i]]);
      }
      if (const Value* value = compute()) grown = held.insert(*value).second || grown;
      std::size_t at = 0;
      while (at < choice.size() && ++choice[at] == choices[at].size()) choice[at++] = 0;
      if (at == choice.size()) return grown;
    }
    return grown;
  }

 private:
  void learn(int term, Value value) {
    knowledge_.value[index(term)] = value;
    knowledge_.known[index(term)] = 1;
  }

  // What is written now; nullptr if the reads do not say.
  const Value* compute() {
    for (int at : needed_) {
      if (terms_[index(at)].kind == Term::Kind::Read) continue;
      Value value = 0;
      if (!evaluate(terms_, at, knowledge_, 0, value)) return nullptr;
      learn(at, value);
    }
    return knowledge_.known[index(written_)] != 0 ? &knowledge_.value[index(written_)] : nullptr;
  }

  const std::vector<Term>& terms_;
  const int location_, written_;
  std::vector<int> needed_;           // terms, in their order
  std::vector<const Action*> reads_;  // those among them
  Knowledge knowledge_;
  bool tried_ = false;
  std::size_t readable_ = 0;  // values there were to read when last tried
};

}  // namespace

Domains::Domains(const Skeleton& skeleton, const Test& test) : values_(test.locations.size()) {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const Location& location = test.locations[i];
    values_[i].insert(wrap(location.type.value(), location.initial));
  }
  std::vector<Writing> writings;
  for (const Path* path : skeleton.paths) {
    for (const Action& action : path->actions) {
      if (action.writes && action.written >= 0) writings.emplace_back(*path, action);
    }
  }
  for (int round = 0; round < skeleton.n; ++round) {
    bool grown = false;
    for (Writing& writing : writings) grown = writing.grow(values_) || grown;
    if (!grown) return;
  }
}

}  // namespace litmus
