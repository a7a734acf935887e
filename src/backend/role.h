// One thread of a test as the C++ function that plays it on a range of instances.
//
//     extern "C" void kernels_0_P0(const Frame& frame, const Walk& walk) {
//       const auto cells_x = frame.cells<std::atomic<std::int32_t>>(0);
//       const auto cells_y = frame.cells<std::atomic<std::int32_t>>(1);
//       Value* const out_0 = frame.out[0];
//       visit(walk, [=](std::size_t i) {
//         auto* at_x = &cells_x[i];
//         auto* at_y = &cells_y[i];
//         ready(at_x, at_y);
//         std::int32_t local_r0 = 0;
//         at_x->store(1, std::memory_order_relaxed);
//         local_r0 = at_y->load(std::memory_order_relaxed);
//         out_0[i] = as<Value>(local_r0);
//       });
//     }
//
// All locals are declared on top, as the models have them. What is recorded is stored at the end.
// A loop or a lock counts its turns; when they are too many, the role gives up on the instance.
//
// Tested by kernel_source_test.cpp (texts) and src/agreement/kernels_test.cpp (what they compute).
#pragma once

#include <string>

#include "lang/pieces.h"
#include "lang/test.h"

namespace litmus {

struct RoleSource {
  std::string text;
  bool waits = false;  // as in harness/kernel.h
  bool may_give_up = false;
};

// `function` is the name of the C++ function. Throws Error on what can not be run.
RoleSource role_source(const Test& test, int thread, const std::string& function);

// One piece of a thread, as a function of the same kind: the piece's statements, and of what is
// recorded that which they compute. What no piece computes is recorded by the last.
std::string piece_source(const Test& test, int thread, const Piece& piece,
                         const std::string& function);

}  // namespace litmus
