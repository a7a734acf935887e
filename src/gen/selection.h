// Selections of cycles as text, and the suites that have a name.
//
//     size=2-6;threads=4;edges=Rfi,DpAddrdR;orders=rlx,acq,rel,sc;fences=sc,ar;updates
//
// is what stands after @generate: on the command line, or a suite's name: @generate:x86.
//
// Tested by selection_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "gen/enumerate.h"

namespace litmus {

// Reads a selection. Keys may be left out and are separated by `;` or blanks:
//
//     size=N | size=M-N      edges of a cycle (default 2-4)
//     threads=N              at most (default: any number)
//     edges=E,...            besides Rfe, Fre, Coe and the Pod edges; `dep` are the dependencies,
//                            `pos` the four Pos edges, `internal` is Rfi, Fri, Coi
//     only=E,...             instead of those
//     orders=O,...           of accesses: rlx acq rel ar sc (default rlx)
//     fences=F,...           sc acq rel ar
//     updates                accesses may be updates
//
// A suite's name may stand first; what follows changes it. Throws Error at what it does not know.
Selection parse_selection(std::string_view text);

// A named selection, of a size one can run on the machine it is for.
struct NamedSelection {
  std::string_view name;
  std::string_view about;
  std::string_view selection;
  std::size_t tests = 0;
};

std::span<const NamedSelection> named_selections();

}  // namespace litmus
