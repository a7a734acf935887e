// Explores all states of the machines of machine.h, depth first.
//
// Steps that nobody else can see (arithmetic, jumps) are taken at once with the step before, so
// that only accesses interleave.
#include "agreement/machine.h"

#include <deque>
#include <optional>

#include "harness/error.h"
#include "lang/effects.h"

namespace litmus {
namespace {

using Kind = Instruction::Kind;

struct ThreadState {
  int pc = 0;
  std::vector<Value> registers;
  std::vector<int> iterations;
  std::deque<std::pair<std::size_t, Value>> buffer;  // location, value; oldest first

  auto operator<=>(const ThreadState&) const = default;
};

struct State {
  std::vector<Value> memory;
  std::vector<ThreadState> threads;

  auto operator<=>(const State&) const = default;
};

class Exploration {
 public:
  Exploration(const Test& test, Machine machine, int unroll)
      : test_(test), buffers_(machine == Machine::Tso), unroll_(unroll) {
    for (int t = 0; t < static_cast<int>(test.threads.size()); ++t) {
      programs_.push_back(effects(test, t));
    }
  }

  Reached run() {
    State start;
    for (const Location& location : test_.locations) {
      start.memory.push_back(wrap(location.type.value(), location.initial));
    }
    for (std::size_t t = 0; t < programs_.size(); ++t) {
      ThreadState& thread = start.threads.emplace_back();
      thread.registers.resize(index(programs_[t].registers));
      thread.iterations.resize(index(programs_[t].loops));
      for (std::size_t i = 0; i < test_.threads[t].locals.size(); ++i) {
        thread.registers[i] = test_.threads[t].locals[i].initial;
      }
    }
    bool alive = true;
    for (std::size_t t = 0; t < programs_.size(); ++t) alive = settle(start, t) && alive;
    if (alive) visit(start);
    while (!todo_.empty()) {
      State state = std::move(todo_.back());
      todo_.pop_back();
      expand(state);
    }
    return std::move(reached_);
  }

 private:
  const Instruction* current(const State& s, std::size_t t) const {
    const auto& code = programs_[t].code;
    const auto pc = index(s.threads[t].pc);
    return pc < code.size() ? &code[pc] : nullptr;
  }

  void visit(const State& s) {
    if (seen_.insert(s).second) todo_.push_back(s);
  }

  // Takes the silent steps of a thread; false if it goes beyond the loop bound.
  bool settle(State& s, std::size_t t) {
    ThreadState& thread = s.threads[t];
    while (const Instruction* i = current(s, t)) {
      int next = thread.pc + 1;
      switch (i->kind) {
        case Kind::Compute:
          thread.registers[index(i->result)] = evaluate(i->value, thread.registers);
          break;
        case Kind::Jump: next = i->target; break;
        case Kind::BranchUnless:
          if (evaluate(i->value, thread.registers) == 0) next = i->target;
          break;
        case Kind::LoopEnter: thread.iterations[index(i->loop)] = 0; break;
        case Kind::LoopBody:
          if (++thread.iterations[index(i->loop)] > unroll_) {
            reached_.bounded = true;
            return false;
          }
          break;
        case Kind::SignalFence: break;
        default: return true;
      }
      thread.pc = next;
    }
    return true;
  }

  void expand(const State& s) {
    bool done = true;
    for (std::size_t t = 0; t < s.threads.size(); ++t) {
      if (!s.threads[t].buffer.empty()) {
        done = false;
        State next = s;
        auto [location, value] = next.threads[t].buffer.front();
        next.threads[t].buffer.pop_front();
        next.memory[location] = value;
        visit(next);
      }
      if (const Instruction* i = current(s, t)) {
        done = false;
        step(s, t, *i);
      }
    }
    if (done) finish(s);
  }

  // Locked instructions, MFENCE, and the XCHG that a seq_cst store is.
  bool waits_for_buffer(const Instruction& i) const {
    switch (i.kind) {
      case Kind::Update:
      case Kind::CompareExchange:
      case Kind::Lock: return true;
      case Kind::Store:
      case Kind::Fence: return i.order == Order::SeqCst;
      default: return false;
    }
  }

  void step(const State& s, std::size_t t, const Instruction& i) {
    const ThreadState& thread = s.threads[t];
    if (waits_for_buffer(i) && !thread.buffer.empty()) return;
    if (i.kind == Kind::Fence) return go(s, t, i, {});
    const Value address = evaluate(i.address, thread.registers);
    CHECK(address > 0 && index(static_cast<int>(address)) <= s.memory.size());
    const std::size_t location = static_cast<std::size_t>(address) - 1;
    const Type type = i.object.value();
    const Value operand = wrap(type, evaluate(i.value, thread.registers));
    const Value found = look(s, t, location);
    switch (i.kind) {
      case Kind::Load: return go(s, t, i, {.read = found});
      case Kind::Store:
        return go(s, t, i, {.location = location, .written = operand,
                            .direct = i.order == Order::SeqCst});
      case Kind::Unlock: return go(s, t, i, {.location = location, .written = 0});
      case Kind::Update:
        return go(s, t, i, {.location = location, .read = found,
                            .written = updated(i.op, type, found, operand), .direct = true});
      case Kind::Lock:
        if (found == 0) go(s, t, i, {.location = location, .written = 1, .direct = true});
        return;
      default: break;
    }
    CHECK(i.kind == Kind::CompareExchange);
    const bool equal = found == wrap(type, evaluate(i.expected, thread.registers));
    if (equal) {
      go(s, t, i, {.location = location, .read = found, .written = operand, .direct = true,
                   .success = 1});
    }
    if (!equal || i.weak) go(s, t, i, {.read = found});
  }

  Value look(const State& s, std::size_t t, std::size_t location) const {
    const auto& buffer = s.threads[t].buffer;
    for (auto entry = buffer.rbegin(); entry != buffer.rend(); ++entry) {
      if (entry->first == location) return entry->second;
    }
    return s.memory[location];
  }

  struct Effect {
    std::size_t location = 0;
    std::optional<Value> read;
    std::optional<Value> written;
    bool direct = false;  // past the buffer
    Value success = 0;
  };

  void go(const State& s, std::size_t t, const Instruction& i, const Effect& effect) {
    State next = s;
    ThreadState& thread = next.threads[t];
    if (i.result >= 0 && effect.read) thread.registers[index(i.result)] = *effect.read;
    if (i.success >= 0) thread.registers[index(i.success)] = effect.success;
    if (effect.written) {
      if (buffers_ && !effect.direct) {
        thread.buffer.emplace_back(effect.location, *effect.written);
      } else {
        next.memory[effect.location] = *effect.written;
      }
    }
    ++thread.pc;
    if (settle(next, t)) visit(next);
  }

  void finish(const State& s) {
    Outcome row;
    for (const Column& column : test_.observed) {
      row.push_back(column.thread < 0
                        ? s.memory[index(column.index)]
                        : s.threads[index(column.thread)].registers[index(column.index)]);
    }
    if (!holds(test_.filter, row)) return;
    row.resize(index(test_.shown));
    reached_.outcomes.insert(row);
  }

  const Test& test_;
  bool buffers_;
  int unroll_;
  std::vector<Program> programs_;
  std::set<State> seen_;
  std::vector<State> todo_;
  Reached reached_;
};

}  // namespace

Reached run_machine(const Test& test, Machine machine, int unroll) {
  return Exploration(test, machine, unroll).run();
}

}  // namespace litmus
