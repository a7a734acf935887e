// Claim: what is popped was pushed, once, and whole. Two ways to lose that: to let a push be seen
// before its slot is filled, and to look for an item and take one in two steps. Both are lost on
// every machine, x86 too: they are mistakes of the program, and no order repairs them.
#include "litmus/course/queue.h"

#include "harness/stress.h"

namespace litmus {
namespace {

// One item is on its way, and one thread looks for it.
template <QueueMistake kMistake>
struct OnItsWay {
  Queue<kMistake> queue;

  void push() { queue.push(7); }
  int pop() { return queue.pop(); }
};

// One item is there, and two threads want it.
template <QueueMistake kMistake>
struct Wanted {
  Queue<kMistake> queue;

  Wanted() { queue.push(7); }
  int pop() { return queue.pop(); }
};

template <QueueMistake kMistake>
auto on_its_way() {
  using State = OnItsWay<kMistake>;
  return stress_test<State>(role<&State::push>(), role<&State::pop>("item"))
      .claim("what is popped was pushed before")
      .allowed({-1}, "the queue was empty")
      .allowed({7}, "the item");
}

template <QueueMistake kMistake>
auto wanted() {
  using State = Wanted<kMistake>;
  return stress_test<State>(role<&State::pop>("a"), role<&State::pop>("b"))
      .claim("an item is popped once")
      .allowed({7, -1}, "a got it")
      .allowed({-1, 7}, "b got it");
}

const StressTest right = on_its_way<QueueMistake::None>().named("queue");
const StressTest early = on_its_way<QueueMistake::PublishedEarly>()
                             .named("queue+published-early")
                             .interesting({0}, "the slot was announced and not yet filled");

const StressTest once = wanted<QueueMistake::None>().named("queue-one-item");
const StressTest unchecked = wanted<QueueMistake::CheckedOnce>()
                                 .named("queue-one-item+checked-once")
                                 .interesting({7, 0}, "b took an item that nobody pushed")
                                 .interesting({0, 7}, "a took an item that nobody pushed");

}  // namespace
}  // namespace litmus
