// An outcome as JSON: {"0:r0":0,"p":"x"}, a pointer by the name of the location it points to.
#pragma once

#include "lang/test.h"
#include "report/json.h"

namespace litmus {

Json value_json(Value value, Type type, const Test& test);

// The columns that the test shows.
Json outcome_json(const Test& test, const Outcome& outcome);

}  // namespace litmus
