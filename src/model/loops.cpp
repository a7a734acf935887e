// Liveness of registers, backwards to a fixpoint; see loops.h.
#include "model/loops.h"

namespace litmus {
namespace {

using Kind = Instruction::Kind;
using Registers = std::vector<char>;  // by number: 1 for those in the set

class Liveness {
 public:
  Liveness(const Program& program, const std::vector<int>& observed)
      : program_(program), before_(program.code.size() + 1, Registers(index(program.registers))) {
    for (int reg : observed) before_.back()[index(reg)] = 1;
    while (pass()) {
    }
  }

  std::vector<int> at(int pc) const {
    std::vector<int> live;
    for (int reg = 0; reg < program_.registers; ++reg) {
      if (before_[index(pc)][index(reg)] != 0) live.push_back(reg);
    }
    return live;
  }

 private:
  // True if something is found to be live that was not before.
  bool pass() {
    bool changed = false;
    for (int pc = static_cast<int>(program_.code.size()) - 1; pc >= 0; --pc) {
      Registers live = live_before(pc);
      changed = changed || live != before_[index(pc)];
      before_[index(pc)] = std::move(live);
    }
    return changed;
  }

  Registers live_before(int pc) const {
    const Instruction& i = program_.code[index(pc)];
    if (i.kind == Kind::Jump) return before_[index(i.target)];
    Registers live = before_[index(pc) + 1];
    if (i.kind == Kind::BranchUnless) {
      const Registers& other = before_[index(i.target)];
      for (std::size_t reg = 0; reg < live.size(); ++reg) live[reg] |= other[reg];
    }
    // What only makes a value that nobody asks for is not asked for either.
    const bool asked = i.kind != Kind::Compute || live[index(i.result)] != 0;
    for (int reg : {i.result, i.success}) {
      if (reg >= 0) live[index(reg)] = 0;
    }
    if (!asked) return live;
    std::vector<int> used;
    for (const Expr* e : {&i.address, &i.value, &i.expected}) registers_of(*e, used);
    for (int reg : used) live[index(reg)] = 1;
    return live;
  }

  const Program& program_;
  std::vector<Registers> before_;  // each instruction, and the end
};

}  // namespace

void registers_of(const Expr& e, std::vector<int>& registers) {
  if (e.kind == Expr::Kind::Register) registers.push_back(e.index);
  for (const Expr& operand : e.operands) registers_of(operand, registers);
}

std::vector<LoopFacts> loop_facts(const Program& program, const std::vector<int>& observed) {
  std::vector<LoopFacts> facts(index(program.loops));
  if (facts.empty()) return facts;
  const Liveness liveness(program, observed);
  for (int pc = 0; pc < static_cast<int>(program.code.size()); ++pc) {
    const Instruction& i = program.code[index(pc)];
    if (i.kind == Kind::LoopEnter) facts[index(i.loop)].enter = pc;
    if (i.kind == Kind::LoopBody) facts[index(i.loop)].live = liveness.at(pc);
    if (i.kind != Kind::Jump) continue;
    for (LoopFacts& loop : facts) {
      if (i.target == loop.enter + 1) loop.back = pc;
    }
  }
  return facts;
}

}  // namespace litmus
