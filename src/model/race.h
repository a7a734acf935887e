// What a model's text says of undefined programs: `undefined_unless`, or a flag named for races.
#pragma once

#include <optional>
#include <vector>

#include "model/evaluation.h"

namespace litmus {

struct RaceCheck {
  const Check* check = nullptr;
  bool by_pairs = false;  // raised when its relation (or set) is not empty
};

// The first such check of the model.
std::optional<RaceCheck> race_check(const CatModel& model);

// The model's other flags: nothing is undefined because of them, but people want to know.
std::vector<const Check*> other_flags(const CatModel& model);

// True if there is one, and its pairs only become fewer when rf, co and fr gain some: none now,
// none ever.
bool races_only_shrink(const CatModel& model);

// True if the node's value can lose pairs, but gain none, when rf, co and fr gain some.
bool only_shrinks(const CatModel& model, int node);

}  // namespace litmus
