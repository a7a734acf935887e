// Follows both ways of a branch to where they meet; see choice.h.
#include "model/choice.h"

namespace litmus {

std::vector<int> registers_decided_by(const Program& program, int branch) {
  const auto at = [&](int pc) -> const Instruction& {
    return program.code[static_cast<std::size_t>(pc)];
  };
  const int end = static_cast<int>(program.code.size());
  std::vector<int> registers, open = {branch};
  std::vector<char> seen(program.code.size());
  while (!open.empty()) {
    const int pc = open.back();
    open.pop_back();
    if (pc == at(branch).join || pc >= end || seen[static_cast<std::size_t>(pc)]) continue;
    seen[static_cast<std::size_t>(pc)] = 1;
    for (int reg : {at(pc).result, at(pc).success}) {
      if (reg >= 0) registers.push_back(reg);
    }
    if (at(pc).target >= 0) open.push_back(at(pc).target);
    if (at(pc).kind != Instruction::Kind::Jump) open.push_back(pc + 1);
  }
  return registers;
}

}  // namespace litmus
