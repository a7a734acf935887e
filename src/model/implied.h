// What may be assumed of every execution a model allows, because its axioms say so.
#pragma once

#include "model/cat.h"
#include "model/coherence.h"

namespace litmus {

// Coherence as cat.h shows it; atomicity from an axiom `empty rmw & (fr ; co)` or its external
// form. A model that says the same in other words is searched the longer way.
Implied implied_by(const CatModel& model);

}  // namespace litmus
