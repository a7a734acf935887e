// The search for the executions of a test that a model allows.
//
// One skeleton at a time (skeleton.h): connect its reads to writes, the read with the fewest
// choices first; values follow (values.h), or are guessed where they rest on themselves
// (domains.h); coherence is kept closed (coherence.h), and what remains of a branch is cut as soon
// as
//   - a path's requirement fails, or coherence contradicts itself;
//   - an axiom that only gets worse is broken already by the part that is known;
//   - the outcome is known and was proved allowed before, or the filter discards it, and nothing
//     that is left could show a race.
// With all reads connected, one completion of coherence is tried for luck; if that fails, orders
// of writes that are still free are branched on, those that decide a final value first.
//
// exhaustive.h is its slow twin. Tested by judge_test.cpp and src/agreement/twins_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "lang/judgement.h"
#include "model/coherence.h"
#include "model/domains.h"
#include "model/implied.h"
#include "model/observer.h"
#include "model/race.h"
#include "model/values.h"

namespace litmus {

// An execution that the model allows, complete: what a visitor is shown.
struct Candidate {
  const Skeleton& skeleton;
  const Coherence& coherence;
  const Values& values;
  const Outcome& outcome;
};

// Thrown where a limit on work is met. What was found before stays found.
struct CutShort {};

// A limit on work, shared by all searches of one question.
struct Budget {
  std::uint64_t steps = 0;
  std::uint64_t max_steps = 0;    // 0: none
  std::function<bool()> expired;  // asked now and then; may be empty

  // Counts one step. Throws CutShort when there are too many.
  void step();
};

class Search {
 public:
  enum class Aim : std::uint8_t {
    Outcomes,   // every outcome, and one race if there is any
    Existence,  // whether an execution is allowed at all, and one race if there is any
    Possible,   // whether an execution is allowed at all
  };

  // All must outlive it.
  Search(const Test& test, const Lowering& lowering, Evaluation& evaluation, Implied implied,
         Budget& budget);

  void run(const Skeleton& skeleton, Aim aim);

  // Found so far, over all runs.
  const std::set<Outcome>& outcomes() const { return outcomes_; }
  const std::vector<Race>& races() const { return races_; }
  // Whether the latest run found an execution that is allowed.
  bool exists() const { return exists_; }
  // The model's other flags that an allowed execution raises.
  const std::vector<const Check*>& flags() const { return raised_; }
  // True while a race, or such a flag, would be news.
  bool wants_races() const { return race_ && races_.empty(); }
  bool wants_flags() const { return !unraised_.empty(); }

  // Races and flags are somebody else's business.
  void ignore_races() {
    race_.reset();
    unraised_.clear();
  }

  // Outcomes that nobody needs to be told of again.
  void skip(const std::set<Outcome>& known) { outcomes_ = known; }
  // Only executions with this outcome, each shown to the visitor until it says false.
  void visit(const Outcome& wanted, std::function<bool(const Candidate&)> visitor);
  // Takes every execution for allowed, as far as `implied` lets it be made.
  void ignore_axioms() { judged_ = false; }
  // Shows the first execution that races, with the two events.
  void visit_race(std::function<void(const Candidate&, int, int)> visitor);
  bool stopped() const { return stop_; }

 private:
  bool begin();
  bool useless();
  bool can_race();
  bool plausible();
  bool allowed();
  void hand_over();
  void explore(EventSet left);
  bool worth_one_look(EventSet left) const;
  int next_read(EventSet left, EventSet& sources) const;
  void guess_value(int read, EventSet left);
  void branch_on_coherence();
  bool free_pair(int& a, int& b) const;
  bool finish_order();
  void record();
  void record_race();
  void record_flags();
  std::vector<std::pair<int, int>> racing_pairs();
  std::string name_of(int location) const;

  const Test& test_;
  const Lowering& lowering_;
  Evaluation& evaluation_;
  Implied implied_;
  Budget& budget_;
  std::optional<RaceCheck> race_;
  int final_writes_ = -1;  // the model's set FW

  const Skeleton* skeleton_ = nullptr;
  Aim aim_ = Aim::Outcomes;
  Coherence coherence_;
  Values values_;
  Observer observer_;
  EventSet needed_;
  std::array<EventSet, kMaxEvents> sources_;
  std::optional<Domains> domains_;  // of the skeleton, when a value has to be guessed
  bool hunting_ = false;
  bool stop_ = false;
  bool judged_ = true;

  std::set<Outcome> outcomes_;
  bool exists_ = false;
  std::vector<Race> races_;
  std::vector<const Check*> unraised_, raised_;  // flags
  const Outcome* wanted_ = nullptr;
  std::function<bool(const Candidate&)> visitor_;
  std::function<void(const Candidate&, int, int)> race_visitor_;
};

}  // namespace litmus
