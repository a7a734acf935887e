// The standard compilations as a person writes them. Tested by mapping_test.cpp, which also checks
// that text and operations (mapping.cpp) agree on every barrier.
#include <fmt/format.h>

#include "lang/mapping.h"

namespace litmus {
namespace {

using Kind = Instruction::Kind;

struct Words {
  std::string_view read, write;
};

Words words(const Instruction& i, Architecture architecture) {
  const bool exchanges = i.kind == Kind::CompareExchange;
  const bool updates = exchanges || i.kind == Kind::Update || i.kind == Kind::Lock;
  switch (architecture) {
    case Architecture::X86:
      if (exchanges) return {"LOCK CMPXCHG", ""};
      if (updates) return {i.op == Operator::Replace ? "XCHG" : "LOCK op", ""};
      return {"MOV", "MOV"};
    case Architecture::Armv8:
      if (exchanges) return {"CAS", ""};
      if (updates) return {i.op == Operator::Replace ? "SWP" : "LDop", ""};
      return {"LDR", "STR"};
    case Architecture::RiscV:
      if (exchanges) return {"lr", "sc"};
      if (updates) return {"amo", ""};
      return {"l", "s"};
    case Architecture::Power:
      if (updates) return {"larx", "stcx; bc"};
      return {"ld", "st"};
  }
  return {};
}

bool has(const MachineOp& op, std::string_view tag) {
  for (std::string_view t : op.tags) {
    if (t == tag) return true;
  }
  return false;
}

std::string arm_access(const MachineOp& op, std::string_view word, const MachineOp* write) {
  if (word == "LDR") return has(op, "A") ? "LDAR" : "LDR";
  if (word == "STR") return has(op, "L") ? "STLR" : "STR";
  return fmt::format("{}{}{}", word, has(op, "A") ? "A" : "",
                     write != nullptr && has(*write, "L") ? "L" : "");
}

std::string riscv_access(const MachineOp& op, std::string_view word) {
  std::string_view suffix = has(op, "AcqRel") ? ".aq.rl"
                            : has(op, "Acq")  ? ".aq"
                            : has(op, "Rel")  ? ".rl"
                                              : "";
  return fmt::format("{}{}", word, suffix);
}

std::string fence(const MachineOp& op, Architecture architecture) {
  std::string_view tag = op.tags[0];
  if (tag == "DMB.ISH") return "DMB ISH";
  if (tag == "DMB.ISHLD") return "DMB ISHLD";
  if (tag == "Fence.rw.rw") return "fence rw,rw";
  if (tag == "Fence.r.rw") return "fence r,rw";
  if (tag == "Fence.rw.w") return "fence rw,w";
  if (tag == "Fence.tso") return "fence.tso";
  if (architecture == Architecture::X86) return std::string(tag);
  if (tag == "SYNC") return "sync";
  return tag == "LWSYNC" ? "lwsync" : "isync";
}

}  // namespace

std::string assembly(const Instruction& i, Architecture architecture) {
  std::vector<MachineOp> ops = compile(i, architecture);
  Words word = words(i, architecture);
  std::string text;
  auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!text.empty()) text += "; ";
    text += part;
  };
  for (std::size_t at = 0; at < ops.size(); ++at) {
    const MachineOp& op = ops[at];
    const MachineOp* next = at + 1 < ops.size() ? &ops[at + 1] : nullptr;
    const bool reads = op.kind == MachineOp::Kind::Read;
    if (op.kind == MachineOp::Kind::Fence) {
      if (op.control_from_read && i.kind == Kind::Load) add("cmp; bc");
      add(fence(op, architecture));
    } else if (architecture == Architecture::X86 && i.kind == Kind::Store && has(op, "X")) {
      add(reads ? "XCHG" : "");
    } else if (!reads && word.write.empty()) {
      continue;  // the second half of one instruction
    } else if (architecture == Architecture::Armv8) {
      add(arm_access(op, reads ? word.read : word.write, next));
    } else {
      add(riscv_access(op, reads ? word.read : word.write));
    }
  }
  return text;
}

}  // namespace litmus
