// Tested by kernels_test.cpp.
#include "agreement/sequential.h"

#include "harness/error.h"
#include "lang/effects.h"

namespace litmus {
namespace {

constexpr int kMaxSteps = 10000;

class OneByOne {
 public:
  explicit OneByOne(const Test& test) {
    for (const Location& location : test.locations)
      memory_.push_back(wrap(location.type, location.initial));
  }

  const std::vector<Value>& memory() const { return memory_; }

  // The thread's registers at its end.
  std::optional<std::vector<Value>> run(const Test& test, int thread) {
    const Program program = effects(test, thread);
    registers_.assign(static_cast<std::size_t>(program.registers), 0);
    const auto& locals = test.threads.at(static_cast<std::size_t>(thread)).locals;
    for (std::size_t i = 0; i < locals.size(); ++i) registers_[i] = locals[i].initial;
    std::size_t at = 0;
    for (int steps = 0; at < program.code.size(); ++steps) {
      const Instruction& instruction = program.code[at++];
      if (steps > kMaxSteps || !step(instruction, at)) return std::nullopt;
    }
    return registers_;
  }

 private:
  Value value(const Expr& e) const { return evaluate(e, registers_); }
  Value& object(const Instruction& i) {
    return memory_.at(static_cast<std::size_t>(value(i.address) - pointer_to(0)));
  }
  void keep(int reg, Value value) {
    if (reg >= 0) registers_.at(static_cast<std::size_t>(reg)) = value;
  }

  // False if the thread can not go on.
  bool step(const Instruction& i, std::size_t& next) {
    switch (i.kind) {
      case Instruction::Kind::Compute: keep(i.result, value(i.value)); return true;
      case Instruction::Kind::Load: keep(i.result, object(i)); return true;
      case Instruction::Kind::Store:
        object(i) = wrap(i.object.value(), value(i.value));
        return true;
      case Instruction::Kind::Update: {
        const Value operand = value(i.value), old = object(i);
        object(i) = updated(i.op, i.object.value(), old, operand);
        keep(i.result, old);
        return true;
      }
      case Instruction::Kind::CompareExchange: compare_exchange(i); return true;
      case Instruction::Kind::Lock: return std::exchange(object(i), 1) == 0;
      case Instruction::Kind::Unlock: object(i) = 0; return true;
      case Instruction::Kind::BranchUnless:
        if (value(i.value) == 0) next = static_cast<std::size_t>(i.target);
        return true;
      case Instruction::Kind::Jump: next = static_cast<std::size_t>(i.target); return true;
      case Instruction::Kind::Fence:
      case Instruction::Kind::SignalFence:
      case Instruction::Kind::LoopEnter:
      case Instruction::Kind::LoopBody: return true;
    }
    return false;
  }

  void compare_exchange(const Instruction& i) {
    const Value desired = value(i.value), old = object(i);
    const bool equal = old == wrap(i.object.value(), value(i.expected));
    if (equal) object(i) = wrap(i.object.value(), desired);
    keep(i.result, old);
    keep(i.success, equal ? 1 : 0);
  }

  std::vector<Value> memory_;
  std::vector<Value> registers_;
};

}  // namespace

std::optional<Outcome> run_in_turn(const Test& test) {
  OneByOne machine(test);
  std::vector<std::vector<Value>> registers;
  for (int thread = 0; thread < static_cast<int>(test.threads.size()); ++thread) {
    std::optional<std::vector<Value>> end = machine.run(test, thread);
    if (!end) return std::nullopt;
    registers.push_back(std::move(*end));
  }
  Outcome outcome;
  for (const Column& column : test.observed) {
    const auto index = static_cast<std::size_t>(column.index);
    outcome.push_back(column.thread < 0
                          ? machine.memory().at(index)
                          : registers.at(static_cast<std::size_t>(column.thread)).at(index));
  }
  return outcome;
}

}  // namespace litmus
