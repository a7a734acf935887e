// What a run means: Judgement x Run, as set arithmetic.
//
//     language model   hardware model   seen means
//     forbids          either           finding
//     allows           forbids          compiler, if the code is not the standard compilation;
//                                       else finding
//     undefined        either           undefined, never a finding
//     only thin air    allows           compiler: a dependency was not kept
//
// What a model did not find within a loop bound it does not forbid: that is undecided, and a larger
// bound may tell. Only-thin-air counts as allowed in the second row: what the hardware model
// forbids is suspicious whatever the language says.
//
// Tested by verdict_test.cpp, a table.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/grade.h"
#include "lang/judgement.h"
#include "lang/test.h"

namespace litmus {

enum class Verdict : std::uint8_t {
  Ok,
  Finding,
  Compiler,   // the compiler did something that the models do not expect
  Undefined,  // the test has a race under the language model: nothing it shows is wrong
  Hang,
  Crash,
  Skipped,  // could not be run here
  Blind,    // two CPUs, and yet not even store buffering was seen: a zero means nothing
};

std::string_view to_string(Verdict verdict);  // "ok", "finding", ...

// Is the compiled kernel the standard compilation of the test? (lang/mapping.h)
enum class KernelCode : std::uint8_t { Standard, Different, Unknown };

std::string_view to_string(KernelCode code);  // "standard", ...

using Counts = std::map<Outcome, std::uint64_t>;

// One outcome, in the columns that the test shows.
struct JudgedOutcome {
  Outcome values;
  std::uint64_t count = 0;
  std::vector<bool> allowed;      // by model
  Verdict verdict = Verdict::Ok;  // what seeing it means
  bool undecided = false;         // seen, and not found within a model's loop bound
  bool interesting = false;       // satisfies the proposition inside the condition
  std::optional<Grade> grade;     // where the author of a stress test judges, instead of models
  std::string why;                // the author's sentence

  bool operator==(const JudgedOutcome&) const = default;
};

struct JudgedRun {
  std::vector<std::string> models;    // the columns of `allowed`
  std::vector<bool> racing;           // by model: the test is undefined, and anything may happen
  std::vector<bool> cut_short;        // by model: what it is not known to allow it may allow
  std::vector<JudgedOutcome> seen;    // most frequent first
  std::vector<JudgedOutcome> unseen;  // allowed by a model, and not seen
  std::vector<Race> races;            // of the language model
  Verdict verdict = Verdict::Ok;      // the worst of what was seen
  bool undecided = false;             // of some outcome: judge again with a larger loop bound
  bool condition_broken = false;      // a claim (~exists, forall) has a counterexample in the run
  bool graded = false;                // judged by the author's grades; there are no models
  bool shows_harm = false;            // graded, and some of it is interesting: a wrong version
  bool measured = false;              // graded, and everything is allowed (measurement.h)
  std::uint64_t filtered = 0;         // instances whose outcome the test's filter discards
};

// The models that judge a run: any that inform, and the two that decide.
struct Judges {
  std::vector<Judgement> judgements;  // in the order of the table's columns
  std::size_t language = 0;           // which one is the language model
  std::size_t hardware = 0;           // which one is the model of the machine it ran on
};

// Which columns a test shows are its first ones; `counts` has all of them.
JudgedRun judge_run(const Test& test, const Counts& counts, const Judges& judges, KernelCode code);

// What even sequential consistency allows, and was never seen. A run that misses much of that
// looked in the wrong places, and what else it did not see means little.
std::vector<Outcome> blind_to(const JudgedRun& run);

// The rate below which an outcome that was not seen in n instances lies, with 95 % confidence.
double bound_of_unseen(std::uint64_t instances);

}  // namespace litmus
