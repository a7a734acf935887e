// "P0: store y release; P1: load y acquire": an assignment of memory orders, without those that are
// relaxed. Tested by command_line_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "gen/slots.h"

namespace litmus {

std::string orders_in_words(const std::vector<Slot>& slots, const std::vector<Order>& orders,
                            const Test& test);

}  // namespace litmus
