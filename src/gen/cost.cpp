// Counts barriers in the standard compilations of a test.
#include "gen/cost.h"

#include <algorithm>

namespace litmus {
namespace {

constexpr int kFull = 8;
constexpr int kLight = 3;
constexpr int kAnnotated = 1;

bool has(const MachineOp& op, std::string_view tag) {
  return std::find(op.tags.begin(), op.tags.end(), tag) != op.tags.end();
}

int cost_of(const MachineOp& op, Architecture architecture) {
  if (op.kind == MachineOp::Kind::Fence) {
    for (std::string_view full : {"MFENCE", "DMB.ISH", "Fence.rw.rw", "SYNC"}) {
      if (has(op, full)) return kFull;
    }
    return kLight;
  }
  // A locked instruction is one barrier; its tag stands on both halves.
  const bool locked = architecture == Architecture::X86 && has(op, "X");
  if (locked) return op.kind == MachineOp::Kind::Read ? kFull : 0;
  for (std::string_view annotation : {"A", "L", "Q", "Acq", "Rel", "AcqRel"}) {
    if (has(op, annotation)) return kAnnotated;
  }
  return 0;
}

template <typename Use>
void for_each_instruction(const Test& test, Use use) {
  for (std::size_t i = 0; i < test.threads.size(); ++i) {
    for (const Instruction& instruction : effects(test, static_cast<int>(i)).code) {
      use(static_cast<int>(i), instruction);
    }
  }
}

}  // namespace

int cost_of(const Test& test) {
  int cost = 0;
  for_each_instruction(test, [&](int, const Instruction& instruction) {
    for (Architecture architecture : kArchitectures) {
      for (const MachineOp& op : compile(instruction, architecture))
        cost += cost_of(op, architecture);
    }
  });
  return cost;
}

std::vector<CompiledAccess> compiled(const Test& test) {
  std::vector<CompiledAccess> accesses;
  for_each_instruction(test, [&](int thread, const Instruction& instruction) {
    bool is_memory = instruction.kind == Instruction::Kind::Fence ||
                     !compile(instruction, Architecture::X86).empty();
    if (!is_memory) return;
    CompiledAccess& access = accesses.emplace_back();
    access.thread = thread;
    access.at = instruction.at;
    for (std::size_t i = 0; i < access.assembly.size(); ++i) {
      access.assembly[i] = assembly(instruction, kArchitectures[i]);
    }
  });
  return accesses;
}

}  // namespace litmus
