// The table of standard compilations, one function per architecture.
//
// Tested by mapping_test.cpp (every row, as assembly and as tags) and by src/agreement (a weakened
// row gives a test a wrong verdict).
#include "lang/mapping.h"

#include "harness/error.h"

namespace litmus {
namespace {

using Kind = Instruction::Kind;
using Tags = std::vector<std::string_view>;

// Builds a sequence of operations and, beside it, the text of the instructions.
class Sequence {
 public:
  Sequence& read(Tags tags = {}) { return add(MachineOp::Kind::Read, std::move(tags)); }
  Sequence& write(Tags tags = {}) { return add(MachineOp::Kind::Write, std::move(tags)); }
  Sequence& fence(std::string_view tag) { return add(MachineOp::Kind::Fence, {tag}); }
  Sequence& fence_if(bool wanted, std::string_view tag) { return wanted ? fence(tag) : *this; }
  // Another name of the latest operation.
  Sequence& also(std::string_view tag) {
    ops_.back().also.push_back(tag);
    return *this;
  }
  // isync behind a branch that waits for the read.
  Sequence& isync_if(bool wanted) {
    if (!wanted) return *this;
    fence("ISYNC");
    ops_.back().control_from_read = true;
    return *this;
  }
  std::vector<MachineOp> take() { return std::move(ops_); }

 private:
  Sequence& add(MachineOp::Kind kind, Tags tags) {
    ops_.push_back({.kind = kind, .tags = std::move(tags)});
    return *this;
  }
  std::vector<MachineOp> ops_;
};

bool is_update(const Instruction& i) {
  return i.kind == Kind::Update || i.kind == Kind::CompareExchange || i.kind == Kind::Lock;
}

bool is_seq_cst(Order order) { return order == Order::SeqCst; }

// The order that counts: C++ joins a compare-exchange's two orders into the success order when it
// compiles (the failed path then has the load half of it).
Order joined(const Instruction& i) {
  if (i.kind != Kind::CompareExchange) return i.order;
  if (is_seq_cst(i.order) || is_seq_cst(i.failure_order)) return Order::SeqCst;
  bool acquire = acquires(i.order) || acquires(i.failure_order);
  bool release = releases(i.order);
  return acquire && release ? Order::AcqRel
         : acquire          ? Order::Acquire
         : release          ? Order::Release
                            : Order::Relaxed;
}

// A locked instruction is a full barrier, also when a compare-exchange fails and writes nothing
// new. A is what other texts call the accesses of locked instructions.
std::vector<MachineOp> x86(const Instruction& i, bool succeeded) {
  Sequence s;
  if (is_update(i)) {
    s.read({"X", "A"});
    if (succeeded) s.write({"X", "A"});
  } else if (i.kind == Kind::Load) {
    s.read();
  } else if (i.kind == Kind::Fence) {
    s.fence_if(is_seq_cst(i.order), "MFENCE");
  } else if (is_seq_cst(i.order)) {
    s.read({"X", "A"}).write({"X", "A"});  // XCHG
  } else {
    s.write();
  }
  return s.take();
}

std::vector<MachineOp> armv8(const Instruction& i, bool succeeded) {
  Sequence s;
  Order order = joined(i);
  if (is_update(i)) {
    // The result goes to a register even where nobody wants it. To DMB ISHLD, STADD and LDADD to
    // the zero register are stores: an acquire fence behind them would promise too little, which is
    // why compilers keep the register.
    s.read(acquires(order) ? Tags{"A"} : Tags{});
    if (succeeded) s.write(releases(order) ? Tags{"L"} : Tags{});
  } else if (i.kind == Kind::Load) {
    s.read(acquires(order) ? Tags{"A"} : Tags{});
  } else if (i.kind == Kind::Fence) {
    // Texts for 32-bit Arm, which has no barrier for loads alone, know DMB.
    if (order != Order::Relaxed)
      s.fence(order == Order::Acquire ? "DMB.ISHLD" : "DMB.ISH").also("DMB");
  } else {
    s.write(releases(order) ? Tags{"L"} : Tags{});
  }
  return s.take();
}

// An annotation stands on both halves of an AMO: it is one operation.
Tags riscv_annotation(Order order) {
  switch (order) {
    case Order::Acquire:
      return {"Acq"};
    case Order::Release:
      return {"Rel"};
    case Order::AcqRel:
    case Order::SeqCst:
      return {"AcqRel"};
    default:
      return {};
  }
}

std::vector<MachineOp> riscv(const Instruction& i, bool succeeded) {
  Sequence s;
  Order order = joined(i);
  if (is_update(i)) {
    // Texts tell an AMO (X) from an lr/sc pair (EX).
    bool amo = i.kind != Kind::CompareExchange;
    if (amo) {
      Tags tags = riscv_annotation(order);
      tags.push_back("X");
      s.read(tags).write(tags);
    } else {  // lr/sc: acquire on the lr, release on the sc; seq_cst is lr.aq.rl and sc.rl
      s.read(is_seq_cst(order) ? Tags{"AcqRel", "EX"}
             : acquires(order) ? Tags{"Acq", "EX"}
                               : Tags{"EX"});
      if (succeeded) s.write(releases(order) ? Tags{"Rel", "EX"} : Tags{"EX"});
    }
  } else if (i.kind == Kind::Load) {
    s.fence_if(is_seq_cst(order), "Fence.rw.rw").read().fence_if(acquires(order), "Fence.r.rw");
  } else if (i.kind == Kind::Fence) {
    if (order == Order::Acquire) s.fence("Fence.r.rw");
    if (order == Order::Release) s.fence("Fence.rw.w");
    if (order == Order::AcqRel) s.fence("Fence.tso");
    if (order == Order::SeqCst) s.fence("Fence.rw.rw");
  } else {
    s.fence_if(releases(order), "Fence.rw.w").write();
  }
  return s.take();
}

std::vector<MachineOp> power(const Instruction& i, bool succeeded) {
  Sequence s;
  Order order = joined(i);
  bool sync = is_seq_cst(order), lwsync = releases(order) && !sync;
  if (is_update(i)) {
    // larx and stcx: some texts say X for such a pair, others EX.
    s.fence_if(sync, "SYNC").fence_if(lwsync, "LWSYNC").read().also("X").also("EX");
    if (succeeded) s.write().also("X").also("EX");
    s.isync_if(acquires(order));
  } else if (i.kind == Kind::Load) {
    s.fence_if(sync, "SYNC").read().isync_if(acquires(order));
  } else if (i.kind == Kind::Fence) {
    if (order != Order::Relaxed) s.fence(sync ? "SYNC" : "LWSYNC");
  } else {
    s.fence_if(sync, "SYNC").fence_if(lwsync, "LWSYNC").write();
  }
  return s.take();
}

}  // namespace

std::string_view to_string(Architecture architecture) {
  switch (architecture) {
    case Architecture::X86:
      return "x86-64";
    case Architecture::Armv8:
      return "Armv8";
    case Architecture::RiscV:
      return "RISC-V";
    case Architecture::Power:
      return "POWER";
  }
  return "?";
}

std::vector<MachineOp> compile(const Instruction& i, Architecture architecture, bool succeeded) {
  switch (i.kind) {
    case Kind::Load:
    case Kind::Store:
    case Kind::Update:
    case Kind::CompareExchange:
    case Kind::Lock:
    case Kind::Unlock:
    case Kind::Fence:
      break;
    default:
      return {};
  }
  switch (architecture) {
    case Architecture::X86:
      return x86(i, succeeded);
    case Architecture::Armv8:
      return armv8(i, succeeded);
    case Architecture::RiscV:
      return riscv(i, succeeded);
    case Architecture::Power:
      return power(i, succeeded);
  }
  return {};
}

}  // namespace litmus
