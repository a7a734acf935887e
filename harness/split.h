// How roles are shared out over workers, as text, and whether a kernel can be played so.
//
//     0,2/1,3       worker 0 plays roles 0 and 2, worker 1 roles 1 and 3
//     1a,0,1bc/2    worker 0 plays the first piece of role 1, then role 0, then the second and
//                   third piece of role 1
//     0!,2/1        the stores of role 0 should be held back
//
// The types are in kernel.h. Tested by split_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/kernel.h"

namespace litmus {

std::string to_string(const Split& split);
// Nothing if the text is no split: also one with more workers, turns or pieces than there can be.
std::optional<Split> split_from(std::string_view text);

// Throws Error if a kernel can not be played so: a role left out, played twice, cut where it has no
// pieces, in disorder or on two workers; a waiting role that shares a worker.
void check_fits(const Split& split, const Kernel& kernel);

}  // namespace litmus
