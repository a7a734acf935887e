// Memory orders as arguments, and which ones an operation admits.
#pragma once

#include <string_view>

#include "lang/order.h"

namespace litmus {

struct Parser;

// What an order is asked for: the word for it, what it admits, and how to say that.
struct Admits {
  std::string_view what;
  bool (*valid)(Order);
  std::string_view list;
};
inline constexpr Admits kLoad = {"a load", valid_for_load,
                                 "a load takes relaxed, acquire or seq_cst"};
inline constexpr Admits kStore = {"a store", valid_for_store,
                                  "a store takes relaxed, release or seq_cst"};
inline constexpr Admits kUpdate = {"an update", valid_for_update, ""};
inline constexpr Admits kFailure = {
    "a failed compare-exchange", valid_for_failure,
    "a failed compare-exchange is a load: relaxed, acquire or seq_cst"};
inline constexpr Admits kFence = {"a fence", valid_for_update, ""};

// memory_order_acquire, std::memory_order_acquire, std::memory_order::acquire. `consume` is read as
// acquire, with a warning.
Order parse_order(Parser& parser, const Admits& admits);

}  // namespace litmus
