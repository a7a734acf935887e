// Claim: whoever starts a thread knows how it ends. A thread that waits for what never comes stays
// for ever, with all that it holds; nobody sees it, and nobody can end it from outside. Two ways to
// lose one:
//
// A stop flag that is no atomic. Nobody else may write a plain variable, says the language, so the
// compiler reads it once, before the loop, and the loop goes round for ever. The processor would
// have shown the new value soon: this is the compiler, and `atomic` (relaxed is enough to end) is
// what tells it that others write. compiler-or-cpu/loop-store+plain shows the same of a store.
//
// A worker that brings its answer to one who no longer asks. It waits for its receiver, in a send
// without room. Go calls it a leaked goroutine. Room for the one answer repairs it: the worker
// leaves it there and goes. So does telling it: who gives up closes the channel.
//
// What hangs here is ended by the harness from outside, with its process: a run has a deadline, and
// every thread of it is joined or dies with it. A second of patience is enough for these.
#include <atomic>

#include "harness/stress.h"
#include "litmus/course/channel.h"

namespace litmus::endings {
namespace {

constexpr double kSecondsToHang = 1;

// --- a flag that ends a loop

// Has to be done in each turn, and says nothing of memory to the compiler.
inline void one_turn() { asm volatile(""); }

struct PlainFlag {
  bool stop = false;

  void work() {
    while (!stop) one_turn();
  }
  void signal() { stop = true; }
};

struct AtomicFlag {
  std::atomic<bool> stop{false};

  void work() {
    while (!stop.load(std::memory_order_relaxed)) one_turn();
  }
  void signal() { stop.store(true, std::memory_order_relaxed); }
};

template <typename State>
auto flag(const char* name, const char* claim) {
  return stress_test<State>(role<&State::work>().waits(), role<&State::signal>())
      .named(name)
      .claim(claim)
      .allowed("the loop has ended");
}

const StressTest plain_flag =
    flag<PlainFlag>("stop-flag+plain", "the compiler reads a plain flag once, before the loop")
        .interesting(never_ends, "the flag was read before it was set, and never again")
        .patience(kSecondsToHang);
const StressTest atomic_flag =
    flag<AtomicFlag>("stop-flag", "an atomic flag is read in every turn, and ends the loop");

// --- a worker whose answer nobody wants any more

template <std::size_t kRoom, bool kTells>
struct Question {
  Channel<int, kRoom> answer;

  int work() { return answer.send(42); }
  int ask_once() {
    const int got = answer.try_receive().value_or(0);
    if (kTells) answer.close();
    return got;
  }
};

template <std::size_t kRoom, bool kTells>
auto question(const char* name, const char* claim) {
  using State = Question<kRoom, kTells>;
  return stress_test<State>(role<&State::work>("sent").waits(), role<&State::ask_once>("answer"))
      .named(name)
      .claim(claim)
      .allowed({1, 42}, "the answer was there in time");
}

const StressTest abandoned =
    question<0, false>("leak+abandoned", "who brings an answer to nobody never ends")
        .interesting(never_ends, "the worker waits for one who has given up")
        .patience(kSecondsToHang);
const StressTest with_room =
    question<1, false>("leak", "with room for its answer the worker ends in any case")
        .allowed({1, 0}, "the answer is left there");
const StressTest told = question<0, true>("leak-told", "who gives up says so, and the worker ends")
                            .allowed({0, 0}, "given up, and told");

}  // namespace
}  // namespace litmus::endings
