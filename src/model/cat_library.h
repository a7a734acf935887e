// What a cat text may use without defining it.
//
// Tested by cat_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "lang/mapping.h"

namespace litmus {

// A set that some program's events may belong to. `architecture` is told by sets that only one
// kind of compiled code has.
struct KnownSet {
  std::string_view name;
  std::optional<Architecture> architecture;
};

// nullptr if there is none of that name. In a model that is judged on another kind of code such a
// set is simply empty.
const KnownSet* known_set(std::string_view name);
std::span<const KnownSet> known_sets();

// Definitions that every model sees: rfe, po-loc, fencerel, ...
std::string_view cat_prelude();

// Included files that come with the language, if nobody hands in another of that name: filters.cat,
// x86fences.cat, ... The files that would choose co (cos.cat and its variants) are always ours.
std::optional<std::string_view> cat_library(std::string_view name);
bool chooses_co(std::string_view name);

// The kind of code that a model with this title speaks of: "PPC", "AArch64 \"ARMv8\"", ...
std::optional<Architecture> architecture_of_title(std::string_view title);
// True for the titles of language models: "C RC11", "C++11".
bool titles_language(std::string_view title);

}  // namespace litmus
