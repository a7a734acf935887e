// Claim: cancelling a context reaches everything that belongs to it, tells why, and spares the
// rest. Three mistakes.
//
// To join in the wrong order: a child that looks whether its parent still runs, and then says that
// it is there, misses a stop that comes in between. It works on, and nobody will ever stop it.
//
// To join in the right order with release and acquire only. Child and parent both store and then
// load what the other one stored; both loads may come first, as x86's store buffers show. Only
// seq_cst keeps such a promise (SB, cancellation/join+rel-acq).
//
// To stop with a relaxed flag: the stop arrives, and why it came does not. Two relaxed flags in a
// row are no better than one (cancellation/stop+rlx, stop-tree+rlx). x86 keeps stores in order, so
// there it takes a compiler to see it.
#include <atomic>

#include "harness/stress.h"
#include "litmus/course/context.h"

namespace litmus::cancellation {
namespace {

// --- a child joins while its parent is cancelled

template <typename Node>
struct Joining {
  Node parent, child;

  void join() { child.join(parent, 0); }
  void cancel() { parent.cancel(); }
  int stopped() const { return child.cancelled(); }
};

template <typename Node>
auto joining(const char* name, const char* claim) {
  using State = Joining<Node>;
  return stress_test<State>(role<&State::join>(), role<&State::cancel>(),
                            after<&State::stopped>("stopped"))
      .named(name)
      .claim(claim)
      .allowed({1}, "the stop reached the child");
}

constexpr const char* kWorksOn = "the parent is cancelled, and its child works on";

const StressTest look_first =
    joining<LookFirstContext>("context-join+look-first",
                              "a stop may come between a look and an entry")
        .interesting({0}, kWorksOn);
const StressTest rel_acq =
    joining<Context<std::memory_order_acq_rel>>(
        "context-join+rel-acq", "an entry may be on its way while its maker looks for a stop")
        .interesting({0}, kWorksOn);
const StressTest in_order =
    joining<Context<>>("context-join", "entered first and looked then, all with seq_cst");

// --- a stop comes down the tree, and says why

template <std::memory_order kOrder>
struct Tree {
  Context<kOrder> root, child, leaf, beside;
  std::atomic<int> reason{0};

  Tree() {
    child.join(root, 0);
    leaf.join(child, 0);
    beside.join(root, 1);
  }

  void stop() {
    reason.store(42, std::memory_order_relaxed);
    child.cancel();
  }
  void work(Row& row) {
    row[0] = leaf.cancelled();
    row[1] = row[0] != 0 ? reason.load(std::memory_order_relaxed) : 42;
  }
  void in_the_end(Row& row) {
    row[0] = leaf.cancelled();
    row[1] = root.cancelled() || beside.cancelled();
  }
};

template <std::memory_order kOrder>
auto tree(const char* name, const char* claim) {
  using State = Tree<kOrder>;
  return stress_test<State>(role<&State::stop>(), role<&State::work>("leaf", "reason"),
                            after<&State::in_the_end>("leaf'", "others"))
      .named(name)
      .claim(claim)
      .allowed({between(0, 1), 42, 1, 0}, "stopped or not yet, it knows why, and others go on");
}

const StressTest relaxed_tree =
    tree<std::memory_order_relaxed>("context+relaxed", "a relaxed stop may come without its reason")
        .interesting({1, 0, 1, 0}, "stopped, and it does not know why");
const StressTest ordered_tree =
    tree<std::memory_order_seq_cst>("context", "a stop reaches what is below it, with its reason");

}  // namespace
}  // namespace litmus::cancellation
