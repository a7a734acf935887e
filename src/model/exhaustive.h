// The slow obvious twin of judge(): every path, every reads-from, every order of writes, and the
// model asked only when all is chosen. Nothing is pruned and nothing assumed. For tests.
#pragma once

#include "lang/judgement.h"
#include "model/cat.h"

namespace litmus {

// As judge(), without `out_of_thin_air` and `bounded`; `races` has a row if any execution races.
// For tests of a handful of reads.
Judgement judge_exhaustively(const Test& test, const CatModel& model, int unroll = 2);

}  // namespace litmus
