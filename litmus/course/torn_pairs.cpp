// Claim: a value of several words is not one value to other threads.
//
// An interface value of Go is two words, what it is and where its data are: two writers and a
// reader, and an ice cream maker of one kind finds itself with the flavours of the other. A slice
// is three: a reader may find the old array with the new length, and reads past its end. One
// pointer to a value that never changes is one word, and so is its swap: whole. (A map of Go is one
// pointer as well, and it still races: whole, but what it points to may not be there yet. See
// publication.cpp.)
#include <atomic>
#include <cstdint>

#include "harness/stress.h"

namespace litmus::torn_pairs {
namespace {

// Each word is read and written once, as the machine does it: the compiler must not add or merge
// accesses, or it would be the compiler that is tested.
using Word = volatile std::uint64_t;

// --- {type, data}: two writers, a reader

constexpr std::uint64_t kBen = 1, kJerry = 2;

struct TwoWords {
  Word type = kBen, data = kBen;

  void assign(std::uint64_t maker) {
    type = maker;
    data = maker;
  }
  void write_ben() { assign(kBen); }
  void write_jerry() { assign(kJerry); }
  void read(Row& row) {
    row[0] = static_cast<Value>(type);
    row[1] = static_cast<Value>(data);
  }
};

struct OnePointer {
  struct Pair {
    std::uint64_t type, data;
  };
  Pair ben{kBen, kBen}, jerry{kJerry, kJerry};
  std::atomic<const Pair*> value{&ben};

  void write_ben() { value.store(&ben, std::memory_order_release); }
  void write_jerry() { value.store(&jerry, std::memory_order_release); }
  void read(Row& row) {
    const Pair& pair = *value.load(std::memory_order_acquire);
    row[0] = static_cast<Value>(pair.type);
    row[1] = static_cast<Value>(pair.data);
  }
};

template <typename State>
auto pair_test(const char* name) {
  return stress_test<State>(role<&State::write_ben>(), role<&State::write_jerry>(),
                            role<&State::read>("type", "data"))
      .named(name)
      .claim("a value of a type and its data, with two writers")
      .allowed({kBen, kBen}, "Ben, with Ben's data")
      .allowed({kJerry, kJerry}, "Jerry, with Jerry's data");
}

const StressTest two_words = pair_test<TwoWords>("torn-pair+two-words")
                                 .interesting({kBen, kJerry}, "Ben, with Jerry's data")
                                 .interesting({kJerry, kBen}, "Jerry, with Ben's data");
const StressTest one_pointer = pair_test<OnePointer>("torn-pair");

// --- {pointer, length, capacity}

constexpr std::uint64_t kShort = 2, kLong = 8;

struct ThreeWords {
  Word array = kShort, length = kShort, capacity = kShort;  // an array is named by its size

  void grow() {
    array = kLong;
    length = kLong;
    capacity = kLong;
  }
  void read(Row& row) {
    row[0] = static_cast<Value>(length);
    row[1] = static_cast<Value>(array);
  }
};

struct PointedTo {
  struct Slice {
    std::uint64_t array, length, capacity;
  };
  Slice before{kShort, kShort, kShort}, after{kLong, kLong, kLong};
  std::atomic<const Slice*> slice{&before};

  void grow() { slice.store(&after, std::memory_order_release); }
  void read(Row& row) {
    const Slice& now = *slice.load(std::memory_order_acquire);
    row[0] = static_cast<Value>(now.length);
    row[1] = static_cast<Value>(now.array);
  }
};

template <typename State>
auto slice_test(const char* name) {
  return stress_test<State>(role<&State::grow>(), role<&State::read>("length", "array"))
      .named(name)
      .claim("a slice of 2 is replaced by one of 8")
      .allowed({kShort, kShort}, "the old slice")
      .allowed({kLong, kLong}, "the new slice");
}

const StressTest three_words =
    slice_test<ThreeWords>("torn-slice+three-words")
        .interesting({kShort, kLong}, "the new array with the old length")
        .interesting({kLong, kShort}, "the old array with the new length: reads past its end");
const StressTest pointed_to = slice_test<PointedTo>("torn-slice");

}  // namespace
}  // namespace litmus::torn_pairs
