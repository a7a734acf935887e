// Results set side by side: rows are tests, columns what models allow and what machines showed.
//
//     test      condition                   sc  tso  c++20  | x86-64: Processor
//     SB        exists (0:r0=0 /\ 1:r0=0)   -   yes  yes      45 %
//     SB+sc+sc  exists (0:r0=0 /\ 1:r0=0)   -   -    -        0 in 1.20 G
//     SB+claim  ~exists (0:r0=0 /\ 1:r0=0)  -   yes  yes      31 %, broken
//
// A cell says how often the outcome that the test asks about was seen (of forall, a
// counterexample), or one that may not be, which is a finding; or in how many instances none was. A
// claim that has a counterexample is broken. What ran under an emulator is marked and stands apart:
// it is no evidence about a real machine of that architecture.
//
// Tested by tallies_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "report/answers.h"
#include "report/reordering.h"
#include "report/table.h"

namespace litmus {

Table tally_table(const std::vector<Side>& sides);

// Which reordering each outcome of a test shows that sequential consistency does not allow.
using Kinds = std::map<NamedRow, std::set<Reordering>>;
using KindsOfTests = std::map<std::string, Kinds>;  // by test

// A row for each kind of reordering, and what each machine showed of it:
//
//     reordering  x86-64: Processor
//     store-load  seen in 12 of 14 tests, up to 45 %
//     load-load   never, in 31 tests and 4.10 G instances: below 7.3e-10
//
// An outcome counts where it can come from one kind only; where two would explain it, neither is
// shown.
Table kinds_table(const std::vector<Side>& sides, const KindsOfTests& kinds);

// One line for each test and machine:
//
//     {"test":"SB","architecture":"x86-64","machine":"...","instances":..,"seen":..,"bound":..,
//      "allowed":{"tso":true},"verdict":"ok"}
//
// "condition_broken" says that the test's claim has a counterexample.
//
// Where it was seen and there are blocks: "rate" as a 95 % interval from the spread between them,
// "reproducible" if three of them saw it, "drifts" if an environment's rate changed while it ran.
std::string tally_lines(const std::vector<Side>& sides);

}  // namespace litmus
