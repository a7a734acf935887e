// Claims: a value brings along all that its sender did. A channel with C places also goes the other
// way: the k-th receive happens-before the (k+C)-th send returns. Without places (a rendezvous)
// that is the same send; with places it is a later one, and a sender that counts on it too early
// sees nothing. Closing comes after all that was sent, and only who sends may close.
//
// channels/*.litmus are sketches of the cores; the models say what happens elsewhere.
#include <atomic>
#include <mutex>

#include "harness/stress.h"
#include "litmus/course/channel.h"

namespace litmus::channels {
namespace {

// --- both directions: the sender sends kSends values and then looks what the receiver had written
// before its first receive

template <std::size_t kCapacity, int kSends>
struct Exchange {
  Channel<int, kCapacity> channel;
  // Atomic and relaxed, so that the wrong twins have a meaning: it is the channel that orders them.
  std::atomic<int> data{0}, reply{0};

  int send() {
    data.store(42, std::memory_order_relaxed);
    for (int i = 1; i <= kSends; ++i) channel.send(i);
    return reply.load(std::memory_order_relaxed);
  }
  void receive(Row& row) {
    reply.store(7, std::memory_order_relaxed);
    row[0] = channel.receive().value_or(0);
    row[1] = data.load(std::memory_order_relaxed);
  }
};

template <std::size_t kCapacity, int kSends>
auto exchange(const char* name, const char* claim) {
  using State = Exchange<kCapacity, kSends>;
  return stress_test<State>(role<&State::send>("reply").waits(),
                            role<&State::receive>("value", "data").waits())
      .named(name)
      .claim(claim)
      .allowed({7, 1, 42}, "both know what the other one did");
}

constexpr const char* kUnknown = "the sender went on before the receiver was there";

const StressTest rendezvous =
    exchange<0, 1>("rendezvous-channel", "a send returns when its value was taken");
const StressTest rendezvous_with_room =
    exchange<1, 1>("rendezvous-channel+room-for-one", "with a place for it, a send returns at once")
        .interesting({0, 1, 42}, kUnknown);
const StressTest bounded_1 =
    exchange<1, 2>("bounded-channel-1", "the 2nd send returns after the 1st receive");
const StressTest bounded_2 =
    exchange<2, 3>("bounded-channel-2", "the 3rd send returns after the 1st receive");
const StressTest bounded_8 =
    exchange<8, 9>("bounded-channel-8", "the 9th send returns after the 1st receive");
const StressTest bounded_early =
    exchange<8, 8>("bounded-channel-8+one-too-few", "the 8th send waits for nobody")
        .interesting({0, 1, 42}, kUnknown);

// --- closing

struct Closing {
  Channel<int, 2> channel;
  std::atomic<int> data{0};

  void send() {
    channel.send(1);
    channel.send(2);
    data.store(42, std::memory_order_relaxed);
    channel.close();
  }
  void receive(Row& row) {
    while (channel.receive()) ++row[0];
    row[1] = data.load(std::memory_order_relaxed);
  }
};

const StressTest closing =
    stress_test<Closing>(role<&Closing::send>(),
                         role<&Closing::receive>("received", "data").waits())
        .named("closed-channel")
        .claim("what was sent is received before the end; the end brings what came before it")
        .allowed({2, 42}, "everything, then the end");

struct ClosedByAnother {
  Channel<int, 2> channel;

  int send() { return channel.send(1); }
  void close() { channel.close(); }
};

const StressTest closed_by_another =
    stress_test<ClosedByAnother>(role<&ClosedByAnother::send>("sent"),
                                 role<&ClosedByAnother::close>())
        .named("closed-channel+by-another")
        .claim("who closes a channel that another one sends to breaks a send")
        .allowed({1}, "it was sent in time")
        .interesting({0}, "it met a closed channel: in Go, a panic");

// A receiver that looks for the end first forgets what is still in there.
struct EndFirst {
  std::atomic<int> value{0};
  std::atomic<bool> ended{false};

  void send() {
    value.store(1, std::memory_order_release);
    ended.store(true, std::memory_order_release);
  }
  // Looks for a value, and then whether there will be another.
  int receive_value_first() {
    const bool found = value.load(std::memory_order_acquire) != 0;
    return found ? 1 : ended.load(std::memory_order_acquire) ? -1 : 0;
  }
  // Looks for the end, and only then takes what is left.
  int receive_end_first() {
    const bool over = ended.load(std::memory_order_acquire);
    return value.load(std::memory_order_acquire) != 0 ? 1 : over ? -1 : 0;
  }
};

template <auto kReceive>
auto draining(const char* name, const char* claim) {
  return stress_test<EndFirst>(role<&EndFirst::send>(), role<kReceive>("found"))
      .named(name)
      .claim(claim)
      .allowed({1}, "the value")
      .allowed({0}, "nothing yet");
}

const StressTest drained = draining<&EndFirst::receive_end_first>(
    "drain", "after the end was seen, a last look finds what was sent before it");
const StressTest not_drained =
    draining<&EndFirst::receive_value_first>(
        "drain+end-last", "an end that is seen after the last look hides a value")
        .interesting({-1}, "the end, and a value that nobody received");

// --- select: whichever is ready

struct Select {
  Channel<int, 1> channel;
  int offer() { return channel.try_send(1); }
};

// The two steps of a sender that asks first.
struct AskThenSend {
  std::atomic<int> room{1};
  int offer() {
    if (room.load(std::memory_order_acquire) == 0) return 0;
    room.store(0, std::memory_order_release);
    return 1;
  }
};

template <typename State>
auto select_test(const char* name, const char* claim) {
  return stress_test<State>(role<&State::offer>("first"), role<&State::offer>("second"))
      .named(name)
      .claim(claim)
      .allowed({1, 0}, "the first one sent")
      .allowed({0, 1}, "the second one sent");
}

const StressTest select_one = select_test<Select>("select", "one of two senders finds the room");
const StressTest ask_then_send =
    select_test<AskThenSend>("select+ask-first",
                             "room that was asked for may be gone, or taken twice")
        .interesting({1, 1}, "both sent into one place");

}  // namespace
}  // namespace litmus::channels
