// A litmus test: the small concurrent program that everything else asks about.
//
//     C SB
//     { }
//     P0 (atomic_int* x, atomic_int* y) {
//       atomic_store_explicit(x, 1, memory_order_relaxed);
//       int r0 = atomic_load_explicit(y, memory_order_relaxed);
//     }
//     P1 (atomic_int* x, atomic_int* y) { ... }
//     exists (0:r0=0 /\ 1:r0=0)
//
// Locations x and y, two threads, observed columns 0:r0 and 1:r0. parse.h makes one from text,
// print.h turns it back, effects.h says what each thread does to memory.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lang/ast.h"
#include "lang/condition.h"
#include "lang/type.h"

namespace litmus {

// A shared object. An array is a run of locations, one an element, named x[0], x[1], ...
struct Location {
  std::string name;
  Type type;
  Value initial = 0;  // pointers: pointer_to(location), or 0
  int array = 0;      // on an array's first element: its length; 0 everywhere else
  bool in_init = false;  // written in the init block, which the hash covers

  bool operator==(const Location& other) const;
};

// A thread-local variable. All of a thread's locals live as long as the thread; one name is one
// local, however many blocks declare it.
struct Local {
  std::string name;
  Type type;
  Value initial = 0;

  bool operator==(const Local&) const = default;
};

struct Thread {
  std::vector<int> parameters;  // locations this thread names, in order
  std::vector<Local> locals;
  std::vector<Statement> body;

  bool operator==(const Thread&) const = default;
};

// One number of an outcome: a local of a thread (0:r0) or the final value of a location (x).
struct Column {
  int thread = -1;  // -1: a location
  int index = -1;   // into the thread's locals, or the test's locations
  std::string name;  // "0:r0", "x", "x[1]"
  Type type;

  bool operator==(const Column&) const = default;
};

struct Test {
  enum class Header : unsigned char { C, Cpp };

  Header header = Header::C;
  std::string name;
  std::string doc;  // the comment that opens the file: question, answer, why
  std::vector<std::pair<std::string, std::string>> metadata;  // KEY=value lines, in order
  std::vector<Location> locations;
  std::vector<Thread> threads;

  // What is recorded of an execution. The first `shown` columns are the test's outcome, in the
  // order of its `locations` clause and condition; the rest are there for the filter alone.
  std::vector<Column> observed;
  int shown = 0;
  Proposition filter;  // outcomes that fail it are discarded; True when there is none
  Condition condition;

  std::string hash;    // 32 hex digits, as the field's tools compute it from the text; not compared
  std::string source;  // the text it was read from, for showing places; not compared
  std::string file;    // where that text came from; not compared

  bool operator==(const Test& other) const;
};

// The elements of the array that a location belongs to; a variable is an array of one.
struct Elements {
  int first = 0;
  int length = 1;
};
Elements elements_around(const Test& test, int location);

// The value of a metadata key, or "" if the test has none.
std::string_view metadata(const Test& test, std::string_view key);

// Limits that keep a mistyped test from eating the machine. Each is checked with a clear message.
constexpr std::size_t kMaxFileBytes = 1 << 20;
constexpr int kMaxThreads = 16;
constexpr int kMaxLocations = 64;
constexpr int kMaxLocals = 64;     // of a thread
constexpr int kMaxOperands = 256;  // of a statement
constexpr int kMaxNesting = 64;
constexpr int kMaxEvents = 64;

// Counts and positions are ints here, and vectors want their own type.
constexpr std::size_t index(int i) { return static_cast<std::size_t>(i); }

}  // namespace litmus
