// Walks the effects of each thread once, with the values the condition asks for.
#include "gen/trace.h"

#include <cstdint>
#include <utility>

#include "lang/effects.h"

namespace litmus {
namespace {

using Sources = std::uint64_t;  // a set of accesses of one thread, by position
constexpr std::size_t kMaxAccesses = 64;

bool collect(const Proposition& p, Asked& asked) {
  if (p.kind == Proposition::Kind::And) {
    for (const Proposition& operand : p.operands) {
      if (!collect(operand, asked)) return false;
    }
    return true;
  }
  if (p.kind != Proposition::Kind::Compare || p.op != Operator::Equal) return false;
  std::optional<Value>& value = asked[static_cast<std::size_t>(p.column)];
  if (value && *value != p.value) return false;
  value = p.value;
  return true;
}

// A register: its value, if known, and the accesses it was computed from.
struct Known {
  std::optional<Value> value = 0;
  Sources sources = 0;
};

class Walker {
 public:
  Walker(const Test& test, int thread, const Asked& asked)
      : program_(effects(test, thread)), asked_(program_.code.size()) {
    registers_.resize(static_cast<std::size_t>(program_.registers));
    const std::vector<Local>& locals = test.threads[static_cast<std::size_t>(thread)].locals;
    for (std::size_t i = 0; i < locals.size(); ++i) registers_[i].value = locals[i].initial;
    asked_.resize(registers_.size());
    for (std::size_t i = 0; i < test.observed.size(); ++i) {
      const Column& column = test.observed[i];
      if (column.thread == thread) asked_[static_cast<std::size_t>(column.index)] = asked[i];
    }
  }

  std::optional<ThreadTrace> walk() {
    auto end = static_cast<int>(program_.code.size());
    for (int at = 0; at < end;) {
      leave_branches(at);
      int next = step(program_.code[static_cast<std::size_t>(at)], at);
      if (next <= at) return std::nullopt;  // refused, or a loop
      at = next;
    }
    if (fence_ != Order::Plain || !ends_as_asked()) return std::nullopt;
    return std::move(trace_);
  }

 private:
  static constexpr int kRefused = -1;

  int step(const Instruction& instruction, int at) {
    using Kind = Instruction::Kind;
    switch (instruction.kind) {
      case Kind::Compute:
        registers_[static_cast<std::size_t>(instruction.result)] = {value_of(instruction.value),
                                                                    sources_of(instruction.value)};
        return at + 1;
      case Kind::Load:
      case Kind::Store:
      case Kind::Update:
        return access(instruction) ? at + 1 : kRefused;
      case Kind::Fence:
        if (fence_ != Order::Plain || trace_.empty()) return kRefused;
        fence_ = instruction.order;
        return at + 1;
      case Kind::BranchUnless:
        return branch(instruction, at);
      case Kind::Jump:
        return instruction.target;
      default:
        return kRefused;
    }
  }

  int branch(const Instruction& instruction, int at) {
    std::optional<Value> condition = value_of(instruction.value);
    if (!condition) return kRefused;
    branches_.push_back({instruction.join, sources_of(instruction.value)});
    return *condition != 0 ? at + 1 : instruction.target;
  }

  void leave_branches(int at) {
    while (!branches_.empty() && branches_.back().join <= at) branches_.pop_back();
  }

  bool access(const Instruction& instruction) {
    std::optional<Value> address = value_of(instruction.address);
    if (!address || instruction.order == Order::Plain || trace_.size() == kMaxAccesses)
      return false;
    TracedAccess made{.location = static_cast<int>(*address - pointer_to(0)),
                      .order = instruction.order};
    made.update = instruction.kind == Instruction::Kind::Update;
    made.reads = made.update || instruction.kind == Instruction::Kind::Load;
    made.writes = instruction.kind != Instruction::Kind::Load;
    if (!link_to_previous(instruction, made) || (made.reads && !read(instruction, made)))
      return false;
    if (made.writes && !write(instruction, made)) return false;
    trace_.push_back(made);
    return true;
  }

  bool read(const Instruction& instruction, TracedAccess& made) {
    if (instruction.result < 0) return made.update;
    auto result = static_cast<std::size_t>(instruction.result);
    made.value_read = asked_[result];
    registers_[result] = {made.value_read, Sources{1} << trace_.size()};
    return made.update || made.value_read.has_value();
  }

  bool write(const Instruction& instruction, TracedAccess& made) const {
    std::optional<Value> operand = value_of(instruction.value);
    if (!operand) return false;
    if (made.update && instruction.op != Operator::Replace) {
      if (!made.value_read) return false;
      operand = updated(instruction.op, instruction.object, *made.value_read, *operand);
    }
    made.value_written = *operand;
    return true;
  }

  // A cycle has one edge from each access to the next: more than that has no name.
  bool link_to_previous(const Instruction& instruction, TracedAccess& made) {
    Sources controls = 0;
    for (const Branch& branch : branches_) controls |= branch.sources;
    const std::pair<Edge::Kind, Sources> kinds[] = {
        {Edge::Kind::Addr, sources_of(instruction.address)},
        {Edge::Kind::Data, sources_of(instruction.value)},
        {Edge::Kind::Ctrl, controls},
    };
    int links = fence_ != Order::Plain;
    if (links > 0) made.link = Edge::Kind::Fence;
    made.fence = std::exchange(fence_, Order::Plain);
    for (const auto& [kind, sources] : kinds) {
      if (sources == 0) continue;
      if (sources != Sources{1} << (trace_.size() - 1)) return false;
      made.link = kind;
      ++links;
    }
    return links <= 1;
  }

  bool ends_as_asked() const {
    for (std::size_t i = 0; i < registers_.size(); ++i) {
      if (asked_[i] && asked_[i] != registers_[i].value) return false;
    }
    return true;
  }

  bool is_known(const Expr& e) const {
    if (e.kind == Expr::Kind::Register && !register_at(e).value) return false;
    for (const Expr& operand : e.operands) {
      if (!is_known(operand)) return false;
    }
    return true;
  }

  std::optional<Value> value_of(const Expr& e) const {
    if (!is_known(e)) return std::nullopt;
    std::vector<Value> values;
    for (const Known& known : registers_) values.push_back(known.value.value_or(0));
    return evaluate(e, values);
  }

  Sources sources_of(const Expr& e) const {
    Sources sources = e.kind == Expr::Kind::Register ? register_at(e).sources : 0;
    for (const Expr& operand : e.operands) sources |= sources_of(operand);
    return sources;
  }

  const Known& register_at(const Expr& e) const {
    return registers_[static_cast<std::size_t>(e.index)];
  }

  struct Branch {
    int join;
    Sources sources;
  };

  Program program_;
  std::vector<Known> registers_;
  Asked asked_;                   // of each register, at the end
  std::vector<Branch> branches_;  // those we are inside of
  Order fence_ = Order::Plain;    // seen since the last access
  ThreadTrace trace_;
};

}  // namespace

std::optional<Asked> values_asked_for(const Test& test) {
  if (test.condition.quantifier == Condition::Quantifier::Forall) return std::nullopt;
  Asked asked(test.observed.size());
  if (!collect(test.condition.proposition, asked)) return std::nullopt;
  return asked;
}

std::optional<std::vector<ThreadTrace>> trace(const Test& test, const Asked& asked) {
  std::vector<ThreadTrace> traces;
  for (std::size_t i = 0; i < test.threads.size(); ++i) {
    auto walked = Walker(test, static_cast<int>(i), asked).walk();
    if (!walked || walked->empty()) return std::nullopt;
    traces.push_back(std::move(*walked));
  }
  return traces;
}

}  // namespace litmus
