// Claim: that a value has not changed does not mean that nothing happened. A compare-exchange finds
// the head of a list as it was, though the list behind it is another one; a tag that grows with
// each change repairs it.
#include "litmus/course/free_list.h"

#include "harness/stress.h"

namespace litmus {
namespace {

template <bool kTagged>
struct Nodes {
  FreeList<kTagged> free;
  std::uint32_t mine = 0;  // of the first thread
  std::uint32_t kept = 0;  // of the second
  void take() { mine = free.take(); }
  void take_two_give_one() {
    const std::uint32_t first = free.take();
    kept = free.take();
    free.give(first);
  }
  // Nodes that have two owners, or an owner and a place in the list.
  int shared() const {
    const bool none = mine == FreeList<kTagged>::kNone || kept == FreeList<kTagged>::kNone;
    return !none && (mine == kept || free.has(mine) || free.has(kept)) ? 1 : 0;
  }
};

template <bool kTagged>
auto nodes() {
  using State = Nodes<kTagged>;
  return stress_test<State>(role<&State::take>(), role<&State::take_two_give_one>(),
                            after<&State::shared>("shared"))
      .claim("a node has one owner")
      .allowed({0}, "every node is where it belongs");
}

const StressTest tagged = nodes<true>().named("free-list");
const StressTest untagged =
    nodes<false>().named("free-list+untagged").interesting({1}, "a node with two owners (ABA)");

}  // namespace
}  // namespace litmus
