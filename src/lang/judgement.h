// What a model says of a test: the answer everybody needs and nobody has to know the model for.
//
// The generator asks for these through a function it is handed; the model room makes them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lang/test.h"

namespace litmus {

// Two accesses that race: conflicting, not both atomic, unordered.
struct Race {
  int thread_a = -1, thread_b = -1;
  Position at_a, at_b;
  std::string location;
};

struct Judgement {
  std::string model;
  std::vector<Outcome> outcomes;  // allowed; sorted, without repeats; the test's shown columns
  std::vector<Outcome> out_of_thin_air;  // forbidden, and only by the model's no-thin-air axiom
  Frequency holds = Frequency::Never;    // how often the condition's proposition holds
  bool condition_ok = false;             // the condition, with its quantifier, is kept
  std::vector<Race> races;               // not empty: the test is undefined under this model
  std::string race_flag;                 // what the model's text calls them; "" if they undefine
  std::vector<std::string> flags;        // that the model's text raises, other than for races
  bool bounded = false;                  // rests on the loop bound
  bool cut_short = false;                // time was up: there may be more outcomes, and races
  bool nothing_ends = false;             // no execution comes to an end, or passes the filter

  // True if what is not among the outcomes may still be allowed.
  bool open() const { return bounded || cut_short; }
  // True if `holds` and `races` are the model's answer. A race that was found decides.
  bool decided() const { return !cut_short || !races.empty(); }
};

using Judge = std::function<Judgement(const Test&)>;

}  // namespace litmus
