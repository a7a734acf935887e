// "P0: store y release; P1: load y acquire": an assignment of memory orders, without those that are
// relaxed; printed, and read back. Tested by command_line_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gen/slots.h"

namespace litmus {

std::string orders_in_words(const std::vector<Slot>& slots, const std::vector<Order>& orders,
                            const Test& test);

// Such a text as one word for each place, which says its thread: "P0: store y release". Words that
// --keep takes besides (P0, x, P0:2) may stand in it, too.
std::vector<std::string> places_in(std::string_view text);

}  // namespace litmus
