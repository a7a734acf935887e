// A kernel: a compiled test, as the harness sees it.
//
// The harness lays out the shared objects of many independent copies of the test (instances), calls
// each role on a range of them, and reads back what was recorded. It knows no test syntax: whoever
// makes a kernel (a generated source file, or a person) fills in this table.
//
//     void P0(const Frame& frame, const Walk& walk) {        // x = 1; r0 = y
//       const auto x = frame.cells<std::atomic<int>>(0);
//       const auto y = frame.cells<std::atomic<int>>(1);
//       Value* const r0 = frame.out[0];
//       visit(walk, [=](std::size_t i) {
//         x[i].store(1, std::memory_order_relaxed);
//         r0[i] = y[i].load(std::memory_order_relaxed);
//       });
//     }
//
// What a role must keep to:
// - It copies what it needs out of the frame before the loop, so that inside an instance there are
//   only the test's own accesses, address arithmetic, and the stores of what is recorded.
// - It touches no cell but its own instance's, keeps nothing between calls, and takes no lock of
//   ours: the harness calls it on any worker, on any range, in any order of instances.
// - It writes every one of its recorded columns in every instance (or reports that it gave up).
// - Roles are called through these pointers only, from another translation unit, so no compiler
//   merges two of them.
//
// Part of litmus_base: header-only, and all that code generation needs to see of the harness.
//
// Tested by kernel_test.cpp; sample_kernels.h has more examples.
#pragma once

#include <sched.h>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "harness/grade.h"
#include "harness/outcome.h"

namespace litmus {

// The test's limit on shared objects, and twice its threads in recorded columns and more.
constexpr std::size_t kMaxCells = 64;
constexpr std::size_t kMaxRecorded = 64;
constexpr std::size_t kMaxRoles = 16;

// One shared object of an instance. Cells have the numbers of the test's locations, so that
// pointer_to(n) means cell n here too.
struct Cell {
  std::string_view name;
  std::uint32_t bytes = 4;      // 1, 2, 4 or 8; of an object (see Subject) any number
  bool is_signed = true;        // how its final value is read
  bool pointer = false;         // holds nullptr or the address of a cell of the same instance
  bool array_next = false;      // the next element of the array that the cell before it belongs to:
                                // lies right behind it in every layout
  Value initial = 0;            // pointers: pointer_to(cell), or 0
  std::uint32_t alignment = 0;  // of an object; 0: a number, aligned to its size
};

// One column of the outcome.
struct Recorded {
  static constexpr int kFinal = -1;
  static constexpr int kAfter = -2;

  std::string_view name;    // "0:r0", "x"
  int role = kFinal;        // who writes frame.out[this column's number]; kAfter: the subject's
                            // `after`; kFinal: nobody, it is
  int cell = -1;            // the final value of this cell
  bool pointer = false;     // an address is recorded; the outcome gets pointer_to(cell)
  Value low = 0;            // where `radix` is not 0, the column is promised to be one of
  std::uint32_t radix = 0;  // low, low + 1, ..., low + radix - 1. Anything else is a finding, and
                            // comes back as `unexpected`. 0: nothing is promised
};

// Shared objects of one kind in all instances: cells[i] is instance i's.
template <typename T>
struct Cells {
  std::byte* base;
  std::ptrdiff_t stride;

  T& operator[](std::size_t instance) const {
    return *reinterpret_cast<T*>(base + static_cast<std::ptrdiff_t>(instance) * stride);
  }
};

// Where a role finds its instances. The layout of cells is a knob of the run, so a role knows only
// a base and a stride for each.
struct Frame {
  std::byte* base[kMaxCells] = {};        // of instance 0
  std::ptrdiff_t stride[kMaxCells] = {};  // to the next instance
  Value* out[kMaxRecorded] = {};          // by column; nullptr for final values
  std::uint8_t* gave_up[kMaxRoles] = {};  // by role, then by instance: a role that hits its retry
                                          // bound sets its own to 1

  template <typename T>
  Cells<T> cells(std::size_t cell) const {
    return {base[cell], stride[cell]};
  }
};

// Which instances a role plays, in which order: origin + ((start + n * step) & mask) for
// n = 0 .. count-1. Arithmetic is modulo 2^32, so step -1 goes backwards; an odd step visits a
// block of 2^k instances (mask 2^k - 1) once each in a scattered order.
struct Walk {
  std::uint32_t origin = 0;
  std::uint32_t start = 0;
  std::uint32_t step = 1;
  std::uint32_t mask = ~std::uint32_t{0};
  std::uint32_t count = 0;
};

// Between two instances the compiler may move nothing; inside one it may do whatever the language
// allows. To the processor this is nothing.
inline void instance_boundary() { asm volatile("" ::: "memory"); }

// Plays `body(instance)` along a walk.
template <typename Body>
inline void visit(const Walk& walk, Body body) {
  const Walk w = walk;  // in registers: the boundary would make the compiler read it again
  for (std::uint32_t n = 0, at = w.start; n < w.count; ++n, at += w.step) {
    body(static_cast<std::size_t>(w.origin + (at & w.mask)));
    instance_boundary();
  }
}

// For the loop of a role that waits: tells the processor that it is spinning, and now and then lets
// another thread have the CPU. `spins` counts from 0 in each wait.
inline void wait_a_little(unsigned& spins) {
  if (++spins % 64 == 0) {
    sched_yield();
    return;
  }
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

// Plays one role on every instance of a walk.
using RoleFunction = void (*)(const Frame& frame, const Walk& walk);

struct Role {
  RoleFunction play = nullptr;
  bool waits = false;        // needs another role's progress to finish: never shares a worker
  bool may_give_up = false;  // has a retry bound, and reports hitting it
  // The same role cut into pieces: played in order, with anything between, they do what `play` does
  // and record what it records. Empty: it can not be cut.
  std::span<const RoleFunction> pieces = {};
};

// A worker's turn: a whole role, or the pieces [first, last) of one. Between two turns of a worker
// there is a full fence, so cutting a role only removes behaviours.
struct Turn {
  int role = 0;
  int first = 0;
  int last = 0;        // 0: the whole role
  bool holds = false;  // its stores should wait in the store buffer for long: what a split is for

  Turn(int whole) : role(whole) {}
  Turn(int of, int from, int to) : role(of), first(from), last(to) {}

  bool is_whole() const { return last == 0; }
  auto operator<=>(const Turn&) const = default;
};

// Roles to workers: split[w] are the turns of worker w, in the order in which it takes them. All
// pieces of a role are on one worker, in order.
using Split = std::vector<std::vector<Turn>>;

// A run that takes so many seconds more than it was given counts as hung, unless its test says
// otherwise.
constexpr double kUsualPatience = 5;

// What a test asks about where that is an object (a queue, a lock) rather than instructions. Its
// state is the kernel's only cell. Each function is called on every instance of a walk once.
// stress.h makes these.
struct Subject {
  RoleFunction construct = nullptr;  // makes the instances' states, fresh; nobody else is there
  RoleFunction destroy = nullptr;    // and ends them; null where nothing needs to be done
  RoleFunction after = nullptr;  // played when all roles are done, before `destroy`; may be null
  std::string_view claim;        // what the test is about, in a sentence; may be empty
  double patience = kUsualPatience;  // seconds beyond its time after which a run of it hangs
  std::span<const GradedRow> grades;
};

// A kernel is a constant table; it refers to arrays that live as long as the program.
struct Kernel {
  std::string_view name;
  std::string_view hash;  // of the test's text, so that a result can say what it is a result of
  std::span<const Cell> cells;
  std::span<const Recorded> recorded;
  std::span<const Role> roles;
  const Subject* subject = nullptr;  // null: cells are numbers, and outcomes are judged by models
};

}  // namespace litmus
