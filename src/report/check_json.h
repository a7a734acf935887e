// A judgement as other programs read it, one line:
//
//     {"test":"SB","model":"tso","outcomes":[{"0:r0":0,"1:r0":0},...],"condition":"exists",
//      "holds":"sometimes","race":false}
//
// "bounded":true is added where the verdict rests on a loop bound; "cut_short":true where time was
// up before all was found, and "holds" is "undecided" then, unless there is a race. Fields may be
// added, never changed. Tested by checked_test.cpp.
#pragma once

#include <string>

#include "lang/judgement.h"

namespace litmus {

std::string to_json(const Test& test, const Judgement& judgement);

}  // namespace litmus
