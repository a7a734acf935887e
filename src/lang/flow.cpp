// Immediate postdominators, by the usual fixpoint over the reversed flow graph.
//
// Two instructions' common postdominator is found by walking both up the tree built so far, the one
// that is further from the end first. What is further is told by the order in which a depth-first
// search from the end leaves the instructions.
//
// Tested by effects_test.cpp (branches, loops, breaks, returns).
#include "lang/flow.h"

#include <algorithm>
#include <array>

namespace litmus {
namespace {

// The instructions that may run right after instruction `at`; -1 where there are fewer than two.
std::array<int, 2> successors(const Program& program, int at) {
  const Instruction& instruction = program.code[static_cast<std::size_t>(at)];
  switch (instruction.kind) {
    case Instruction::Kind::Jump:
      return {instruction.target, -1};
    case Instruction::Kind::BranchUnless:
      return {at + 1, instruction.target};
    default:
      return {at + 1, -1};
  }
}

class Postdominators {
 public:
  explicit Postdominators(const Program& program)
      : program_(program),
        end_(static_cast<int>(program.code.size())),
        number_(program.code.size() + 1, -1),
        parent_(program.code.size() + 1, -1) {
    number_from_end();
    parent_[index(end_)] = end_;
    while (pass()) {
    }
  }

  int of(int at) const { return parent_[index(at)]; }

 private:
  void number_from_end() {
    std::vector<std::vector<int>> before(program_.code.size() + 1);
    for (int at = 0; at < end_; ++at) {
      for (int next : successors(program_, at)) {
        if (next >= 0) before[index(next)].push_back(at);
      }
    }
    // Depth first without recursion: a node is numbered when all behind it are.
    std::vector<std::pair<int, std::size_t>> stack{{end_, 0}};
    std::vector<bool> seen(program_.code.size() + 1);
    seen[index(end_)] = true;
    while (!stack.empty()) {
      auto& [node, next] = stack.back();
      if (next < before[index(node)].size()) {
        int child = before[index(node)][next++];
        if (!seen[index(child)]) {
          seen[index(child)] = true;
          stack.emplace_back(child, 0);
        }
        continue;
      }
      number_[index(node)] = static_cast<int>(order_.size());
      order_.push_back(node);
      stack.pop_back();
    }
    std::ranges::reverse(order_);  // the end comes first
  }

  int meet(int a, int b) const {
    while (a != b) {
      while (number_[index(a)] < number_[index(b)]) a = parent_[index(a)];
      while (number_[index(b)] < number_[index(a)]) b = parent_[index(b)];
    }
    return a;
  }

  bool pass() {
    bool changed = false;
    for (int node : order_) {
      if (node == end_) continue;
      int found = -1;
      for (int next : successors(program_, node)) {
        if (next < 0 || parent_[index(next)] < 0) continue;
        found = found < 0 ? next : meet(found, next);
      }
      if (found >= 0 && parent_[index(node)] != found) {
        parent_[index(node)] = found;
        changed = true;
      }
    }
    return changed;
  }

  const Program& program_;
  int end_;
  std::vector<int> number_;  // the end has the highest
  std::vector<int> parent_;
  std::vector<int> order_;
};

}  // namespace

void set_joins(Program& program) {
  auto is_branch = [](const Instruction& i) { return i.kind == Instruction::Kind::BranchUnless; };
  if (std::ranges::none_of(program.code, is_branch)) return;
  Postdominators postdominators(program);
  for (std::size_t at = 0; at < program.code.size(); ++at) {
    Instruction& instruction = program.code[at];
    if (!is_branch(instruction)) continue;
    int join = postdominators.of(static_cast<int>(at));
    instruction.join = join >= 0 ? join : static_cast<int>(program.code.size());
  }
}

}  // namespace litmus
