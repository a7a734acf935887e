// How a walk through a thread goes round a loop: which rounds count towards the bound, and whether
// some round was for nothing.
//
//     for (i = 0; i < 3; i++) ...      what is compared is known and changes: no round counts but
//                                      the first
//     while (!load(x)) {}              a round that found 0 leaves nothing behind: it might as well
//                                      not have been (hereditary.h says under which models)
//
// Tested by path_test.cpp.
#pragma once

#include <vector>

#include "model/path.h"

namespace litmus {

// The state in which a round begins, as far as it matters for what follows.
struct RoundStart {
  std::size_t actions = 0;                  // done before it
  std::vector<int> terms;                   // of the registers that are live
  std::vector<Taint> rests_on, chosen_by;   // theirs
  Taint controls = 0;
};

// Of one loop, since the walk entered it.
class Rounds {
 public:
  // A branch that decides about the loop looks at registers with these terms; `known` if it knows
  // where to go.
  void look(int branch, const std::vector<int>& terms, bool known);

  // One more round. It counts unless the branch before it knew what to do, and looked at other
  // terms than last time: such a loop ends by itself.
  void begin(RoundStart start);

  int counted() const { return counted_; }
  int all() const { return static_cast<int>(starts_.size()); }

  // True if some round that is over only read, and left everything as it was.
  bool one_is_idle(const std::vector<Action>& actions) const;

 private:
  struct Look {
    int branch = -1;
    std::vector<int> terms;
  };

  std::vector<Look> looks_;  // the latest of each branch
  std::vector<RoundStart> starts_;
  int counted_ = 0;
  bool known_ = false;  // how the next round came about
};

}  // namespace litmus
