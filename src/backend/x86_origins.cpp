// Tested by x86_code_test.cpp.
#include "backend/x86_origins.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>

#include "harness/kernel.h"

namespace litmus {
namespace {

constexpr Origin kNumber{Origin::Kind::Number};
constexpr Origin kOurs{Origin::Kind::Ours};
constexpr Origin kSomeCell{Origin::Kind::Cell, Touch::kSomeCell};

// Where two paths meet. What came out of a cell may as well be a number.
Origin joined(const Origin& a, const Origin& b) {
  if (a == b || b.kind == Origin::Kind::Unreached) return a;
  if (a.kind == Origin::Kind::Unreached) return b;
  if (a.kind == Origin::Kind::Cell && b.kind == Origin::Kind::Cell) return kSomeCell;
  if (a == kSomeCell && b.kind == Origin::Kind::Number) return a;
  if (b == kSomeCell && a.kind == Origin::Kind::Number) return b;
  return kNumber;
}

// A sum points where its one pointer does.
Origin sum(const Origin& a, const Origin& b) {
  if (a.kind == Origin::Kind::Number) return b;
  if (b.kind == Origin::Kind::Number || b == kSomeCell) return a;
  return a == kSomeCell ? b : kNumber;
}

// Only in a frame and on the stack does it matter how far.
Origin moved(Origin origin, std::int64_t by) {
  if (origin.kind == Origin::Kind::Frame || origin.kind == Origin::Kind::Stack) origin.at += by;
  return origin;
}

constexpr std::size_t kRsp = 4, kRsi = 6, kRdi = 7;

// The number of a register under any of its names; -1 for others.
int register_number(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kOld = {"ax", "cx", "dx", "bx",
                                                           "sp", "bp", "si", "di"};
  if (name.empty()) return -1;
  if (name.front() == 'r' && name.size() >= 2 && name[1] >= '0' && name[1] <= '9') {
    int number = 0;
    std::from_chars(name.data() + 1, name.data() + name.size(), number);
    return number < 16 ? number : -1;
  }
  if (name.size() == 3 && (name.front() == 'r' || name.front() == 'e')) name.remove_prefix(1);
  for (std::size_t i = 0; i < kOld.size(); ++i) {
    const std::string_view old = kOld[i];
    const bool low =
        name.size() >= 2 && name.back() == 'l' && old.starts_with(name.substr(0, name.size() - 1));
    const bool high =
        i < 4 && name.size() == 2 && name.back() == 'h' && old.front() == name.front();
    if (name == old || low || high) return static_cast<int>(i);
  }
  return -1;
}

std::optional<std::int64_t> immediate(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const bool hex = text.starts_with("0x");
  if (hex) text.remove_prefix(2);
  std::uint64_t value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, hex ? 16 : 10);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
  const auto signed_value = static_cast<std::int64_t>(value);
  return negative ? -signed_value : signed_value;
}

// The fields of a Frame.
Origin of_frame(std::size_t offset) {
  constexpr std::size_t kPointer = sizeof(void*);
  const auto cell = static_cast<std::int64_t>((offset - offsetof(Frame, base)) / kPointer);
  if (offset < offsetof(Frame, base) + sizeof(Frame::base)) return {Origin::Kind::Cell, cell};
  if (offset < offsetof(Frame, stride) + sizeof(Frame::stride)) return kNumber;
  return offset < sizeof(Frame) ? kOurs : kNumber;
}

// An operand, or "" where a line has fewer.
std::string_view operand(const CodeLine& line, std::size_t number) {
  return number < line.operands.size() ? std::string_view(line.operands[number]) : "";
}

// Instructions that leave all registers but the flags as they are.
bool computes_nothing(const CodeLine& line) {
  for (const std::string_view name : {"cmp", "test", "bt", "pause", "endbr64", "mfence", "ret"}) {
    if (line.name == name) return true;
  }
  return line.name.starts_with('j') || line.name.starts_with("nop") || line.operands.empty();
}

}  // namespace

bool is_memory(std::string_view operand) {
  return operand.find('[') != operand.npos || operand.find("fs:") != operand.npos;
}

X86Origins X86Origins::at_entry() {
  X86Origins origins;
  origins.registers_.fill(kNumber);
  origins.registers_[kRdi] = {Origin::Kind::Frame};
  origins.registers_[kRsi] = kOurs;
  origins.registers_[kRsp] = {Origin::Kind::Stack};
  return origins;
}

bool X86Origins::join(const X86Origins& other) {
  const X86Origins before = *this;
  for (std::size_t i = 0; i < kRegisters; ++i)
    registers_[i] = joined(registers_[i], other.registers_[i]);
  for (const auto& [slot, origin] : other.stack_) stack_[slot] = joined(stack_[slot], origin);
  return !(*this == before);
}

void X86Origins::step(const CodeLine& line) {
  const std::string_view first = operand(line, 0), second = operand(line, 1);
  if (line.name == "push") return push(first);
  if (line.name == "pop") return pop(first);
  if (line.name == "call") return call();
  if (computes_nothing(line)) return;
  if (line.name == "lea") return assign(first, of_address(second));
  if (line.name == "mov" || line.name == "movabs") return assign(first, of(second));
  if (line.name.starts_with("mov"))  // a narrow value, made wider
    return assign(first, of(second).kind == Origin::Kind::Cell ? kSomeCell : kNumber);
  if (line.name.starts_with("cmov")) return assign(first, joined(of(first), of(second)));
  if (line.name == "add" || line.name == "sub") return add(line);
  if (line.name == "xor" && first == second) return assign(first, kNumber);
  if (line.name == "xadd") return assign(second, kSomeCell);
  if (line.name == "cmpxchg") return assign("rax", kSomeCell);
  if (line.name == "xchg") {
    const Origin to_second = of(first);
    assign(first, of(second));
    return assign(second, to_second);
  }
  compute(line);
}

Origin X86Origins::of_address(std::string_view operand) const {
  const std::size_t open = operand.find('[');
  if (open == operand.npos || operand.find("rip") != operand.npos) return kOurs;
  std::string_view inside = operand.substr(open + 1, operand.find(']') - open - 1);
  Origin origin = kNumber;
  while (!inside.empty()) {
    const bool minus = inside.front() == '-';
    if (minus || inside.front() == '+') inside.remove_prefix(1);
    const std::size_t end = std::min(inside.find_first_of("+-"), inside.size());
    std::string_view term = inside.substr(0, end);
    inside.remove_prefix(end);
    term = term.substr(0, term.find('*'));
    const auto offset = immediate(term);
    origin = offset ? moved(origin, minus ? -*offset : *offset) : sum(origin, of_register(term));
  }
  return origin;
}

Origin& X86Origins::rsp() { return registers_[kRsp]; }

Origin X86Origins::of_register(std::string_view name) const {
  const int number = register_number(name);
  return number < 0 ? kNumber : registers_[static_cast<std::size_t>(number)];
}

// What lies in memory there.
Origin X86Origins::loaded(const Origin& address) const {
  switch (address.kind) {
    case Origin::Kind::Frame:
      return of_frame(static_cast<std::size_t>(address.at));
    case Origin::Kind::Stack: {
      const auto slot = stack_.find(address.at);
      return slot == stack_.end() ? kNumber : slot->second;
    }
    case Origin::Kind::Cell:
      return kSomeCell;
    default:
      return kNumber;
  }
}

Origin X86Origins::of(std::string_view operand) const {
  return is_memory(operand) ? loaded(of_address(operand)) : of_register(operand);
}

void X86Origins::assign(std::string_view operand, const Origin& origin) {
  if (is_memory(operand)) {
    const Origin address = of_address(operand);
    if (address.kind != Origin::Kind::Stack) return;
    stack_[address.at] = origin;
    if (operand.starts_with("XMM")) stack_[address.at + 8] = origin;
  } else if (const int number = register_number(operand); number >= 0) {
    registers_[static_cast<std::size_t>(number)] = origin;
  }
}

void X86Origins::push(std::string_view operand) {
  const Origin pushed = of(operand);
  rsp().at -= 8;
  stack_[rsp().at] = pushed;
}

void X86Origins::pop(std::string_view operand) {
  const Origin popped = loaded(rsp());
  rsp().at += 8;
  assign(operand, popped);
}

// What a function may use as it likes.
void X86Origins::call() {
  constexpr std::array<std::size_t, 9> kClobbered = {0, 1, 2, 6, 7, 8, 9, 10, 11};
  for (const std::size_t clobbered : kClobbered) registers_[clobbered] = kNumber;
}

void X86Origins::add(const CodeLine& line) {
  const std::string_view to = operand(line, 0), by = operand(line, 1);
  const bool plus = line.name == "add";
  if (const auto number = immediate(by))
    return assign(to, moved(of(to), plus ? *number : -*number));
  assign(to, plus ? sum(of(to), of(by)) : kNumber);
}

// Of what came out of a cell, arithmetic may still make an address that depends on it.
void X86Origins::compute(const CodeLine& line) {
  const std::string_view to = operand(line, 0);
  const bool from_cell = of(to) == kSomeCell || of(operand(line, 1)) == kSomeCell;
  assign(to, from_cell ? kSomeCell : kNumber);
}

}  // namespace litmus
