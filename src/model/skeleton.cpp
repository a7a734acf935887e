// Paths to events; see skeleton.h.
#include "model/skeleton.h"

#include <algorithm>

#include "lang/same.h"

namespace litmus {
namespace {

std::string_view order_set(Order order) {
  switch (order) {
    case Order::Plain: return "NA";
    case Order::Relaxed: return "RLX";
    case Order::Acquire: return "ACQ";
    case Order::Release: return "REL";
    case Order::AcqRel: return "ACQ_REL";
    case Order::SeqCst: return "SC";
  }
  return "";
}

Order order_of(const Action& action) {
  return action.succeeded ? action.instruction->order : action.instruction->failure_order;
}

bool has_effect(const Instruction& instruction) {
  switch (instruction.kind) {
    case Instruction::Kind::Load:
    case Instruction::Kind::Store:
    case Instruction::Kind::Update:
    case Instruction::Kind::CompareExchange:
    case Instruction::Kind::Fence:
    case Instruction::Kind::Lock:
    case Instruction::Kind::Unlock: return true;
    default: return false;
  }
}

// True for what one instruction does to memory in one step, on this architecture.
bool is_amo(const Instruction& instruction, Architecture architecture) {
  if (architecture == Architecture::Power) return false;
  return architecture != Architecture::RiscV ||
         instruction.kind != Instruction::Kind::CompareExchange;
}

}  // namespace

Lowering::Lowering(const Test& test, std::span<const Program> programs, const CatModel& model,
                   const Compilation& compilation)
    : test_(test), model_(model) {
  if (model.sets.size() > 64) throw Error("the model speaks of more than 64 sets of events");
  table_.reserve(programs.size());
  for (const Program& program : programs) {
    std::vector<Compiled>& table = table_.emplace_back();
    table.reserve(2 * program.code.size());
    for (const Instruction& instruction : program.code) {
      bool exchanges = instruction.kind == Instruction::Kind::CompareExchange;
      auto add = [&](bool wanted, bool succeeded) {
        table.push_back(wanted ? compiled(instruction, succeeded, compilation) : Compiled{});
      };
      add(exchanges, false);
      add(has_effect(instruction), true);
    }
  }
}

std::uint64_t Lowering::named(std::string_view name) const {
  for (std::size_t i = 0; i < model_.sets.size(); ++i) {
    if (same(model_.sets[i].name, name)) return std::uint64_t{1} << i;
  }
  return 0;
}

Lowering::Compiled Lowering::compiled(const Instruction& instruction, bool succeeded,
                                      const Compilation& compilation) const {
  Compiled result;
  if (!hardware()) {
    Order order = succeeded ? instruction.order : instruction.failure_order;
    std::uint64_t sets = named(order_set(order));
    bool is_fence = instruction.kind == Instruction::Kind::Fence;
    if (order != Order::Plain && !is_fence) sets |= named("A");
    if (instruction.kind == Instruction::Kind::Lock) sets |= named("LS");
    if (instruction.kind == Instruction::Kind::Unlock) sets |= named("UL");
    result.sets.push_back(sets);
    return result;
  }
  result.ops = compilation(instruction, *model_.architecture, succeeded);
  for (const MachineOp& op : result.ops) {
    std::uint64_t sets = 0;
    for (std::string_view tag : op.tags) sets |= named(tag);
    for (std::string_view tag : op.also) sets |= named(tag);
    result.sets.push_back(sets);
  }
  return result;
}

bool Lowering::add(Skeleton& out, const Event& event, std::uint64_t sets) const {
  if (out.n == kMaxEvents) return false;
  const int e = out.n++;
  out[e] = event;
  out.partner[index(e)] = -1;
  if (event.reads) out.reads.insert(e);
  if (event.writes) out.writes.insert(e);
  if (event.location >= 0) out.at[index(event.location)].insert(e);
  out.sets[index(e)] = sets;
  for (Relation* r : {&out.po, &out.addr, &out.data, &out.ctrl, &out.rmw, &out.amo}) {
    (*r)[e] = {};
  }
  return true;
}

void Lowering::lower_initial(std::span<const Path* const> paths, Skeleton& out) const {
  std::uint64_t touched = 0;
  for (const Path* path : paths) {
    for (const Action& action : path->actions) {
      if (action.location >= 0) touched |= std::uint64_t{1} << action.location;
    }
  }
  for (int location : EventSet{touched}) {
    Event event{.location = location, .writes = true};
    event.written = out.first_term.back() + location;
    add(out, event, 0);
  }
  out.initial = out.n;
}

bool Lowering::lower_action(const Action& action, int thread, int* read_event,
                            Skeleton& out) const {
  const Compiled& compiled =
      table_[index(thread)][2 * index(action.pc) + (action.succeeded ? 1 : 0)];
  const int base = out.first_term[index(thread)];
  Event event{.thread = thread, .location = action.location, .action = &action,
              .order = order_of(action)};
  auto number = [&](int term) { return term < 0 ? -1 : base + term; };
  if (!hardware()) {
    event.reads = action.reads;
    event.writes = action.writes;
    event.read = number(action.read);
    event.written = number(action.written);
    if (!add(out, event, compiled.sets[0])) return false;
    const int e = out.n - 1;
    if (action.reads) *read_event = e;
    if (action.reads && action.writes) {
      out.rmw.insert(e, e);
      out.partner[index(e)] = e;
    }
    return true;
  }

  for (std::size_t i = 0; i < compiled.ops.size(); ++i) {
    const MachineOp& op = compiled.ops[i];
    event.op = &op;
    event.reads = op.kind == MachineOp::Kind::Read;
    event.writes = op.kind == MachineOp::Kind::Write;
    event.location = op.kind == MachineOp::Kind::Fence ? -1 : action.location;
    event.read = event.reads ? number(action.read) : -1;
    event.written = event.writes ? number(action.written) : -1;
    if (!add(out, event, compiled.sets[i])) return false;
    const int e = out.n - 1;
    const int read = *read_event;
    if (event.reads) *read_event = e;
    if (op.control_from_read && read >= 0) out.ctrl.insert(read, e);
    if (event.writes && read >= 0) {
      const Instruction& instruction = *action.instruction;
      out.rmw.insert(read, e);
      out.partner[index(read)] = e;
      if (is_amo(instruction, *model_.architecture)) {
        out.amo.insert(read, e);
      } else if (instruction.kind == Instruction::Kind::CompareExchange) {
        out.ctrl.insert(read, e);  // the store-conditional stands behind the comparison
      }
      bool computes = instruction.kind == Instruction::Kind::Update &&
                      instruction.op != Operator::Replace;
      if (computes) out.data.insert(read, e);
    }
  }
  return true;
}

bool Lowering::lower(std::span<const Path* const> paths, Skeleton& out) const {
  out.n = 0;
  out.reads = out.writes = {};
  std::fill_n(out.at.begin(), test_.locations.size(), EventSet{});
  out.paths.assign(paths.begin(), paths.end());
  out.first_term.clear();
  out.terms = 0;
  for (const Path* path : paths) {
    out.first_term.push_back(out.terms);
    out.terms += static_cast<int>(path->terms.size());
  }
  out.first_term.push_back(out.terms);
  out.terms += static_cast<int>(test_.locations.size());

  lower_initial(paths, out);
  for (int thread = 0; thread < static_cast<int>(paths.size()); ++thread) {
    const int first = out.n;
    std::array<int, kMaxEvents> read_of;  // the event that reads, of each action
    const std::vector<Action>& actions = paths[index(thread)]->actions;
    for (std::size_t i = 0; i < actions.size(); ++i) {
      const int begin = out.n;
      read_of[i] = -1;
      if (!lower_action(actions[i], thread, &read_of[i], out)) return false;
      auto sources = [&](Taint taint, Relation& relation, int target) {
        for (int source : EventSet{taint}) relation.insert(read_of[index(source)], target);
      };
      for (int e = begin; e < out.n; ++e) {
        if (out[e].location >= 0) sources(actions[i].address, out.addr, e);
        if (out[e].writes) {
          sources(actions[i].data, out.data, e);
          sources(actions[i].choice, out.ctrl, e);
        }
        sources(actions[i].control, out.ctrl, e);
        if (hardware()) sources(actions[i].nowhere, out.ctrl, e);
      }
    }
    const EventSet all = EventSet::all(out.n);
    for (int e = first; e < out.n; ++e) out.po[e] = all - EventSet::all(e + 1);
  }
  relate(out);
  return true;
}

void Lowering::relate(Skeleton& out) const {
  int first = 0;
  for (int e = 0; e < out.n; ++e) {
    if (e > 0 && out[e].thread != out[e - 1].thread) first = e;
    EventSet same{};
    if (out[e].location >= 0) same = out.at[index(out[e].location)];
    const bool initial = out[e].thread < 0;
    out.same_after[index(e)] = initial ? EventSet{} : same & out.po[e];
    out.same_before[index(e)] =
        initial ? EventSet{} : (same & EventSet::all(e)) - EventSet::all(first);
  }
}

void Lowering::hand_in(const Skeleton& s, Evaluation& evaluation) const {
  evaluation.begin(s.n);
  evaluation.hand_in(s);
  Relation& loc = evaluation.relation(Base::Loc);
  Relation& internal = evaluation.relation(Base::Int);
  Relation& external = evaluation.relation(Base::Ext);
  EventSet initial = EventSet::all(s.initial), everything = EventSet::all(s.n), fences;
  for (int e = 0, first = s.initial; e < s.n; ++e) {
    const int location = s[e].location;
    loc[e] = location >= 0 ? s.at[index(location)] : EventSet{};
    if (location < 0) fences.insert(e);
    if (e > s.initial && s[e].thread != s[e - 1].thread) first = e;
    internal[e] = e < s.initial ? EventSet{}
                                : s.po[e] | (EventSet::all(e + 1) - EventSet::all(first));
    external[e] = (everything - internal[e]) - EventSet::of(e);
  }

  for (std::size_t i = 0; i < model_.sets.size(); ++i) {
    const std::string& name = model_.sets[i].name;
    EventSet events;
    for (int e = 0; e < s.n; ++e) {
      if (s.sets[index(e)] >> i & 1) events.insert(e);
    }
    if (name == "R") events = s.reads;
    if (name == "W") events = s.writes;
    if (name == "M") events = s.reads | s.writes;
    if (name == "RMW") events = s.reads & s.writes;
    if (name == "F") events = fences;
    if (name == "IW") events = initial;
    evaluation.set(static_cast<int>(i)) = events;
  }
  evaluation.refresh(Level::Static);
}

}  // namespace litmus
