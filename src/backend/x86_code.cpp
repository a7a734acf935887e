// The graph of an x86-64 function: a fixpoint over where every register and stack slot points, then
// what each instruction touches.
//
// Tested by x86_code_test.cpp.
#include <fmt/core.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>

#include "backend/touches.h"
#include "harness/kernel.h"

namespace litmus {
namespace {

// What a value is, as far as it matters where it points to.
struct Origin {
  enum class Kind : std::uint8_t {
    Unreached,  // no path has come by
    Number,
    Frame,  // the role's first argument, plus `at`
    Stack,  // the stack pointer at entry, plus `at`
    Ours,   // memory of the harness: the walk, columns, constants
    Cell,   // shared memory of the test: cell `at`, or one that came out of a cell
  };
  Kind kind = Kind::Unreached;
  std::int64_t at = 0;

  bool operator==(const Origin&) const = default;
};

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

constexpr int kRegisters = 16;
constexpr int kRsi = 6, kRdi = 7, kRsp = 4;

// The number of a register under any of its names; -1 for others.
int register_number(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kOld = {"ax", "cx", "dx", "bx",
                                                           "sp", "bp", "si", "di"};
  if (name.empty()) return -1;
  if (name.front() == 'r' && name.size() >= 2 && name[1] >= '0' && name[1] <= '9') {
    int number = 0;
    std::from_chars(name.data() + 1, name.data() + name.size(), number);
    return number < kRegisters ? number : -1;
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

bool is_memory(std::string_view operand) {
  return operand.find('[') != operand.npos || operand.find("fs:") != operand.npos;
}

// Where every register and stack slot points, before an instruction.
struct Origins {
  std::array<Origin, kRegisters> registers;
  std::map<std::int64_t, Origin> stack;

  bool operator==(const Origins&) const = default;

  Origin& rsp() { return registers[kRsp]; }

  // True if that changed anything.
  bool join(const Origins& other) {
    const Origins before = *this;
    for (std::size_t i = 0; i < kRegisters; ++i)
      registers[i] = joined(registers[i], other.registers[i]);
    for (const auto& [slot, origin] : other.stack) stack[slot] = joined(stack[slot], origin);
    return !(*this == before);
  }

  Origin of_register(std::string_view name) const {
    const int number = register_number(name);
    return number < 0 ? kNumber : registers[static_cast<std::size_t>(number)];
  }

  // "QWORD PTR [rdx+rax*8-0x10]"
  Origin of_address(std::string_view operand) const {
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

  // What lies in memory there.
  Origin loaded(const Origin& address) const {
    switch (address.kind) {
      case Origin::Kind::Frame:
        return of_frame(static_cast<std::size_t>(address.at));
      case Origin::Kind::Stack: {
        const auto slot = stack.find(address.at);
        return slot == stack.end() ? kNumber : slot->second;
      }
      case Origin::Kind::Cell:
        return kSomeCell;
      default:
        return kNumber;
    }
  }

  Origin of(std::string_view operand) const {
    if (is_memory(operand)) return loaded(of_address(operand));
    return of_register(operand);
  }

  void assign(std::string_view operand, const Origin& origin) {
    if (is_memory(operand)) {
      const Origin address = of_address(operand);
      if (address.kind == Origin::Kind::Stack) stack[address.at] = origin;
      if (address.kind == Origin::Kind::Stack && operand.starts_with("XMM"))
        stack[address.at + 8] = origin;
    } else if (const int number = register_number(operand); number >= 0) {
      registers[static_cast<std::size_t>(number)] = origin;
    }
  }

 private:
  // The fields of a Frame.
  static Origin of_frame(std::size_t offset) {
    constexpr std::size_t kPointer = sizeof(void*);
    const auto cell = static_cast<std::int64_t>((offset - offsetof(Frame, base)) / kPointer);
    if (offset < offsetof(Frame, base) + sizeof(Frame::base)) return {Origin::Kind::Cell, cell};
    if (offset < offsetof(Frame, stride) + sizeof(Frame::stride)) return kNumber;
    return offset < sizeof(Frame) ? kOurs : kNumber;
  }
};

bool is_jump(const CodeLine& line) { return line.name.starts_with('j'); }
bool is_return(const CodeLine& line) { return line.name == "ret" || line.name == "repz"; }
bool is_call(const CodeLine& line) { return line.name == "call"; }

// Instructions whose first operand is only read.
bool only_reads(const CodeLine& line) {
  return line.name == "cmp" || line.name == "test" || line.name == "bt" || line.name == "push" ||
         is_jump(line) || is_call(line);
}

// Instructions whose first operand is only written.
bool only_writes(const CodeLine& line) {
  return line.name.starts_with("mov") || line.name.starts_with("set") || line.name == "pop" ||
         line.name == "lea" || (line.name == "imul" && line.operands.size() == 3);
}

bool touches_nothing(const CodeLine& line) {
  return line.name == "lea" || line.name.starts_with("nop") || line.name == "endbr64" ||
         line.name == "pause";
}

// The origins behind an instruction.
void step(const CodeLine& line, Origins& origins) {
  const auto& operand = line.operands;
  if (line.name == "push" && !operand.empty()) {
    const Origin pushed = origins.of(operand[0]);
    origins.rsp().at -= 8;
    origins.stack[origins.rsp().at] = pushed;
  } else if (line.name == "pop" && !operand.empty()) {
    const Origin popped = origins.loaded(origins.rsp());
    origins.rsp().at += 8;
    origins.assign(operand[0], popped);
  } else if (is_call(line)) {
    for (int clobbered : {0, 1, 2, kRsi, kRdi, 8, 9, 10, 11})
      origins.registers[static_cast<std::size_t>(clobbered)] = kNumber;
  } else if (only_reads(line) || touches_nothing(line) || operand.empty()) {
    if (line.name == "lea") origins.assign(operand[0], origins.of_address(operand[1]));
  } else if (line.name == "mov" || line.name == "movabs") {
    origins.assign(operand[0], origins.of(operand[1]));
  } else if (line.name == "movsxd" || line.name == "movzx" || line.name == "movsx") {
    const Origin from = origins.of(operand[1]);
    origins.assign(operand[0], from.kind == Origin::Kind::Cell ? kSomeCell : kNumber);
  } else if (line.name.starts_with("cmov")) {
    origins.assign(operand[0], joined(origins.of(operand[0]), origins.of(operand[1])));
  } else if (line.name == "xchg" && operand.size() == 2) {
    const Origin first = origins.of(operand[0]), second = origins.of(operand[1]);
    origins.assign(operand[0], second);
    origins.assign(operand[1], first);
  } else if ((line.name == "add" || line.name == "sub") && operand.size() == 2) {
    const Origin origin = origins.of(operand[0]);
    const bool add = line.name == "add";
    if (const auto number = immediate(operand[1])) {
      origins.assign(operand[0], moved(origin, add ? *number : -*number));
    } else {
      origins.assign(operand[0], add ? sum(origin, origins.of(operand[1])) : kNumber);
    }
  } else if (line.name == "xor" && operand.size() == 2 && operand[0] == operand[1]) {
    origins.assign(operand[0], kNumber);
  } else if (line.name == "xadd" && operand.size() == 2) {
    origins.assign(operand[1], kSomeCell);
  } else if (line.name == "cmpxchg") {
    origins.assign("rax", kSomeCell);
  } else {
    // Arithmetic: of what came out of a cell it may still be an address that depends on it.
    const bool from_cell = origins.of(operand[0]) == kSomeCell ||
                           (operand.size() > 1 && origins.of(operand[1]) == kSomeCell);
    origins.assign(operand[0], from_cell ? kSomeCell : kNumber);
  }
}

// The operand in memory that an instruction accesses, if there is one.
const std::string* memory_operand(const CodeLine& line) {
  for (const std::string& operand : line.operands) {
    if (is_memory(operand)) return &operand;
  }
  return nullptr;
}

class GraphReader {
 public:
  GraphReader(const Listing& listing, std::uint64_t entry) : listing_(listing), entry_(entry) {}

  CodeGraph read() {
    follow();
    if (graph_.unreadable.empty()) write_steps();
    return std::move(graph_);
  }

 private:
  void unreadable(std::string_view why, const CodeLine& line) {
    if (graph_.unreadable.empty()) graph_.unreadable = fmt::format("{}: {}", why, line.text);
  }

  const CodeLine* line_at(std::uint64_t address) const {
    const auto found = listing_.lines.find(address);
    return found == listing_.lines.end() ? nullptr : &found->second;
  }

  // Where control goes from a line.
  std::vector<std::uint64_t> successors(const CodeLine& line) {
    std::vector<std::uint64_t> next;
    if (is_return(line)) return next;
    if (is_jump(line)) {
      const std::string target =
          line.operands.empty() ? "" : line.operands[0].substr(0, line.operands[0].find(' '));
      std::uint64_t address = 0;
      const auto [end, error] =
          std::from_chars(target.data(), target.data() + target.size(), address, 16);
      if (error != std::errc() || end != target.data() + target.size() ||
          line_at(address) == nullptr)
        unreadable("a jump that leads elsewhere", line);
      next.push_back(address);
    }
    if (line.name != "jmp") next.push_back(line.next);
    return next;
  }

  // Origins before every line that can be reached, until nothing changes any more.
  void follow() {
    Origins at_entry;
    at_entry.registers.fill(kNumber);
    at_entry.registers[kRdi] = {Origin::Kind::Frame};
    at_entry.registers[kRsi] = kOurs;
    at_entry.rsp() = {Origin::Kind::Stack};
    before_[entry_] = at_entry;
    std::deque<std::uint64_t> waiting = {entry_};
    while (!waiting.empty() && graph_.unreadable.empty()) {
      const std::uint64_t address = waiting.front();
      waiting.pop_front();
      const CodeLine* line = line_at(address);
      if (line == nullptr) {
        graph_.unreadable = "the code goes on where the listing ends";
        return;
      }
      check_call(*line);
      Origins origins = before_[address];
      step(*line, origins);
      for (const std::uint64_t next : successors(*line)) {
        const bool reached = before_.count(next) > 0;
        if (before_[next].join(origins) || !reached) waiting.push_back(next);
      }
    }
  }

  // A role that waits gives the CPU away; everything else stands in the role itself.
  void check_call(const CodeLine& line) {
    if (is_call(line) && line.text.find("yield") == line.text.npos)
      unreadable("a call of a function", line);
  }

  void write_steps() {
    std::map<std::uint64_t, std::size_t> number;
    number[entry_] = 0;
    for (const auto& [address, origins] : before_) {
      if (address != entry_) number.emplace(address, number.size());
    }
    graph_.steps.resize(number.size());
    for (const auto& [address, origins] : before_) {
      const CodeLine& line = *line_at(address);
      CodeStep& step = graph_.steps[number[address]];
      step.text = line.text;
      step.returns = is_return(line);
      step.touches = touches(line, origins);
      for (const std::uint64_t next : successors(line)) step.next.push_back(number.at(next));
    }
  }

  std::vector<Touch> touches(const CodeLine& line, const Origins& origins) {
    if (line.name == "mfence") return {{Touch::Kind::Fence}};
    const std::string* operand = memory_operand(line);
    if (operand == nullptr || touches_nothing(line)) return {};
    const Origin address = origins.of_address(*operand);
    if (address.kind == Origin::Kind::Number) {
      unreadable("an address that could not be followed", line);
      return {};
    }
    const bool update = line.locked || line.name == "xchg";
    if (address.kind != Origin::Kind::Cell)
      return update ? std::vector<Touch>{{Touch::Kind::Fence}} : std::vector<Touch>{};
    const int cell = static_cast<int>(address.at);
    if (update) return {{Touch::Kind::Update, cell}};
    const bool first = operand == &line.operands.front();
    std::vector<Touch> result;
    if (!first || !only_writes(line)) result.push_back({Touch::Kind::Read, cell});
    if (first && !only_reads(line)) result.push_back({Touch::Kind::Write, cell});
    return result;
  }

  const Listing& listing_;
  std::uint64_t entry_;
  std::map<std::uint64_t, Origins> before_;
  CodeGraph graph_;
};

}  // namespace

CodeGraph x86_code(const Listing& listing, std::uint64_t entry) {
  return GraphReader(listing, entry).read();
}

}  // namespace litmus
