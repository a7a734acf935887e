// Many threads on few workers: in which schedules can an outcome be seen?
//
// A worker that plays several threads of an instance, or pieces of them, puts a full fence between
// two turns. What can be seen then is no matter of luck: a split of the threads over two workers is
// itself a test of two threads,
//
//     0,2/1        P0 || P1 || P2    becomes    P0; fence; P2  ||  P1
//     1a,0,1b/2                      becomes    P1's start; fence; P0; fence; P1's rest  ||  P2
//
// and a model says what that allows. Most splits forbid what their test allows; the few that do not
// are where a search for it should begin. An outcome that no split allows needs more CPUs.
//
// Tested by schedules_test.cpp with a pretended judge, and in src/agreement with a real one.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "harness/kernel.h"
#include "lang/judgement.h"
#include "lang/test.h"

namespace litmus {

// The test that a split of `test` is. Its outcomes have the columns of `test`.
Test played_by(const Test& test, const Split& split);

// Every split over `workers` workers that takes `extra` turns more than there are threads: with 0,
// threads are whole. Workers are not told apart. Calls `visit` until it returns false.
void for_each_split(const Test& test, int workers, int extra,
                    const std::function<bool(const Split&)>& visit);

// Its split marks turns that hold stores back: with the accesses of all other turns fenced off from
// each other, it still shows the same; with those of one more, it would not.
struct Schedule {
  Split split;
  std::vector<std::size_t> shows;  // which of the wanted outcomes it allows
};

struct ScheduleLimits {
  int most_extra = 3;             // cuts
  std::size_t most_judged = 800;  // how often the judge may be asked
  std::size_t enough = 4;         // schedules for each outcome; with that many, no further cuts
  std::size_t most = 24;          // schedules
};

// Schedules that allow some of the wanted outcomes: the first ones together allow all that were
// found to be possible, then come second ones, and so on.
std::vector<Schedule> schedules(const Test& test, int workers, std::span<const Outcome> wanted,
                                const Judge& judge, const ScheduleLimits& limits = {});

}  // namespace litmus
