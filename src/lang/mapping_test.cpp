// Every row of the table of standard compilations, as text and as operations.
#include "lang/mapping.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

using Kind = Instruction::Kind;

Instruction instruction(Kind kind, Order order, Order failure = Order::Relaxed) {
  Instruction i;
  i.kind = kind;
  i.order = order;
  i.failure_order = failure;
  i.op = Operator::Add;
  i.result = kind == Kind::Store || kind == Kind::Fence ? -1 : 0;
  return i;
}

// "R[A] W[L]": operations with their tags.
std::string operations(const Instruction& i, Architecture architecture, bool succeeded = true) {
  std::string text;
  for (const MachineOp& op : compile(i, architecture, succeeded)) {
    if (!text.empty()) text += ' ';
    text += op.kind == MachineOp::Kind::Read ? "R" : op.kind == MachineOp::Kind::Write ? "W" : "F";
    if (op.control_from_read) text += "!";
    for (std::size_t t = 0; t < op.tags.size(); ++t) {
      text += t == 0 ? "[" : ",";
      text += op.tags[t];
    }
    if (!op.tags.empty()) text += "]";
  }
  return text;
}

struct Row {
  Kind kind;
  Order order;
  const char *x86, *armv8, *riscv, *power;
};

const Row kAssembly[] = {
    {Kind::Load, Order::Plain, "MOV", "LDR", "l", "ld"},
    {Kind::Load, Order::Relaxed, "MOV", "LDR", "l", "ld"},
    {Kind::Load, Order::Acquire, "MOV", "LDAR", "l; fence r,rw", "ld; cmp; bc; isync"},
    {Kind::Load, Order::SeqCst, "MOV", "LDAR", "fence rw,rw; l; fence r,rw",
     "sync; ld; cmp; bc; isync"},
    {Kind::Store, Order::Plain, "MOV", "STR", "s", "st"},
    {Kind::Store, Order::Relaxed, "MOV", "STR", "s", "st"},
    {Kind::Store, Order::Release, "MOV", "STLR", "fence rw,w; s", "lwsync; st"},
    {Kind::Store, Order::SeqCst, "XCHG", "STLR", "fence rw,w; s", "sync; st"},
    {Kind::Fence, Order::Relaxed, "", "", "", ""},
    {Kind::Fence, Order::Acquire, "", "DMB ISHLD", "fence r,rw", "lwsync"},
    {Kind::Fence, Order::Release, "", "DMB ISH", "fence rw,w", "lwsync"},
    {Kind::Fence, Order::AcqRel, "", "DMB ISH", "fence.tso", "lwsync"},
    {Kind::Fence, Order::SeqCst, "MFENCE", "DMB ISH", "fence rw,rw", "sync"},
    {Kind::SignalFence, Order::SeqCst, "", "", "", ""},
    {Kind::Update, Order::Relaxed, "LOCK op", "LDop", "amo", "larx; stcx; bc"},
    {Kind::Update, Order::Acquire, "LOCK op", "LDopA", "amo.aq", "larx; stcx; bc; isync"},
    {Kind::Update, Order::Release, "LOCK op", "LDopL", "amo.rl", "lwsync; larx; stcx; bc"},
    {Kind::Update, Order::AcqRel, "LOCK op", "LDopAL", "amo.aq.rl",
     "lwsync; larx; stcx; bc; isync"},
    {Kind::Update, Order::SeqCst, "LOCK op", "LDopAL", "amo.aq.rl", "sync; larx; stcx; bc; isync"},
    {Kind::CompareExchange, Order::SeqCst, "LOCK CMPXCHG", "CASAL", "lr.aq.rl; sc.rl",
     "sync; larx; stcx; bc; isync"},
};

TEST(Mapping, Assembly) {
  for (const Row& row : kAssembly) {
    Instruction i = instruction(row.kind, row.order);
    SCOPED_TRACE(to_string(row.order));
    EXPECT_EQ(assembly(i, Architecture::X86), row.x86);
    EXPECT_EQ(assembly(i, Architecture::Armv8), row.armv8);
    EXPECT_EQ(assembly(i, Architecture::RiscV), row.riscv);
    EXPECT_EQ(assembly(i, Architecture::Power), row.power);
  }
}

const Row kOperations[] = {
    {Kind::Load, Order::Relaxed, "R", "R", "R", "R"},
    {Kind::Load, Order::Acquire, "R", "R[A]", "R F[Fence.r.rw]", "R F![ISYNC]"},
    {Kind::Load, Order::SeqCst, "R", "R[A]", "F[Fence.rw.rw] R F[Fence.r.rw]",
     "F[SYNC] R F![ISYNC]"},
    {Kind::Store, Order::Relaxed, "W", "W", "W", "W"},
    {Kind::Store, Order::Release, "W", "W[L]", "F[Fence.rw.w] W", "F[LWSYNC] W"},
    {Kind::Store, Order::SeqCst, "R[X,A] W[X,A]", "W[L]", "F[Fence.rw.w] W", "F[SYNC] W"},
    {Kind::Fence, Order::Relaxed, "", "", "", ""},
    {Kind::Fence, Order::Acquire, "", "F[DMB.ISHLD]", "F[Fence.r.rw]", "F[LWSYNC]"},
    {Kind::Fence, Order::Release, "", "F[DMB.ISH]", "F[Fence.rw.w]", "F[LWSYNC]"},
    {Kind::Fence, Order::AcqRel, "", "F[DMB.ISH]", "F[Fence.tso]", "F[LWSYNC]"},
    {Kind::Fence, Order::SeqCst, "F[MFENCE]", "F[DMB.ISH]", "F[Fence.rw.rw]", "F[SYNC]"},
    {Kind::Update, Order::Relaxed, "R[X,A] W[X,A]", "R W", "R[X] W[X]", "R W"},
    {Kind::Update, Order::Acquire, "R[X,A] W[X,A]", "R[A] W", "R[Acq,X] W[Acq,X]", "R W F![ISYNC]"},
    {Kind::Update, Order::Release, "R[X,A] W[X,A]", "R W[L]", "R[Rel,X] W[Rel,X]", "F[LWSYNC] R W"},
    {Kind::Update, Order::AcqRel, "R[X,A] W[X,A]", "R[A] W[L]", "R[AcqRel,X] W[AcqRel,X]",
     "F[LWSYNC] R W F![ISYNC]"},
    {Kind::Update, Order::SeqCst, "R[X,A] W[X,A]", "R[A] W[L]", "R[AcqRel,X] W[AcqRel,X]",
     "F[SYNC] R W F![ISYNC]"},
    {Kind::Lock, Order::Acquire, "R[X,A] W[X,A]", "R[A] W", "R[Acq,X] W[Acq,X]", "R W F![ISYNC]"},
    {Kind::Unlock, Order::Release, "W", "W[L]", "F[Fence.rw.w] W", "F[LWSYNC] W"},
};

TEST(Mapping, Operations) {
  for (const Row& row : kOperations) {
    Instruction i = instruction(row.kind, row.order);
    SCOPED_TRACE(to_string(row.order));
    EXPECT_EQ(operations(i, Architecture::X86), row.x86);
    EXPECT_EQ(operations(i, Architecture::Armv8), row.armv8);
    EXPECT_EQ(operations(i, Architecture::RiscV), row.riscv);
    EXPECT_EQ(operations(i, Architecture::Power), row.power);
  }
}

// The join of both orders counts; what fails keeps its leading fence and its acquire half.
TEST(Mapping, CompareExchangeFails) {
  Instruction i = instruction(Kind::CompareExchange, Order::Release, Order::Acquire);
  EXPECT_EQ(operations(i, Architecture::X86, false), "R[X,A]");
  EXPECT_EQ(operations(i, Architecture::Armv8), "R[A] W[L]");
  EXPECT_EQ(operations(i, Architecture::Armv8, false), "R[A]");
  EXPECT_EQ(operations(i, Architecture::RiscV), "R[Acq,EX] W[Rel,EX]");
  EXPECT_EQ(operations(i, Architecture::RiscV, false), "R[Acq,EX]");
  EXPECT_EQ(operations(i, Architecture::Power, false), "F[LWSYNC] R F![ISYNC]");
  Instruction relaxed = instruction(Kind::CompareExchange, Order::Relaxed);
  EXPECT_EQ(operations(relaxed, Architecture::Armv8, false), "R");
  EXPECT_EQ(operations(relaxed, Architecture::Power, false), "R");
}

// An Armv8 update whose result nobody wants writes it to a register all the same: STADD would be a
// store to DMB ISHLD (src/agreement/inclusion_test.cpp).
TEST(Mapping, DiscardedResult) {
  Instruction i = instruction(Kind::Update, Order::Relaxed);
  i.result = -1;
  EXPECT_EQ(operations(i, Architecture::Armv8), "R W");
  i.order = Order::Acquire;
  EXPECT_EQ(operations(i, Architecture::Armv8), "R[A] W");
}

TEST(Mapping, WhatIsNoAccessCompilesToNothing) {
  EXPECT_TRUE(compile(instruction(Kind::Jump, Order::Plain), Architecture::Power).empty());
  EXPECT_TRUE(compile(instruction(Kind::SignalFence, Order::SeqCst), Architecture::X86).empty());
}

}  // namespace
}  // namespace litmus
