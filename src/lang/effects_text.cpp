// Effects as text, one instruction a line. Tested by effects_test.cpp.
#include <fmt/format.h>

#include "lang/effects.h"
#include "lang/operators.h"

namespace litmus {
namespace {

std::string text(const Expr& e, const Test& test) {
  auto operand = [&](std::size_t i) { return text(e.operands.at(i), test); };
  switch (e.kind) {
    case Expr::Kind::Constant:
      return fmt::format("{}", e.value);
    case Expr::Kind::Register:
      return fmt::format("%{}", e.index);
    case Expr::Kind::Address:
      return test.locations.at(static_cast<std::size_t>(e.index)).name;
    case Expr::Kind::Unary:
      return fmt::format("{}{}", symbol(e.op), operand(0));
    case Expr::Kind::Binary:
      return fmt::format("({} {} {})", operand(0), symbol(e.op), operand(1));
    case Expr::Kind::Conditional:
      return fmt::format("({} ? {} : {})", operand(0), operand(1), operand(2));
    case Expr::Kind::Cast:
      return fmt::format("({})", operand(0));
    default:
      return "?";
  }
}

std::string line(const Instruction& i, const Test& test) {
  auto order = to_string(i.order);
  std::string address = fmt::format("[{}]", text(i.address, test));
  std::string result = i.result >= 0 ? fmt::format("%{} = ", i.result) : "";
  switch (i.kind) {
    case Instruction::Kind::Compute:
      return fmt::format("compute   %{} = {}", i.result, text(i.value, test));
    case Instruction::Kind::Load:
      return fmt::format("load      {}{} {}", result, address, order);
    case Instruction::Kind::Store:
      return fmt::format("store     {} = {} {}", address, text(i.value, test), order);
    case Instruction::Kind::Update:
      return fmt::format("update    {}{} {} {} {}", result, address, symbol(i.op),
                         text(i.value, test), order);
    case Instruction::Kind::CompareExchange:
      return fmt::format("exchange  %{}, {}{}: {} -> {} {} else {}{}", i.success, result, address,
                         text(i.expected, test), text(i.value, test), order,
                         to_string(i.failure_order), i.weak ? " weak" : "");
    case Instruction::Kind::Fence:
      return fmt::format("fence     {}", order);
    case Instruction::Kind::SignalFence:
      return fmt::format("signal    {}", order);
    case Instruction::Kind::Lock:
      return "lock      " + address;
    case Instruction::Kind::Unlock:
      return "unlock    " + address;
    case Instruction::Kind::BranchUnless:
      return fmt::format("branch    unless {} goto {}    joins at {}", text(i.value, test),
                         i.target, i.join);
    case Instruction::Kind::Jump:
      return fmt::format("jump      {}", i.target);
    case Instruction::Kind::LoopEnter:
      return fmt::format("loop      {}", i.loop);
    case Instruction::Kind::LoopBody:
      return fmt::format("iterate   {}", i.loop);
  }
  return "?";
}

}  // namespace

std::string to_string(const Program& program, const Test& test) {
  std::string all;
  for (std::size_t at = 0; at < program.code.size(); ++at) {
    all += fmt::format("{:<3}{}\n", at, line(program.code[at], test));
  }
  return all;
}

}  // namespace litmus
