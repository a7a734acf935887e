// "Did you mean": the known word that a mistyped one most probably stands for.
//
//     nearest("memory_order_acquired", orders)  is  "memory_order_acquire"
//     nearest("mp+rel+acq", tests)              is  "MP+rel+acq"
//     nearest("banana", tests)                  is  ""
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace litmus {

// The word of `known` that fewest typing slips turn `word` into (a letter wrong, missing, too many,
// or swapped with its neighbour; upper and lower case are the same letter). The first of equals; ""
// when none is so near that a person would call it the same word.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

// The hint "did you mean 'x'?", or `otherwise` when nothing is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known,
                         std::string_view otherwise = "");

}  // namespace litmus
