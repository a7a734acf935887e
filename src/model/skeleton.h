// One path for every thread, as events: all of a candidate execution but who reads from whom, in
// which order writes reach memory, and the values that follow from that.
//
// A language model sees C events, where an update is one event, both read and write. For a hardware
// model the standard compilation (lang/mapping.h) turns every action into machine operations: an
// update is a read and a write tied by rmw, an acquire load on POWER is a read and an isync that
// waits for it.
//
// Events 0 .. initial-1 are the initial writes, one for each location the paths touch; the threads'
// events follow, thread after thread, each in program order.
//
// Tested by skeleton_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/cat.h"
#include "model/evaluation.h"
#include "model/path.h"
#include "model/relation.h"

namespace litmus {

struct Event {
  int thread = -1;    // -1: an initial write
  int location = -1;  // -1: a fence
  bool reads = false, writes = false;
  int read = -1;      // number of the term it reads; -1 where nobody needs the value
  int written = -1;   // number of the term it writes
  const Action* action = nullptr;  // none for an initial write
  Order order = Order::Plain;      // C: of this event; a failed exchange has its failure order
  const MachineOp* op = nullptr;   // the compiled operation; nullptr for C events
};

// Program order and its kin have rows up to n; rmw is the identity on C's updates.
struct Skeleton : ProgramRelations {
  int n = 0;
  int initial = 0;
  std::array<Event, kMaxEvents> events;
  EventSet reads, writes;

  // Of each event the others to its location, in its thread.
  std::array<EventSet, kMaxEvents> same_before, same_after;
  std::array<EventSet, kMaxLocations> at;  // the events of a location
  std::array<int, kMaxEvents> partner;     // of a read: the write of the same update, or -1

  // Terms are numbered thread after thread, then the initial values.
  std::vector<const Path*> paths;
  std::vector<int> first_term;  // of each thread, then of the initial values
  int terms = 0;

  // Bit i: belongs to model.sets[i].
  std::array<std::uint64_t, kMaxEvents> sets;

  Event& operator[](int event) { return events[static_cast<std::size_t>(event)]; }
  const Event& operator[](int event) const { return events[static_cast<std::size_t>(event)]; }
};

// Lowers the paths of one test for one model.
class Lowering {
 public:
  Lowering(const Test& test, std::span<const Program> programs, const CatModel& model,
           const Compilation& compilation);

  // False if the paths make more than kMaxEvents events together.
  bool lower(std::span<const Path* const> paths, Skeleton& out) const;

  // Hands a skeleton's static part to an evaluation.
  void hand_in(const Skeleton& skeleton, Evaluation& evaluation) const;

  bool hardware() const { return model_.architecture.has_value(); }

 private:
  // What one instruction becomes, and the sets its events are in.
  struct Compiled {
    std::vector<MachineOp> ops;
    std::vector<std::uint64_t> sets;  // of each op, or of the one C event
  };

  Compiled compiled(const Instruction& instruction, bool succeeded,
                    const Compilation& compilation) const;
  std::uint64_t named(std::string_view name) const;
  void lower_initial(std::span<const Path* const> paths, Skeleton& out) const;
  bool lower_action(const Action& action, int thread, int* read_event, Skeleton& out) const;
  bool add(Skeleton& out, const Event& event, std::uint64_t sets) const;
  void relate(Skeleton& out) const;

  const Test& test_;
  const CatModel& model_;
  std::vector<std::vector<Compiled>> table_;  // [thread][2 * pc + succeeded]
};

}  // namespace litmus
