// Tags: what a name says of one thread. README.md gives the grammar.
//
//     acq            its first load is acquire, the rest relaxed
//     rlx-f.sc-acq   two accesses with a seq_cst fence between
//     rfi-po         three relaxed accesses: a store, a load of it, an access of another location
//
// Tested by names_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gen/cycle.h"

namespace litmus {

// A thread as its tag and its shape tell it: accesses, and the edges between them.
struct TaggedThread {
  std::vector<Access> accesses;
  std::vector<Edge> links;  // one less than accesses

  bool operator==(const TaggedThread&) const = default;
};

// Reads a tag for a thread of this shape. `coherence`: the default link stays at its location.
// Throws Error (without a place) when the tag is none or does not fit the shape.
TaggedThread read_tag(std::string_view tag, Shape shape, bool coherence);

// The shortest tag that reads as this thread.
std::string tag_of(const TaggedThread& thread, Shape shape, bool coherence);

// The first and last access of a shape, and whether they are one.
Direction first_of(Shape shape);
Direction last_of(Shape shape);
bool is_single(Shape shape);

}  // namespace litmus
