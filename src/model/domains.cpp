// Least fixpoint of "what a write may write, given what its thread may read"; see domains.h.
// Tested by skeleton_test.cpp.
#include "model/domains.h"

#include <algorithm>
#include <set>

namespace litmus {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

class Domains {
 public:
  Domains(const Skeleton& skeleton, const Test& test)
      : skeleton_(skeleton), values_(test.locations.size()) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const Location& location = test.locations[i];
      values_[i].insert(wrap(location.type.value(), location.initial));
    }
    for (int round = 0; round < skeleton.n && grow(); ++round) {
    }
  }

  std::vector<Value> of(int location) const {
    const std::set<Value>& values = values_[index(location)];
    return {values.begin(), values.end()};
  }

 private:
  // One round: every write, under every choice of what its thread reads. True if a value is new.
  bool grow() {
    bool grown = false;
    for (std::size_t thread = 0; thread < skeleton_.paths.size(); ++thread) {
      const Path& path = *skeleton_.paths[thread];
      std::vector<std::pair<int, std::vector<Value>>> reads;  // term, choices
      for (const Action& action : path.actions) {
        if (action.read >= 0) reads.emplace_back(action.read, of(action.location));
      }
      std::vector<std::size_t> choice(reads.size());
      for (std::size_t tries = 0; tries < 4096; ++tries) {
        grown = store(path, reads, choice) || grown;
        std::size_t at = 0;
        while (at < choice.size() && ++choice[at] == reads[at].second.size()) choice[at++] = 0;
        if (at == choice.size()) break;
      }
    }
    return grown;
  }

  bool store(const Path& path, const std::vector<std::pair<int, std::vector<Value>>>& reads,
             const std::vector<std::size_t>& choice) {
    Knowledge knowledge{.value = std::vector<Value>(path.terms.size()),
                        .known = std::vector<char>(path.terms.size())};
    for (std::size_t i = 0; i < reads.size(); ++i) {
      knowledge.value[index(reads[i].first)] = reads[i].second[choice[i]];
      knowledge.known[index(reads[i].first)] = 1;
    }
    for (int at = 0; at < static_cast<int>(path.terms.size()); ++at) {
      Value value = 0;
      if (knowledge.known[index(at)] == 0 && evaluate(path.terms, at, knowledge, 0, value)) {
        knowledge.value[index(at)] = value;
        knowledge.known[index(at)] = 1;
      }
    }
    bool grown = false;
    for (const Action& action : path.actions) {
      if (!action.writes || action.written < 0 || knowledge.known[index(action.written)] == 0) {
        continue;
      }
      std::set<Value>& values = values_[index(action.location)];
      if (values.size() >= kMaxValues) continue;
      grown = values.insert(knowledge.value[index(action.written)]).second || grown;
    }
    return grown;
  }

  const Skeleton& skeleton_;
  std::vector<std::set<Value>> values_;
};

}  // namespace

std::vector<Value> possible_values(const Skeleton& skeleton, const Test& test, int location) {
  return Domains(skeleton, test).of(location);
}

}  // namespace litmus
