// A judgement as other programs read it, one line:
//
//     {"test":"SB","model":"tso","outcomes":[{"0:r0":0,"1:r0":0},...],"condition":"exists",
//      "holds":"sometimes","race":false}
//
// "bounded":true is added where the verdict rests on a loop bound. Fields may be added, never
// changed. Tested by checked_test.cpp.
#pragma once

#include <string>

#include "lang/judgement.h"

namespace litmus {

std::string to_json(const Test& test, const Judgement& judgement);

}  // namespace litmus
